using System.Runtime.InteropServices;

namespace Beast.Quorum.Platform.Sysctls;

/// <summary>sysctl(3) of FreeBSD's libc; the names do not exist in Linux's.</summary>
internal static unsafe partial class SysctlCalls
{
    [LibraryImport("libc", EntryPoint = "sysctlbyname", SetLastError = true,
        StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int ByName(string name, void* old, nuint* oldLength, void* value, nuint length);

    [LibraryImport("libc", EntryPoint = "sysctlnametomib", SetLastError = true,
        StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int NameToOid(string name, int* oid, nuint* length);

    [LibraryImport("libc", EntryPoint = "sysctl", SetLastError = true)]
    internal static partial int ByOid(int* oid, uint count, void* old, nuint* oldLength, void* value, nuint length);
}
