using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Beast.Quorum.Daemon.Security;

/// <summary>What a file is and whose it is.</summary>
/// <param name="IsRegular">Whether it is a regular file.</param>
/// <param name="Owner">User id of the owner.</param>
internal readonly record struct UnixFileLook(bool IsRegular, uint Owner);

/// <summary>What .NET does not tell of a file: its type and its owner.</summary>
internal static partial class UnixFile
{
    private const int TypeMask = 0xF000;
    private const int RegularType = 0x8000;
    private const int PermissionMask = 0x0FFF;

    /// <summary>The effective user id of this process.</summary>
    public static uint EffectiveUser => GetEffectiveUserId();

    /// <summary>
    /// Looks at a file without opening it; null if it is not there, or if this system lays out its answer in a way
    /// that is not known here.
    /// </summary>
    public static UnixFileLook? Look(string path)
    {
        // struct stat differs between systems and releases (FreeBSD 12 changed it). So the layout is tried against
        // the permissions that .NET reports; where they disagree nothing is claimed.
        if (Layout() is not (int modeAt, int modeSize, int ownerAt) || !File.Exists(path))
        {
            return null;
        }

        byte[] answer = new byte[512];
        if (Stat(path, answer) != 0)
        {
            return null;
        }

        int mode = modeSize == 2
            ? BinaryPrimitives.ReadUInt16LittleEndian(answer.AsSpan(modeAt))
            : BinaryPrimitives.ReadInt32LittleEndian(answer.AsSpan(modeAt));
        uint owner = BinaryPrimitives.ReadUInt32LittleEndian(answer.AsSpan(ownerAt));
        return (mode & PermissionMask) == (int)File.GetUnixFileMode(path) && (mode & TypeMask) != 0
            ? new UnixFileLook((mode & TypeMask) == RegularType, owner)
            : null;
    }

    /// <summary>
    /// Offsets of st_mode and st_uid: FreeBSD from 12.0 (sys/stat.h), Linux's two 64-bit layouts (asm/stat.h).
    /// </summary>
    private static (int ModeAt, int ModeSize, int OwnerAt)? Layout() =>
        OperatingSystem.IsFreeBSD() ? (24, 2, 28)
        : !OperatingSystem.IsLinux() ? null
        : RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => (24, 4, 28),
            Architecture.Arm64 => (16, 4, 24),
            _ => null,
        };

    [LibraryImport("libc", EntryPoint = "stat", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Stat(string path, [Out] byte[] answer);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint GetEffectiveUserId();
}
