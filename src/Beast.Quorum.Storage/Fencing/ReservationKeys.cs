using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Beast.Quorum.Storage.Fencing;

/// <summary>
/// The reservation keys of the two nodes of a cluster: 64 bits each, never 0 (which means "no key", SPC-3), equal but
/// for the last bit, so that a key on a disk can be told at sight. Both nodes derive the same two.
/// </summary>
/// <param name="Own">This node's key.</param>
/// <param name="Peer">The other node's.</param>
public sealed record ReservationKeys(ulong Own, ulong Peer)
{
    /// <summary>Derives the keys.</summary>
    /// <param name="cluster">Id of the cluster, from the quorum device's header.</param>
    /// <param name="node">This node, 0 or 1.</param>
    public static ReservationKeys Of(Guid cluster, int node)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)node, 1u, nameof(node));
        byte[] hash = SHA256.HashData(Encoding.ASCII.GetBytes($"beastq reservation key {cluster:D}"));

        // Bit 1 is always set, so neither key can be 0.
        ulong common = (BinaryPrimitives.ReadUInt64BigEndian(hash) & ~3UL) | 2;
        return new ReservationKeys(common | (uint)node, common | (uint)(1 - node));
    }

    /// <summary>A key as camcontrol prints it (<c>%#jx</c>): <c>0xabc</c>, and <c>0</c> for zero.</summary>
    public static string Show(ulong key) =>
        key == 0 ? "0" : string.Create(CultureInfo.InvariantCulture, $"0x{key:x}");
}
