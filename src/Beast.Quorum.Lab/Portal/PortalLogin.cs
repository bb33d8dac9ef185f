using System.Buffers.Binary;
using System.Text;

namespace Beast.Quorum.Lab.Portal;

/// <summary>A LUN as a login shows it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Bytes">Its size; 0 without a medium.</param>
internal readonly record struct PortalLun(int Id, long Bytes);

/// <summary>
/// The data of a login: the target's name, padded with zeros. The answer lists the target's LUNs, each as u32 number
/// and u64 size in bytes. Sent again on the same connection it is the NOP that shows that the other side lives.
/// </summary>
internal static class PortalLogin
{
    /// <summary>The longest name of a target is 223 bytes (RFC 7143, 4.2.7.1).</summary>
    internal const int NameLength = 224;

    /// <summary>In characters, of which each may take three bytes.</summary>
    private const int LongestName = 74;

    private const int LunLength = 12;
    private const int MostLuns = 256;

    internal static byte[] Request(string target)
    {
        var name = new byte[NameLength];
        Encoding.UTF8.GetBytes(target.AsSpan(0, Math.Min(target.Length, LongestName)), name);
        return PortalRequest.Build(PortalOperation.Login, 0, 0, name);
    }

    internal static string Target(ReadOnlySpan<byte> data)
    {
        int end = data.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? data : data[..end]);
    }

    internal static byte[] Answer(IReadOnlyList<PortalLun> luns)
    {
        var data = new byte[luns.Count * LunLength];
        for (int i = 0; i < luns.Count; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(data.AsSpan(i * LunLength), luns[i].Id);
            BinaryPrimitives.WriteInt64LittleEndian(data.AsSpan((i * LunLength) + 4), luns[i].Bytes);
        }

        return PortalAnswer.Build(PortalStatus.Good, data);
    }

    /// <summary>The LUNs of an answer's data; null if it is none.</summary>
    internal static IReadOnlyList<PortalLun>? Luns(ReadOnlySpan<byte> data)
    {
        if (data.Length % LunLength != 0 || data.Length > MostLuns * LunLength)
        {
            return null;
        }

        var luns = new List<PortalLun>();
        for (; !data.IsEmpty; data = data[LunLength..])
        {
            var lun = new PortalLun(
                BinaryPrimitives.ReadInt32LittleEndian(data), BinaryPrimitives.ReadInt64LittleEndian(data[4..]));
            if (lun.Id < 0 || lun.Bytes < 0)
            {
                return null;
            }

            luns.Add(lun);
        }

        return luns;
    }
}
