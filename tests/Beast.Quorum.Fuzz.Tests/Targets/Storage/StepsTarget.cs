using Beast.Quorum.Core.Plans;
using Beast.Quorum.Fuzz.Tests.Engine;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Storage.Steps;

namespace Beast.Quorum.Fuzz.Tests.Targets.Storage;

/// <summary>
/// Every step of every plan, its commands answered with damaged texts: it ends with an outcome and one line, and what
/// safety stands on, that a pool is gone, is never believed without a whole list that does not name it.
/// </summary>
internal sealed class StepsTarget : FuzzTarget
{
    private const string Pool = "beast";

    private static readonly (StepKind Kind, string Subject)[] Steps =
    [
        (StepKind.ExportStandbyImport, Pool), (StepKind.ImportPool, Pool), (StepKind.ImportReadOnly, Pool),
        (StepKind.WaitBackingPath, "/dev/zvol/beast/v0"), (StepKind.TakeRole, ""), (StepKind.GiveRole, ""),
        (StepKind.EnsureTargetDaemon, ""), (StepKind.WaitLunReady, "0"), (StepKind.StartScrub, Pool),
        (StepKind.SetPeer, "listen 192.168.56.103:7777"), (StepKind.ExportPool, Pool), (StepKind.WaitLink, ""),
        (StepKind.VerifyPoolGone, Pool), (StepKind.VerifyPoolNotWritable, Pool),
    ];

    public override string Name => "steps";

    public override IReadOnlyList<string> Words =>
        ["%%\n", "[exit 0]\n", "[exit 1]\n", "[stderr] ", "[end Abandoned]\n", "[end Refused]\n", "on\n", "0\n",
            "none\n"];

    public override int Cost => 25;

    public override (long Base, long PerByte) Memory => (2 * 1024 * 1024, 1500);

    public override Depth Run(byte[] input)
    {
        string script = Text(input);
        bool any = false;
        foreach ((StepKind kind, string subject) in Steps)
        {
            ScriptedRunner runner = new(script);
            StepExecutor executor = new(InspectionTarget.System(runner));
            PlanStep step = new(
                0, 0, kind, subject, TimeSpan.FromSeconds(60), FailureRule.FailPlan, RetryRule.Once);
            StepResult result = executor.Run(InspectionTarget.Group, step, () => true, () => { });
            Must(Enum.IsDefined(result.Outcome), $"{kind}: no outcome");
            Must(result.Detail.Length > 0 && Reference.IsOneLine(result.Detail, 500), $"{kind}: its detail is no line");
            bool succeeded = result.Outcome.Succeeded();
            any |= succeeded;
            Must(!succeeded || Allows(kind, runner), $"{kind}: success without proof");
        }

        return any ? Depth.Accepted : Depth.Looked;
    }

    private static bool Allows(StepKind kind, ScriptedRunner runner)
    {
        CommandResult last = runner.Log[^1].Result;
        CommandResult list = runner.Log[0].Result;
        bool gone = list.Succeeded && Reference.IsWholeList(list.StandardOutput, 1)
            && !Reference.Names(list.StandardOutput, Pool);
        return kind switch
        {
            StepKind.VerifyPoolGone => gone,
            StepKind.VerifyPoolNotWritable => gone || (last.Succeeded && last.StandardOutput == "on\n"),
            StepKind.WaitBackingPath => last.Succeeded,
            StepKind.TakeRole => last.Succeeded && last.StandardOutput.TrimEnd('\n') == "0",
            StepKind.GiveRole => last.Succeeded && last.StandardOutput.TrimEnd('\n') == "1",
            StepKind.WaitLunReady =>
                last.StandardOutput.Trim().Equals("Unit is ready", StringComparison.OrdinalIgnoreCase),
            _ => true,
        };
    }
}
