using System.Text;
using Beast.Quorum.Platform.Native;

namespace Beast.Quorum.Platform.Devices;

/// <summary>
/// The serial number of a disk, by which both nodes can see that they mean the same one. FreeBSD: DIOCGIDENT, which
/// also a partition answers with its disk's; Linux: the attributes <c>wwid</c> and <c>serial</c> in sysfs.
/// </summary>
internal static class DiskIdent
{
    private const int LengthMax = 256;

    /// <summary>The serial number, or null if the device has none.</summary>
    internal static unsafe string? Ask(Descriptor descriptor, string path)
    {
        if (!Os.IsFreeBsd)
        {
            return FromSysfs("/sys", path);
        }

        byte* text = stackalloc byte[LengthMax];
        new Span<byte>(text, LengthMax).Clear();
        return LibC.DeviceControl(descriptor, (nuint)DeviceNumbers.IdentFreeBsd, text) == 0
            ? Clean(new ReadOnlySpan<byte>(text, LengthMax))
            : null;
    }

    /// <summary>Looks for the disk, or the disk that the partition is on, below a sysfs.</summary>
    internal static string? FromSysfs(string sysfs, string path)
    {
        FileSystemInfo? target = File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true) : null;
        string name = Path.GetFileName(target?.FullName ?? path);
        string entry = Path.Combine(sysfs, "class", "block", name);
        if (name.Length == 0 || !Directory.Exists(entry))
        {
            return null;
        }

        string real = Directory.ResolveLinkTarget(entry, returnFinalTarget: true)?.FullName ?? entry;
        string disk = File.Exists(Path.Combine(real, "partition")) ? Path.GetDirectoryName(real)! : real;
        string[] places = ["device/wwid", "wwid", "device/serial", "serial"];
        return places.Select(place => Read(Path.Combine(disk, place))).FirstOrDefault(text => text is not null);
    }

    /// <summary>The text up to its NUL, trimmed; drivers pad it with blanks.</summary>
    internal static string? Clean(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf((byte)0);
        string text = Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]);
        string printable = string.Concat(text.Where(letter => !char.IsControl(letter))).Trim();
        return printable.Length == 0 ? null : printable;
    }

    private static string? Read(string file)
    {
        try
        {
            return File.Exists(file) ? Clean(File.ReadAllBytes(file)) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // An attribute that the driver does not fill in; the next one may do.
            return null;
        }
    }
}
