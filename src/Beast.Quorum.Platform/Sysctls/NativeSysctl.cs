using Beast.Quorum.Platform.Devices;
using Beast.Quorum.Platform.Native;

namespace Beast.Quorum.Platform.Sysctls;

/// <summary>sysctl(3) without a command in between; FreeBSD only.</summary>
public sealed unsafe class NativeSysctl : ISysctl
{
    private const int TriesMax = 4;

    /// <inheritdoc/>
    public SysctlResult Read(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!Os.IsFreeBsd)
        {
            return Elsewhere(name);
        }

        int kind = Kind(name, out int error);
        byte[]? bytes = error == 0 ? ReadBytes(name, out error) : null;
        if (bytes is null)
        {
            return Failed(name, error);
        }

        return SysctlValue.Decode(kind, bytes) is { } value
            ? SysctlResult.Success(value)
            : SysctlResult.Failure($"oid '{name}' is a structure or a node and has no text");
    }

    /// <inheritdoc/>
    public SysctlResult Write(string name, string value)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        if (!Os.IsFreeBsd)
        {
            return Elsewhere(name);
        }

        int kind = Kind(name, out int error);
        if (error != 0)
        {
            return Failed(name, error);
        }

        if (SysctlValue.Encode(kind, value, out string fault) is not { } bytes)
        {
            return SysctlResult.Failure($"cannot write '{value}' to {name}: {fault}");
        }

        // Never a null pointer: the kernel takes that for a read (kern_sysctl.c), and an empty string would not clear.
        byte[] room = [.. bytes, 0];
        fixed (byte* start = room)
        {
            return SysctlCalls.ByName(name, null, null, start, (nuint)bytes.Length) == 0
                ? SysctlResult.Success(value)
                : Failed($"{name}={value}", LibC.LastError);
        }
    }

    /// <summary>The bytes of a variable, also of a structure; null if it cannot be read.</summary>
    public static byte[]? ReadRaw(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Os.IsFreeBsd ? ReadBytes(name, out _) : null;
    }

    private static SysctlResult Elsewhere(string name) => SysctlResult.Failure(
        $"cannot use {name}: this is not FreeBSD and has no sysctl(3); configure sysctl: command");

    private static SysctlResult Failed(string name, int error) => SysctlResult.Failure(error switch
    {
        _ when error == Errno.ENOENT => $"unknown oid '{name}': is its kernel module loaded?",
        _ when error == Errno.EPERM => $"{name}: not permitted: not root, or read-only (a tunable of loader.conf)",
        _ => $"{name}: {Errno.Describe(error)}",
    });

    private static int Kind(string name, out int error)
    {
        int* oid = stackalloc int[26];
        nuint count = 24;
        oid[0] = SysctlNumbers.Meta;
        oid[1] = SysctlNumbers.MetaFormat;
        if (SysctlCalls.NameToOid(name, oid + 2, &count) != 0)
        {
            error = LibC.LastError;
            return 0;
        }

        const int formatMax = 256;
        byte* format = stackalloc byte[formatMax];
        nuint length = formatMax;
        error = SysctlCalls.ByOid(oid, (uint)count + 2, format, &length, null, 0) == 0 ? 0 : LibC.LastError;
        return error == 0 && length >= sizeof(int) ? *(int*)format : 0;
    }

    private static byte[]? ReadBytes(string name, out int error)
    {
        error = Errno.ENOMEM;
        // A string may grow between asking for its length and reading it.
        for (int tries = 0; tries < TriesMax && error == Errno.ENOMEM; tries++)
        {
            nuint length = 0;
            if (SysctlCalls.ByName(name, null, &length, null, 0) != 0)
            {
                error = LibC.LastError;
                return null;
            }

            byte[] bytes = new byte[(int)length + 64];
            length = (nuint)bytes.Length;
            fixed (byte* start = bytes)
            {
                error = SysctlCalls.ByName(name, start, &length, null, 0) == 0 ? 0 : LibC.LastError;
            }

            if (error == 0)
            {
                return bytes[..(int)length];
            }
        }

        return null;
    }
}
