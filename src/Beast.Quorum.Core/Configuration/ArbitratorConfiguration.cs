namespace Beast.Quorum.Core.Configuration;

/// <summary>
/// How a node reaches the volume of an <c>arbitrator</c> group ("Adding ZFS to the FreeBSD dual-controller storage
/// concept"): by its own zvol while it owns the group, else through the peer's private iSCSI target; a gmultipath
/// device holds both paths, and the LUN that clients see lies on it. Key <c>arbitrator</c>.
/// </summary>
public sealed record ArbitratorConfiguration
{
    /// <summary>The volume, <c>/dev/zvol/POOL/VOLUME</c>, of one of the group's pools. Key <c>provider</c>.</summary>
    public string? Provider { get; init; }

    /// <summary>
    /// Name of the gmultipath device, at most 15 characters; null if clients are given the volume itself on this
    /// node, which then reaches the group only while it owns it. Key <c>multipath</c>.
    /// </summary>
    public string? Multipath { get; init; }

    /// <summary>The peer's interlink address, with the port if it is not 3260. Key <c>portal</c>.</summary>
    public string? Portal { get; init; }

    /// <summary>Name of the peer's private target, which exports this volume and no other. Key <c>target</c>.</summary>
    public string? Target { get; init; }

    /// <summary>The path behind the LUN that clients see on this node.</summary>
    public string ServedPath => Multipath is null ? Provider ?? "" : "/dev/multipath/" + Multipath;
}
