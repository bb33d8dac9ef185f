using Beast.Quorum.Platform.Native;

namespace Beast.Quorum.Platform.Files;

/// <summary>
/// A small value that survives a torn write: two slots of fixed size, overwritten in turn and synced. The file never
/// grows after it was made, so writing works on a full disk (except where every write allocates, as on a full ZFS).
/// Not thread-safe.
/// </summary>
public sealed class TwoSlotFile : IDisposable
{
    private readonly Descriptor file;
    private readonly byte[] buffer;
    private readonly int slotSize;
    private ulong newestCounter;
    private int newest = -1;

    private TwoSlotFile(string path, Descriptor file, int slotSize)
    {
        Path = path;
        this.file = file;
        this.slotSize = slotSize;
        buffer = new byte[slotSize];
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Largest payload in bytes.</summary>
    public int PayloadMax => slotSize - Slot.HeaderLength;

    /// <summary>
    /// Opens the file, or makes it (mode 0600, both slots empty, synced together with its directory).
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="slotSize">Bytes of a slot, 512 to 1 MiB; always the same for one file.</param>
    /// <exception cref="IOException">It cannot be opened or made, or is something else.</exception>
    public static TwoSlotFile Open(string path, int slotSize = 4096)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfLessThan(slotSize, 512);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(slotSize, 1 << 20);
        int flags = OpenNumbers.ReadWrite | OpenNumbers.Create | OpenNumbers.NoFollow | OpenNumbers.NonBlocking;
        Descriptor handle = LibC.Open(path, flags, out int error, mode: 0x180);
        if (error != 0)
        {
            throw FileCalls.Failure("open", path, error);
        }

        TwoSlotFile file = new(path, handle, slotSize);
        try
        {
            file.Prepare();
            return file;
        }
        catch (IOException)
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The newest whole payload, or null if there is none.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public byte[]? Read()
    {
        byte[]? payload = null;
        newest = -1;
        newestCounter = 0;
        for (int slot = 0; slot < 2; slot++)
        {
            if (Load(slot) && Slot.TryDecode(buffer, out ulong counter, out int length)
                && (newest < 0 || counter > newestCounter))
            {
                newest = slot;
                newestCounter = counter;
                payload = buffer.AsSpan(Slot.HeaderLength, length).ToArray();
            }
        }

        return payload;
    }

    /// <summary>Overwrites the older slot and waits until it is on the disk.</summary>
    /// <param name="payload">At most <see cref="PayloadMax"/> bytes.</param>
    /// <exception cref="IOException">The old value is still there; the new one may be there or not.</exception>
    public void Write(ReadOnlySpan<byte> payload)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(payload.Length, PayloadMax, nameof(payload));
        int target = newest == 0 ? 1 : 0;
        ulong counter = newestCounter + 1;
        Slot.Encode(buffer, counter, payload);
        FileCalls.WriteAll(file, Path, buffer, (long)target * slotSize);
        FileCalls.Sync(file, Path);
        // Only now: after a failure the same slot is tried again, and the other one stays whole.
        newest = target;
        newestCounter = counter;
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => file.Dispose();

    private bool Load(int slot) => FileCalls.ReadAll(file, Path, buffer, (long)slot * slotSize) == slotSize;

    private void Prepare()
    {
        long size = LibC.Seek(file, 0, OpenNumbers.SeekEnd);
        if (size < 0)
        {
            throw FileCalls.Failure("find the size of", Path, LibC.LastError);
        }

        if (size > 2L * slotSize || !LooksLikeOurs((int)size))
        {
            throw new IOException($"{Path} is not a state file of two {slotSize}-byte slots; " +
                "check the path, or move the file away");
        }

        if (size < 2L * slotSize)
        {
            // Zeros are written, not skipped over: a hole would need space later.
            FileCalls.WriteAll(file, Path, new byte[(2 * slotSize) - (int)size], size);
            FileCalls.Sync(file, Path);
            FileCalls.SyncDirectoryOf(Path);
        }

        Read();
    }

    // A wrong path must not cost somebody a file: not empty, no slot of ours, not zeros.
    private bool LooksLikeOurs(int size)
    {
        byte[] all = new byte[2 * slotSize];
        int count = FileCalls.ReadAll(file, Path, all.AsSpan(0, size), 0);
        return !all.AsSpan(0, count).ContainsAnyExcept((byte)0)
            || Slot.IsCutMagic(all.AsSpan(0, count)) || Slot.HasMagic(all) || Slot.HasMagic(all.AsSpan(slotSize));
    }
}
