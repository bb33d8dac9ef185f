using System.Diagnostics;
using Beast.Quorum.Daemon.Tests.CommandLine;
using Beast.Quorum.Daemon.Tests.Configuration;

namespace Beast.Quorum.Daemon.Tests.RcScript;

/// <summary>
/// rc.d/beastq in a directory of its own, with an rc.subr that does what FreeBSD's does for the variables that the
/// script sets (rc.subr(8)), a daemon(8) that prints its arguments, and a beastq that notes its own.
/// </summary>
internal sealed class RcSubrStub : IDisposable
{
    private const string Subr = """
        load_rc_config() { . "$stub/rc.conf"; }
        run_rc_command() {
            case $1 in
            start)
                [ -r "$required_files" ] || { echo "$required_files is not readable."; exit 1; }
                $start_precmd || { echo "failed precmd routine for $name"; exit 1; }
                eval "flags=\$${name}_flags limits=\$${name}_limits env=\$${name}_env"
                eval "$stub/limits -C daemon $limits ${env:+env $env} $command $flags $command_args" ;;
            stop)
                echo "TERM $(cat "$pidfile") $procname"
                $stop_postcmd ;;
            status)
                $status_cmd || return 1 ;;
            *)
                case " $extra_commands " in
                *" $1 "*) echo "HUP $(cat "$pidfile") $procname" ;;
                *) echo "usage"; return 1 ;;
                esac ;;
            esac
        }
        """;

    private readonly Folder folder = new();

    public RcSubrStub()
    {
        string script = File.ReadAllText(Repository.File("rc.d/beastq"))
            .Replace("/etc/rc.subr", folder.At("rc.subr"), StringComparison.Ordinal)
            .Replace("/usr/sbin/daemon", folder.At("daemon"), StringComparison.Ordinal);
        File.WriteAllText(folder.At("beastq.rc"), script);
        File.WriteAllText(folder.At("rc.subr"), $"stub={folder.Path}\n{Subr}\n");
        Program("daemon", """
            for word in "$@"; do echo "daemon: $word"; done
            env | sed -n 's/^DOTNET_/env: DOTNET_/p'
            """);
        Program("limits", """
            while [ "${1#-}" != "$1" ]; do echo "limits: $1 $2"; shift 2; done
            exec "$@"
            """);
        Program("beastq", $"""echo "$*" >>{folder.At("calls")}; exit $(cat {folder.At("code")})""");
        File.WriteAllText(folder.At("beastq.yml"), "");
        ExitWith(0);
        File.WriteAllText(folder.At("rc.conf"), $"""
            beastq_enable=YES
            beastq_config={Configuration}
            beastq_binary={Binary}
            beastq_pidfile={PidFile}
            beastq_flags="--trace /var/tmp/t"

            """);
    }

    public string Binary => folder.At("beastq");

    public string Configuration => folder.At("beastq.yml");

    public string PidFile => folder.At("beastq.pid");

    /// <summary>What beastq was called with, a line a call.</summary>
    public string Calls => File.Exists(folder.At("calls")) ? File.ReadAllText(folder.At("calls")) : "";

    /// <summary>The exit code of the beastq of this stub.</summary>
    public void ExitWith(int code) => File.WriteAllText(folder.At("code"), $"{code}\n");

    public Outcome Run(string verb)
    {
        ProcessStartInfo start = new("/bin/sh", [folder.At("beastq.rc"), verb])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        Assert.That(process.WaitForExit(TimeSpan.FromSeconds(60)), $"{verb} ended");
        return new Outcome(process.ExitCode, output, error.Result);
    }

    public void Dispose() => folder.Dispose();

    private void Program(string name, string body)
    {
        File.WriteAllText(folder.At(name), $"#!/bin/sh\n{body}\n");
        File.SetUnixFileMode(
            folder.At(name), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
