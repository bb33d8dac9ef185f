using System.Runtime.InteropServices;
using Beast.Quorum.Platform.Native;

namespace Beast.Quorum.Platform.Sysctls;

/// <summary>The three calls of sysctl(3). Each returns 0 or the errno.</summary>
internal unsafe interface ISysctlCalls
{
    /// <summary>Reads or writes by name; a <paramref name="value"/> that is not null makes it a write.</summary>
    public int ByName(string name, void* old, nuint* oldLength, void* value, nuint length);

    /// <summary>The numbers of a name; <paramref name="count"/> is their room, then their number.</summary>
    public int NameToOid(string name, int* oid, nuint* count);

    /// <summary>Reads by numbers.</summary>
    public int ByOid(int* oid, uint count, void* old, nuint* oldLength);
}

/// <summary>sysctl(3) of FreeBSD's libc; the names do not exist in Linux's.</summary>
internal sealed unsafe partial class SysctlCalls : ISysctlCalls
{
    public int ByName(string name, void* old, nuint* oldLength, void* value, nuint length) =>
        ByNameRaw(name, old, oldLength, value, length) == 0 ? 0 : LibC.LastError;

    public int NameToOid(string name, int* oid, nuint* count) =>
        NameToOidRaw(name, oid, count) == 0 ? 0 : LibC.LastError;

    public int ByOid(int* oid, uint count, void* old, nuint* oldLength) =>
        ByOidRaw(oid, count, old, oldLength, null, 0) == 0 ? 0 : LibC.LastError;

    [LibraryImport("libc", EntryPoint = "sysctlbyname", SetLastError = true,
        StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ByNameRaw(string name, void* old, nuint* oldLength, void* value, nuint length);

    [LibraryImport("libc", EntryPoint = "sysctlnametomib", SetLastError = true,
        StringMarshalling = StringMarshalling.Utf8)]
    private static partial int NameToOidRaw(string name, int* oid, nuint* count);

    [LibraryImport("libc", EntryPoint = "sysctl", SetLastError = true)]
    private static partial int ByOidRaw(
        int* oid, uint count, void* old, nuint* oldLength, void* value, nuint length);
}
