namespace Beast.Quorum.Lab.Ctl;

/// <summary>What the peer head has told over the HA link.</summary>
/// <param name="Primary">The LUNs for which the peer is primary.</param>
/// <param name="IscsiPorts">How many iSCSI ports the peer has.</param>
internal sealed record HaPeerState(IReadOnlySet<int> Primary, int IscsiPorts);
