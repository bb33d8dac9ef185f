using System.Runtime.InteropServices;

namespace Beast.Quorum.Platform.Devices;

/// <summary>
/// Memory for device I/O outside the managed heap: page-aligned, as O_DIRECT asks for, never moved, zeroed at birth.
/// Do not dispose it while a transfer may still be running.
/// </summary>
public sealed unsafe class NativeBuffer : IDisposable
{
    private byte* start;

    /// <summary>Allocates <paramref name="length"/> bytes (1 byte to 1 GiB).</summary>
    public NativeBuffer(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, 1 << 30);
        nuint page = (nuint)Environment.SystemPageSize;
        nuint rounded = ((nuint)length + page - 1) / page * page;
        start = (byte*)NativeMemory.AlignedAlloc(rounded, page);
        NativeMemory.Clear(start, rounded);
        Length = length;
    }

    /// <summary>Frees the memory of a buffer that nobody disposed.</summary>
    ~NativeBuffer() => Free();

    /// <summary>Usable bytes.</summary>
    public int Length { get; }

    /// <summary>The first byte; null after <see cref="Dispose"/>.</summary>
    internal byte* Start => start;

    /// <summary>The memory as a span; the caller must keep the buffer alive while it uses the span.</summary>
    /// <exception cref="ObjectDisposedException">The buffer was disposed.</exception>
    public Span<byte> AsSpan()
    {
        ObjectDisposedException.ThrowIf(start == null, this);
        return new Span<byte>(start, Length);
    }

    /// <summary>Frees the memory.</summary>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(start);
        start = null;
    }
}
