using Beast.Quorum.Fuzz.Tests.Engine;
using Beast.Quorum.Platform.Files;
using Beast.Quorum.Platform.Native;

namespace Beast.Quorum.Fuzz.Tests.Targets.Platform;

/// <summary>Lock files: whatever stands in one, a held lock is held, and its holder a process id or 0.</summary>
internal sealed class LockHolderTarget : FuzzTarget
{
    private readonly Scratch scratch = new();
    private InstanceLock? held;

    public override string Name => "lock-holder";

    public override IReadOnlyList<byte[]> Seeds { get; } = [Bytes("4711\n"), Bytes("1"), Bytes("2147483647\n")];

    public override int Cost => 20;

    public override int Longest => 1024;

    public override Depth Run(byte[] input)
    {
        string path = scratch.File("lock");
        held ??= InstanceLock.TryAcquire(path, out _);
        // Not with .NET's own files, which lock what they open.
        using (Descriptor file = LibC.Open(path, OpenNumbers.ReadWrite, out int error))
        {
            Must(error == 0 && FileCalls.Truncate(file, 0) == 0, "the lock file cannot be written");
            FileCalls.WriteAll(file, path, input, 0);
        }

        using InstanceLock? second = InstanceLock.TryAcquire(path, out int holder);
        Must(second is null, "a lock that is held was given away");
        Must(holder >= 0, "a process id below 0");
        return holder > 0 ? Depth.Accepted : Depth.Looked;
    }

    protected override void Clean()
    {
        held?.Dispose();
        scratch.Dispose();
    }
}
