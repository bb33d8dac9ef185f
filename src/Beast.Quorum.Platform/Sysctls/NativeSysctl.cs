using Beast.Quorum.Platform.Devices;
using Beast.Quorum.Platform.Native;

namespace Beast.Quorum.Platform.Sysctls;

/// <summary>sysctl(3) without a command in between; FreeBSD only.</summary>
public sealed unsafe class NativeSysctl : ISysctl
{
    private const int TriesMax = 4;
    private const int Spare = 64;
    private readonly ISysctlCalls? calls;

    /// <summary>The calls of this system; elsewhere than on FreeBSD every one fails and says so.</summary>
    public NativeSysctl() => calls = Os.IsFreeBsd ? new SysctlCalls() : null;

    internal NativeSysctl(ISysctlCalls calls) => this.calls = calls;

    /// <inheritdoc/>
    public SysctlResult Read(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (calls is null)
        {
            return Elsewhere(name);
        }

        int error = Kind(name, out int kind);
        byte[]? bytes = error == 0 ? ReadBytes(name, out error) : null;
        if (bytes is null)
        {
            return SysctlError.Of(name, name, error);
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
        if (calls is null)
        {
            return Elsewhere(name);
        }

        int error = Kind(name, out int kind);
        if (error != 0)
        {
            return SysctlError.Of($"{name}={value}", name, error);
        }

        // The kernel would answer EPERM, as it does to everybody but root: its flags tell the two apart.
        if ((kind & SysctlNumbers.Writable.FreeBsd!.Value) == 0)
        {
            return SysctlError.ReadOnly(name, (kind & SysctlNumbers.Tunable.FreeBsd!.Value) != 0);
        }

        if (SysctlValue.Encode(kind, value, out string fault) is not { } bytes)
        {
            return SysctlResult.Failure($"cannot write '{value}' to {name}: {fault}", Errno.EINVAL);
        }

        // Never a null pointer: the kernel takes that for a read (kern_sysctl.c), and an empty string would not clear.
        byte[] room = [.. bytes, 0];
        fixed (byte* start = room)
        {
            error = calls.ByName(name, null, null, start, (nuint)bytes.Length);
        }

        return error == 0 ? SysctlResult.Success(value) : SysctlError.Of($"{name}={value}", name, error);
    }

    /// <summary>The bytes of a variable, also of a structure; null if it cannot be read.</summary>
    public static byte[]? ReadRaw(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        NativeSysctl system = new();
        return system.calls is null ? null : system.ReadBytes(name, out _);
    }

    private static SysctlResult Elsewhere(string name) => SysctlResult.Failure(
        $"cannot use {name}: this is not FreeBSD and has no sysctl(3)", Errno.ENOSYS, "configure sysctl: command");

    private int Kind(string name, out int kind)
    {
        kind = 0;
        int* oid = stackalloc int[26];
        nuint count = 24;
        oid[0] = (int)SysctlNumbers.Meta.FreeBsd!.Value;
        oid[1] = (int)SysctlNumbers.MetaFormat.FreeBsd!.Value;
        int error = calls!.NameToOid(name, oid + 2, &count);
        if (error != 0)
        {
            return error;
        }

        const int formatMax = 256;
        byte* format = stackalloc byte[formatMax];
        nuint length = formatMax;
        error = calls.ByOid(oid, (uint)count + 2, format, &length);
        kind = error == 0 && length >= sizeof(int) ? *(int*)format : 0;
        return error;
    }

    private byte[]? ReadBytes(string name, out int error)
    {
        error = Errno.ENOMEM;
        // A string may grow between asking for its length and reading it.
        for (int tries = 0; tries < TriesMax && error == Errno.ENOMEM; tries++)
        {
            nuint length = 0;
            error = calls!.ByName(name, null, &length, null, 0);
            if (error != 0)
            {
                return null;
            }

            byte[] bytes = new byte[(int)length + Spare];
            length = (nuint)bytes.Length;
            fixed (byte* start = bytes)
            {
                error = calls.ByName(name, start, &length, null, 0);
            }

            if (error == 0)
            {
                return bytes[..(int)length];
            }
        }

        return null;
    }
}
