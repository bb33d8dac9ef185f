using System.Text;
using Beast.Quorum.Daemon.Hosting;
using Beast.Quorum.Daemon.Security;
using Beast.Quorum.Fuzz.Tests.Engine;

namespace Beast.Quorum.Fuzz.Tests.Targets.Daemon;

/// <summary>Key files: a key that is long enough, or a message that names the file.</summary>
internal sealed class KeyFileTarget : FuzzTarget
{
    private readonly Scratch scratch = new();

    public override string Name => "key-file";

    public override int Cost => 20;

    public override int Longest => 5000;

    public override Depth Run(byte[] input)
    {
        string path = scratch.Put("key", input);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        try
        {
            byte[] key = KeyFile.Load(path);
            string text = Encoding.Latin1.GetString(input).Trim();
            string packed = string.Concat(text.Where(letter => !" \t\r\n".Contains(letter, StringComparison.Ordinal)));
            Must(key.Length >= KeyFile.KeySize, "a key that is too short");
            Must(Convert.ToHexString(key).Equals(text, StringComparison.OrdinalIgnoreCase)
                || Convert.ToBase64String(key).TrimEnd('=').Length == packed.TrimEnd('=').Length,
                "a key that does not stand in the file");
            return Depth.Accepted;
        }
        catch (KeyFileException fault)
        {
            Must(fault.Message.Contains(path, StringComparison.Ordinal), "the message does not name the file");
            Must(!fault.Message.Any(char.IsControl), "the message is no line");
            return Depth.Looked;
        }
    }

    protected override void Clean() => scratch.Dispose();
}

/// <summary>The note of the cluster's id: an id, or nothing.</summary>
internal sealed class ClusterFileTarget : FuzzTarget
{
    private readonly Scratch scratch = new();

    public override string Name => "cluster-file";

    public override int Cost => 20;

    public override double LeastShare => 0;

    public override Depth Run(byte[] input)
    {
        scratch.Put(ClusterFile.FileName, input);
        return ClusterFile.Read(scratch.Path) is null ? Depth.Refused : Depth.Accepted;
    }

    protected override void Clean() => scratch.Dispose();
}

/// <summary>The note of this boot's id: 32 characters, read again as they were, or new ones.</summary>
internal sealed class BootFileTarget : FuzzTarget
{
    private readonly Scratch scratch = new();

    public override string Name => "boot-file";

    public override int Cost => 40;

    public override Depth Run(byte[] input)
    {
        scratch.Put(BootFile.FileName, input);
        byte[] id = BootFile.Read(scratch.Path, now: 5000);
        Must(id.Length == 32, "an id of another length");
        Must(BootFile.Read(scratch.Path, now: 5001).AsSpan().SequenceEqual(id), "the second look gives another id");
        return input.AsSpan().StartsWith(id) ? Depth.Accepted : Depth.Looked;
    }

    protected override void Clean() => scratch.Dispose();
}
