namespace Beast.Quorum.Fuzz.Tests.Engine;

/// <summary>A directory of a target's own, made when it is first needed, in memory where the system has such a
/// place.</summary>
internal sealed class Scratch : IDisposable
{
    private const string Memory = "/dev/shm";

    private readonly Lazy<string> path = new(Make);

    public string Path => path.Value;

    public string File(string name) => System.IO.Path.Combine(path.Value, name);

    /// <summary>Writes a file anew, without syncing it.</summary>
    public string Put(string name, byte[] content)
    {
        string file = File(name);
        System.IO.File.WriteAllBytes(file, content);
        return file;
    }

    public void Dispose()
    {
        if (path.IsValueCreated)
        {
            Directory.Delete(path.Value, recursive: true);
        }
    }

    private static string Make()
    {
        string root = Directory.Exists(Memory) ? Memory : System.IO.Path.GetTempPath();
        return Directory.CreateDirectory(System.IO.Path.Combine(root, $"beastq-fuzz-{Guid.NewGuid():N}")).FullName;
    }
}
