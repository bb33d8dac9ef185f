using System.Runtime.InteropServices;
using Beast.Quorum.Platform.Native;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Platform.Sysctls;

namespace Beast.Quorum.Platform.SelfFencing;

/// <summary>The steps that end a host; behind an interface because a test must never take one.</summary>
internal interface ISelfFenceCalls
{
    /// <summary>Panics the kernel; returns only if that failed.</summary>
    public void Panic();

    /// <summary>Restarts the host without syncing; returns only if that failed.</summary>
    public void Reboot();

    /// <summary>Ends this process without any of its handlers.</summary>
    public void KillSelf();
}

/// <summary>The real steps.</summary>
internal sealed partial class SelfFenceCalls : ISelfFenceCalls
{
    public void Panic()
    {
        if (Os.IsFreeBsd)
        {
            _ = new NativeSysctl().Write(SelfFenceNumbers.PanicSysctl, "1");
        }
    }

    public void Reboot()
    {
        int how = SelfFenceNumbers.RebootRestart;
        _ = RebootRaw(Os.IsFreeBsd ? how | SelfFenceNumbers.RebootNoSync : how);
    }

    public void KillSelf() => Signals.Send(Environment.ProcessId, Signals.Kill);

    [LibraryImport("libc", EntryPoint = "reboot", SetLastError = true)]
    private static partial int RebootRaw(int how);
}
