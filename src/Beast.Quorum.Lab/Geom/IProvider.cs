namespace Beast.Quorum.Lab.Geom;

/// <summary>What GEOM calls a provider: a disk to sit on. Here a zvol, or the da of an iSCSI session.</summary>
internal interface IProvider
{
    /// <summary>The name without <c>/dev/</c>.</summary>
    public string Name { get; }

    /// <summary>In bytes; 0 without a medium.</summary>
    public long MediaSize { get; }

    /// <summary>The pool that this host writes through it; null if another host does the writing.</summary>
    public string? Pool { get; }

    /// <summary>Opens it to read and write, exclusively.</summary>
    /// <returns>0 or an errno.</returns>
    public int Open();

    public void Close();

    /// <summary>Reads a block of the client's length.</summary>
    /// <returns>0 or an errno.</returns>
    public int Read(long block, Span<byte> data);

    /// <summary>Writes one.</summary>
    /// <returns>0 or an errno.</returns>
    public int Write(long block, ReadOnlySpan<byte> data);
}
