namespace Beast.Quorum.Explorer.Tests.Model;

/// <summary>One interlink record that is late: it was sent just before the link was cut.</summary>
internal struct Message
{
    public bool Present;

    /// <summary>The node it is for.</summary>
    public byte To;

    public Publication Content;

    /// <summary>Its receiver has seen a newer record since: the sequence would refuse it.</summary>
    public bool Stale;

    /// <summary>Ticks, of the receiver's clock, since it sent the heartbeat that this acknowledges.</summary>
    public byte AckAge;
}
