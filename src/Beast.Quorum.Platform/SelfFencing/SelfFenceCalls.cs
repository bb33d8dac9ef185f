using System.Runtime.InteropServices;
using Beast.Quorum.Platform.Devices;
using Beast.Quorum.Platform.Native;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Platform.Sysctls;

namespace Beast.Quorum.Platform.SelfFencing;

/// <summary>The steps that end a host; behind an interface because a test must never take one.</summary>
internal interface ISelfFenceCalls
{
    /// <summary>Panics the kernel; returns only if that failed: why, or null where there is no such step.</summary>
    public string? Panic();

    /// <summary>Restarts the host without syncing; returns only if that failed: why.</summary>
    public string? Reboot();

    /// <summary>Ends this process without any of its handlers.</summary>
    public void KillSelf();
}

/// <summary>The real steps.</summary>
internal sealed partial class SelfFenceCalls : ISelfFenceCalls
{
    public string? Panic()
    {
        if (!Os.IsFreeBsd)
        {
            return null;
        }

        SysctlResult result = new NativeSysctl().Write(SelfFenceNumbers.PanicSysctl, "1");
        return result.Ok ? "the kernel took it and did not panic" : $"{result.Error}; {result.Advice}";
    }

    public string? Reboot()
    {
        int how = SelfFenceNumbers.RebootRestart;
        int result = RebootRaw(Os.IsFreeBsd ? how | SelfFenceNumbers.RebootNoSync : how);
        return result == 0 ? "the kernel took it and went on" : Errno.Explain(LibC.LastError);
    }

    public void KillSelf() => Signals.Send(Environment.ProcessId, Signals.Kill);

    [LibraryImport("libc", EntryPoint = "reboot", SetLastError = true)]
    private static partial int RebootRaw(int how);
}
