namespace Beast.Quorum.Lab.Tests.Support;

/// <summary>A directory with a short name, as Unix sockets need.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    internal string Path { get; } = Directory.CreateTempSubdirectory("bq").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
