namespace Beast.Quorum.Lab.Ctl;

/// <summary>One LUN of a ctl.conf.</summary>
/// <param name="Id">The CTL LUN number, equal on both heads.</param>
/// <param name="Path">The backing device, <c>/dev/zvol/POOL/VOLUME</c>.</param>
/// <param name="Target">The iSCSI target's name.</param>
public sealed record LunConfiguration(int Id, string Path, string Target)
{
    /// <summary>The name of the recorded pair's target.</summary>
    public const string DefaultTarget = "iqn.2016-01.local.beast:target0";

    /// <summary>Further targets that show the same LUN.</summary>
    public IReadOnlyList<string> OtherTargets { get; init; } = [];

    internal bool IsIn(string target) => target == Target || OtherTargets.Contains(target);

    /// <summary>Its <c>option NAME VALUE</c> lines, <c>ha_role</c> among them.</summary>
    public IReadOnlyList<(string Name, string Value)> Options { get; init; } = [];
}
