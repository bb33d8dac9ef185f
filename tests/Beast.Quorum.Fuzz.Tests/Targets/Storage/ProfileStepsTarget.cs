using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Fuzz.Tests.Engine;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Storage.Inspection;
using Beast.Quorum.Storage.Steps;

namespace Beast.Quorum.Fuzz.Tests.Targets.Storage;

/// <summary>
/// The steps and the looks of the profiles ctl-ha-lun and arbitrator, their commands answered with damaged texts: a
/// role, a path, a session or a LUN that nobody showed is never believed.
/// </summary>
internal sealed class ProfileStepsTarget : FuzzTarget
{
    private const string Device = "CTRL_B_BACK";
    private const string Local = "zvol/ctrl-b_m0/v0";

    private static readonly GroupConfiguration Group = InspectionTarget.Group with
    {
        Profile = StorageProfile.Arbitrator,
        HaPeer = null,
        Arbitrator = new ArbitratorConfiguration
        {
            Provider = "/dev/" + Local,
            Multipath = Device,
            Portal = "10.0.0.2",
            Target = "iqn.2016-01.local:t",
        },
    };

    private static readonly (StepKind Kind, string Subject)[] Steps =
    [
        (StepKind.TakeLunRole, "0"), (StepKind.GiveLunRole, "0"), (StepKind.GiveDefaultRole, ""),
        (StepKind.AttachLocalPath, Device), (StepKind.UseLocalPath, Device), (StepKind.DetachLocalPath, Device),
        (StepKind.OpenBackedLuns, "/dev/multipath/" + Device), (StepKind.CloseBackedLuns, "/dev/" + Local),
        (StepKind.ReloadTargetDaemon, ""), (StepKind.OpenSession, ""), (StepKind.WaitSession, ""),
        (StepKind.AttachPeerPath, Device), (StepKind.UsePeerPath, Device),
    ];

    public override string Name => "profile-steps";

    public override IReadOnlyList<string> Words =>
        ["%%\n", "[exit 0]\n", "[exit 1]\n", "[stderr] ", "[end Abandoned]\n", "<ctllunlist>\n", "<lun id=\"0\">\n",
            "<backend_type>block</backend_type>\n<size>1</size>\n", "<ha_role>primary</ha_role>\n", "</lun>\n",
            "</ctllunlist>\n", "CTRL_B_BACK  OPTIMAL  zvol/ctrl-b_m0/v0 (ACTIVE)\n", "Unit is ready\n"];

    public override int Cost => 25;

    public override (long Base, long PerByte) Memory => (4 * 1024 * 1024, 3000);

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
            StepResult result = executor.Run(Group, step, () => true, () => { });
            Must(Enum.IsDefined(result.Outcome), $"{kind}: no outcome");
            Must(result.Detail.Length > 0 && Reference.IsOneLine(result.Detail, 500), $"{kind}: its detail is no line");
            Must(result.Outcome == StepOutcome.Abandoned || !runner.Log.Exists(entry =>
                entry.Result.End == CommandEnd.Abandoned), $"{kind}: hides what it left behind");
            bool succeeded = result.Outcome.Succeeded();
            any |= succeeded;
            Must(!succeeded || Shown(kind, runner.Log[^1].Result), $"{kind}: success without proof");
        }

        foreach (StorageProfile profile in (StorageProfile[])[StorageProfile.CtlHaLun, StorageProfile.Arbitrator])
        {
            Look(new ScriptedRunner(script), Group with { Profile = profile });
        }

        return any ? Depth.Accepted : Depth.Looked;
    }

    private static bool Shown(StepKind kind, CommandResult last) => kind switch
    {
        StepKind.TakeLunRole => Says(last, "<ha_role>primary</ha_role>"),
        StepKind.AttachLocalPath => Says(last, $"{Local} ("),
        StepKind.UseLocalPath => Says(last, $"{Local} (ACTIVE)"),
        StepKind.DetachLocalPath => !last.StandardOutput.Split('\n').Any(line =>
            line.TrimStart().StartsWith(Device + " ", StringComparison.Ordinal)
            && line.Contains($"  {Local} (", StringComparison.Ordinal)),
        StepKind.ReloadTargetDaemon => Says(last, "Unit is ready"),
        StepKind.WaitSession => Says(last, "Connected"),
        StepKind.UsePeerPath => Says(last, "(ACTIVE)"),
        _ => true,
    };

    private static bool Says(CommandResult result, string words) =>
        result.StandardOutput.Contains(words, StringComparison.OrdinalIgnoreCase);

    private static void Look(ScriptedRunner runner, GroupConfiguration group)
    {
        GroupInspection seen = new GroupInspector(InspectionTarget.System(runner)).Inspect(group);
        Must(!seen.LunRoles.Values.Contains(true) || runner.Log.Exists(entry =>
            Says(entry.Result, "<ha_role>primary</ha_role>")
            || entry.Line.Contains("ha_role", StringComparison.Ordinal)),
            "primary, and nothing said so");
        Must(seen.LocalPathActive != true || runner.Log.Exists(entry => Says(entry.Result, $"{Local} (ACTIVE)")),
            "an active path that nothing showed");
        Must(seen.Problems.All(problem => Reference.IsOneLine(problem, 2000)), "a problem is no line");
        Must(ServiceFaults.Of(seen).All(fault => Reference.IsOneLine(fault, 200)), "a fault is no line");
    }
}
