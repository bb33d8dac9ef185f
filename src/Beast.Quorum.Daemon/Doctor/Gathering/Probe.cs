using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Daemon.Configuration;
using Beast.Quorum.Daemon.Doctor.Facts;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Platform.Sysctls;

namespace Beast.Quorum.Daemon.Doctor.Gathering;

/// <summary>How the sources look: commands and files, with their limits. Reads only.</summary>
/// <param name="Configuration">The configuration.</param>
/// <param name="Runner">Runs commands.</param>
/// <param name="Sysctl">Reads kernel variables with <c>sysctl: native</c>.</param>
internal sealed record Probe(BeastqConfiguration Configuration, ICommandRunner Runner, ISysctl Sysctl)
{
    private const int MostOutput = 1024 * 1024;
    private const int MostBytes = 4 * 1024 * 1024;

    /// <summary>Time for one command.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Whether this host is a FreeBSD, and its files tell of it.</summary>
    public bool IsFreeBsd { get; init; } = OperatingSystem.IsFreeBSD();

    /// <summary>Root of the file system that is looked at.</summary>
    public string Root { get; init; } = "/";

    /// <summary>Runs a command.</summary>
    /// <param name="words">The command.</param>
    /// <param name="output">Its standard output, if it ended by itself.</param>
    /// <returns>The reason why there is no answer; null if it exited with 0.</returns>
    public Fact? Ask(IReadOnlyList<string> words, out string output)
    {
        CommandResult result = Runner.Run(new CommandRequest(words, Deadline) { OutputLimit = MostOutput });
        output = result.StandardOutput;
        string line = CommandText.Of(words);
        return result.Succeeded ? null : Fact.NotKnown(result.End switch
        {
            CommandEnd.Exited => $"{line}: exit {result.ExitCode}: {Said(result)}",
            CommandEnd.NotStarted => $"{line}: {Said(result)}",
            CommandEnd.TimedOut => $"{line}: not ended within {Deadline.TotalSeconds:0} s",
            CommandEnd.Abandoned => $"{line}: hangs in the kernel (process {result.ProcessId}); look at dmesg",
            _ => $"{line}: {result.End}",
        });
    }

    /// <summary>The text of a file; absent, or why it is not known.</summary>
    public Fact Read(string path)
    {
        try
        {
            using FileStream file = new(At(path), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            byte[] bytes = new byte[MostBytes];
            int length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return length == MostBytes ? Fact.NotKnown($"{path} is too long")
                : Fact.Is(System.Text.Encoding.Latin1.GetString(bytes, 0, length));
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return Fact.None;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Fact.NotKnown($"{path}: {fault.Message}");
        }
    }

    /// <summary>Where a path of the system is.</summary>
    public string At(string path) => Path.Combine(Root, path.TrimStart('/'));

    private static string Said(CommandResult result) => Printable.Short(
        (result.StandardError.Trim().Length > 0 ? result.StandardError : result.StandardOutput).Trim(), 200);
}
