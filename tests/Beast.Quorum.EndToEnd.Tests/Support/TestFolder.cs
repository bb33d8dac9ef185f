namespace Beast.Quorum.EndToEnd.Tests.Support;

/// <summary>A directory with a short name, as Unix sockets need.</summary>
internal sealed class TestFolder : IDisposable
{
    private const string Memory = "/dev/shm";

    internal TestFolder()
        : this(System.IO.Path.GetTempPath())
    {
    }

    private TestFolder(string parent) => Path = Directory.CreateDirectory(
        System.IO.Path.Combine(parent, "bqe" + Guid.NewGuid().ToString("N")[..8])).FullName;

    internal string Path { get; }

    /// <summary>
    /// Where there is a file system in memory it lies there: a machine's disk that stalls for seconds is a fault of its
    /// own, and a test that makes another one would see two.
    /// </summary>
    internal static TestFolder WithoutDisk() => Directory.Exists(Memory) ? new TestFolder(Memory) : new TestFolder();

    internal string File(string name) => System.IO.Path.Combine(Path, name);

    internal string Write(string name, string text)
    {
        System.IO.File.WriteAllText(File(name), text);
        return File(name);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
