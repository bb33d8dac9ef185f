namespace Beast.Quorum.Platform.Devices;

/// <summary>
/// The two operations a quorum device needs, and its geometry. Calls block as long as the device does, which may be
/// minutes: use a thread of its own. They allocate nothing and report errors as numbers instead of exceptions.
/// </summary>
public interface IBlockDevice : IDisposable
{
    /// <summary>Size in bytes, as it was when the device was opened.</summary>
    public long Size { get; }

    /// <summary>
    /// Offsets and counts must be multiples of this many bytes (a power of two, usually 512 or 4096).
    /// </summary>
    public int SectorSize { get; }

    /// <summary>Where the device is, for messages.</summary>
    public string Path { get; }

    /// <summary>
    /// Reads <paramref name="count"/> bytes at <paramref name="offset"/> into the start of the buffer.
    /// </summary>
    public DeviceResult Read(long offset, NativeBuffer buffer, int count);

    /// <summary>
    /// Writes the first <paramref name="count"/> bytes of the buffer at <paramref name="offset"/>; success means that
    /// the data reached the device.
    /// </summary>
    public DeviceResult Write(long offset, NativeBuffer buffer, int count);
}

/// <summary>What a transfer did.</summary>
/// <param name="Count">Bytes transferred; fewer than asked at the end of the device.</param>
/// <param name="Error">0, or the errno (<see cref="Errno"/>); then <paramref name="Count"/> is 0.</param>
public readonly record struct DeviceResult(int Count, int Error)
{
    /// <summary>Whether there was no error; the transfer may still be short.</summary>
    public bool Ok => Error == 0;

    /// <summary>A transfer that failed.</summary>
    public static DeviceResult Failed(int error) => new(0, error);
}
