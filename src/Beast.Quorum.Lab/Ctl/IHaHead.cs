namespace Beast.Quorum.Lab.Ctl;

/// <summary>What the HA link needs of its own head.</summary>
internal interface IHaHead
{
    /// <summary>1 or 2.</summary>
    public int HaId { get; }

    public int HaMode { get; }

    /// <summary>The state that the peer is to know.</summary>
    public HaPeerState Describe();

    /// <summary>Runs a request that the peer forwarded.</summary>
    public byte[] ServeForwarded(byte[] request);

    /// <summary>The link came up or went down.</summary>
    public void LinkChanged(int from, int to);
}
