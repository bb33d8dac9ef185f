using Microsoft.Win32.SafeHandles;
using Syscall = Mono.Unix.Native.Syscall;

namespace Beast.Quorum.Platform.Native;

/// <summary>
/// A file descriptor that is closed only after the last call that uses it has returned, so that a hung call of
/// another thread never ends up on a descriptor number that was given to somebody else.
/// </summary>
internal sealed class Descriptor : SafeHandleMinusOneIsInvalid
{
    /// <summary>For the marshaller.</summary>
    public Descriptor()
        : base(ownsHandle: true)
    {
    }

    /// <summary>Takes ownership of an open descriptor.</summary>
    internal Descriptor(int number)
        : base(ownsHandle: true) => SetHandle(number);

    /// <summary>The number, for system calls that take it in a structure; -1 after the close.</summary>
    internal int Number => IsClosed ? -1 : (int)handle;

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => Syscall.close((int)handle) == 0;
}
