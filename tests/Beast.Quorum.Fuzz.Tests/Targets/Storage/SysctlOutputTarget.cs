using Beast.Quorum.Fuzz.Tests.Engine;
using Beast.Quorum.Platform.Sysctls;
using Beast.Quorum.Storage.Calls;
using Beast.Quorum.Storage.Sysctls;

namespace Beast.Quorum.Fuzz.Tests.Targets.Storage;

/// <summary><c>sysctl -n</c> as a command: a value only with exit 0, and every failure in one line.</summary>
internal sealed class SysctlOutputTarget : FuzzTarget
{
    private static readonly CallTerms Terms = new(TimeSpan.FromSeconds(5), () => true, () => { });

    public override string Name => "sysctl-output";

    public override IReadOnlyList<string> Words =>
        ["[stderr] sysctl: unknown oid", "[exit 0]", "[exit 1]", "[end TimedOut]", "[end Abandoned]",
            "[end NotStarted]"];

    public override Depth Run(byte[] input)
    {
        string text = Text(input);
        ScriptedRunner runner = new(text);
        CommandSysctlAccess access = new(new CommandCalls(runner, []), ["sysctl"]);
        SysctlAnswer answer = access.Read("kern.cam.ctl.ha_role", Terms);
        bool good = runner.Log[0].Result.Succeeded;
        Must((answer.End == SysctlEnd.Ok) == good, "a value from a command that failed, or the reverse");
        Must(good ? answer.Error.Length == 0 : Reference.IsOneLine(answer.Error, 900), "the error is no line");
        CommandSysctl other = new(new ScriptedRunner(text), ["sysctl"], TimeSpan.FromSeconds(5));
        Must(other.Read("kern.cam.ctl.ha_role").Ok == good, "the platform's reader says otherwise");
        return good ? Depth.Accepted : Depth.Looked;
    }
}
