namespace Beast.Quorum.Lab.Pools;

/// <summary>Who a host is; the values are those of the recorded pair.</summary>
/// <param name="Node">0 or 1.</param>
/// <param name="HostName">kern.hostname.</param>
/// <param name="HostId">kern.hostid.</param>
/// <param name="HostUuid">kern.hostuuid.</param>
public sealed record HostIdentity(int Node, string HostName, ulong HostId, string HostUuid)
{
    /// <summary>ctrl-a for node 0, ctrl-b for node 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The node is neither 0 nor 1.</exception>
    public static HostIdentity Of(int node) => node switch
    {
        0 => new HostIdentity(0, "ctrl-a", 26912414, "11111111-aaaa-4aaa-8aaa-000000000103"),
        1 => new HostIdentity(1, "ctrl-b", 2071298364, "22222222-bbbb-4bbb-8bbb-000000000104"),
        _ => throw new ArgumentOutOfRangeException(nameof(node), node, "a node is 0 or 1"),
    };
}
