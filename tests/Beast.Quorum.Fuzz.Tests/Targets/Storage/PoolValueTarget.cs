using Beast.Quorum.Fuzz.Tests.Engine;
using Beast.Quorum.Storage.Zfs;

namespace Beast.Quorum.Fuzz.Tests.Targets.Storage;

/// <summary><c>zpool get -H -o value</c>: one whole line, or nothing.</summary>
internal sealed class PoolValueTarget : FuzzTarget
{
    public override string Name => "pool-value";

    public override Depth Run(byte[] input)
    {
        string text = Text(input);
        bool taken = PoolList.TryParseValue(text, out string value);
        Must(!taken || value + "\n" == text, "a value that was not printed");
        Must(taken || value.Length == 0, "a value from an answer that was not taken");
        return taken ? Depth.Accepted : text.EndsWith('\n') ? Depth.Looked : Depth.Refused;
    }
}
