namespace Beast.Quorum.Lab.Scenarios;

/// <summary>All scenarios by name.</summary>
public static class ScenarioList
{
    /// <summary>Stands for every scenario that is no control.</summary>
    public const string Everything = "all";

    private static readonly Scenario[] Known =
    [
        new PowerOff(), new StandbyOff(), new DaemonKill(), new Freeze(), new HostFreeze(), new LinkCut(),
        new OneWayLink(), new DeviceLoss(), new DeviceHang(), new Switchover(), new Restart(), new ColdStart(),
        new DoubleFault(), new LossyLink(), new DeviceSwap(), new Pauses(), new Kills(), new Busy(),
        new Fence(), new FenceFails(),
        new TwoPools(), new Arbitrator(), new SuspendedPool(), new BusyExport(), new ImportFails(), new StaleImport(),
        new ControlDoubleServing(), new ControlLostWrite(), new ControlStaleRead(),
    ];

    /// <summary>
    /// The names that can be asked for, in the order in which <c>all</c> runs them; the controls come last.
    /// </summary>
    public static IReadOnlyList<string> Names { get; } = [.. Known.Select(scenario => scenario.Name), Everything];

    internal static IReadOnlyList<Scenario> Find(string name) => name == Everything
        ? [.. Known.Where(scenario => !scenario.IsControl)]
        : [.. Known.Where(scenario => scenario.Name == name)];
}
