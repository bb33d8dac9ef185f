using Beast.Quorum.Daemon.Peer;
using Beast.Quorum.Fuzz.Tests.Engine;

namespace Beast.Quorum.Fuzz.Tests.Targets.Daemon;

/// <summary>The words of a question on the peer channel: what is read says exactly what the bytes say.</summary>
internal sealed class PeerWordsTarget : FuzzTarget
{
    public override string Name => "peer-words";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        PeerCodec.Words(["version"]), PeerCodec.Words(["cache-file", "beast", "tank"]), PeerCodec.Words(["", "é", ""]),
    ];

    public override double LeastShare => 0.01;

    public override Depth Run(byte[] input)
    {
        if (PeerCodec.ReadWords(input) is not { } words)
        {
            return input.Length > 0 && input[0] is > 0 and <= PeerCodec.MostWords ? Depth.Looked : Depth.Refused;
        }

        Must(words.Count is > 0 and <= PeerCodec.MostWords, "no words, or too many");
        Must(PeerCodec.Words(words).AsSpan().SequenceEqual(input), "the words read back otherwise");
        return Depth.Accepted;
    }
}
