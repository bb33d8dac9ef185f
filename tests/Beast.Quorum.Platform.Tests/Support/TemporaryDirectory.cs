namespace Beast.Quorum.Platform.Tests.Support;

/// <summary>A directory that is gone with the test. On a real disk (the working directory), for O_DIRECT.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    // Short names: a Unix socket's path has little room.
    internal TemporaryDirectory() => Root = Directory.CreateTempSubdirectory("bqt").FullName;

    internal string Root { get; }

    internal string this[string name] => Path.Combine(Root, name);

    /// <summary>A file of zeros.</summary>
    internal string File(string name, long length)
    {
        using FileStream file = System.IO.File.Create(this[name]);
        file.Write(new byte[length]);
        return this[name];
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
