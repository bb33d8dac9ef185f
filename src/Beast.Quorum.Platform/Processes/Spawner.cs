using System.Runtime.InteropServices;
using Beast.Quorum.Platform.Devices;
using Beast.Quorum.Platform.Native;

namespace Beast.Quorum.Platform.Processes;

/// <summary>
/// posix_spawn: no shell, own process group, signals at their defaults, standard input from /dev/null. Every other
/// descriptor of this process is close-on-exec, so the child gets what the request names and nothing else.
/// </summary>
internal static unsafe class Spawner
{
    private const int InheritedMax = 4096;

    static Spawner()
    {
        // What our own parent left open without close-on-exec must not reach every command; EBADF is the usual answer.
        for (int descriptor = 3; descriptor < InheritedMax; descriptor++)
        {
            _ = LibC.Control(descriptor, OpenNumbers.SetDescriptorFlags, OpenNumbers.DescriptorCloseOnExec);
        }
    }

    /// <summary>Starts a program. Blocks while the kernel loads it, which a hung disk can make long.</summary>
    /// <returns>0, or the errno; then <paramref name="what"/> says what could not be done.</returns>
    internal static int Start(SpawnRequest request, out int pid, out string what)
    {
        pid = 0;
        byte* actions = stackalloc byte[SpawnCalls.ObjectSize];
        byte* attributes = stackalloc byte[SpawnCalls.ObjectSize];
        NativeMemory.Clear(actions, SpawnCalls.ObjectSize);
        NativeMemory.Clear(attributes, SpawnCalls.ObjectSize);
        what = "prepare";
        if (SpawnCalls.InitActions(actions) != 0)
        {
            return Errno.ENOMEM;
        }

        if (SpawnCalls.InitAttributes(attributes) != 0)
        {
            _ = SpawnCalls.DestroyActions(actions);
            return Errno.ENOMEM;
        }

        using StringVector argv = new([.. request.Arguments]);
        using StringVector envp = StringVector.OfEnvironment(request.Environment);
        try
        {
            int error = SetAttributes(attributes);
            error = error == 0 ? AddActions(actions, request, ref what) : error;
            if (error == 0)
            {
                what = $"start {request.Arguments[0]}";
                int child = 0;
                error = SpawnCalls.Spawn(&child, argv.Start[0], actions, attributes, argv.Start, envp.Start);
                pid = error == 0 ? child : 0;
            }

            return error;
        }
        finally
        {
            _ = SpawnCalls.DestroyAttributes(attributes);
            _ = SpawnCalls.DestroyActions(actions);
        }
    }

    private static int SetAttributes(byte* attributes)
    {
        byte* signals = stackalloc byte[128];
        NativeMemory.Clear(signals, 128);
        int error = SpawnCalls.SetMask(attributes, signals);
        *(uint*)signals = ProcessNumbers.AllSettableSignals;
        error |= SpawnCalls.SetDefaults(attributes, signals);
        error |= SpawnCalls.SetGroup(attributes, 0);
        int flags = ProcessNumbers.SpawnSetGroup | ProcessNumbers.SpawnSetDefaults | ProcessNumbers.SpawnSetMask;
        return error | SpawnCalls.SetFlags(attributes, (short)flags);
    }

    private static int AddActions(byte* actions, SpawnRequest request, ref string what)
    {
        int error = 0;
        if (request.WorkingDirectory is { } directory)
        {
            what = $"change to directory {directory}";
            try
            {
                error = SpawnCalls.AddChangeDirectory(actions, directory);
            }
            catch (EntryPointNotFoundException)
            {
                // FreeBSD's libc has it since 13.1 and 14.0.
                error = Errno.ENOSYS;
            }
        }

        foreach (int descriptor in request.InheritedDescriptors)
        {
            // A descriptor duplicated onto itself loses close-on-exec, in FreeBSD's libc and in glibc since 2.29.
            error = error == 0 ? SpawnCalls.AddDuplicate(actions, descriptor, descriptor) : error;
        }

        error = error == 0 ? SpawnCalls.AddOpen(actions, 0, "/dev/null", OpenNumbers.ReadOnly, 0) : error;
        error = error == 0 ? AddOutput(actions, 1, request.OutputDescriptor, request.OutputPath) : error;
        return error == 0 ? AddOutput(actions, 2, request.ErrorDescriptor, request.ErrorPath) : error;
    }

    private static int AddOutput(byte* actions, int target, int descriptor, string? path)
    {
        if (descriptor >= 0)
        {
            return SpawnCalls.AddDuplicate(actions, descriptor, target);
        }

        int flags = OpenNumbers.WriteOnly | OpenNumbers.Create | OpenNumbers.Append;
        return path is null ? 0 : SpawnCalls.AddOpen(actions, target, path, flags, 0x1A4);
    }
}
