using Beast.Quorum.Fuzz.Tests.Engine;
using Beast.Quorum.Lab.Wire;

namespace Beast.Quorum.Fuzz.Tests.Targets.Lab;

/// <summary>Frames between the lab's tools and its hosts.</summary>
internal sealed class TextFrameTarget : FuzzTarget
{
    public override string Name => "text-frame";

    public override IReadOnlyList<byte[]> Seeds { get; } =
        [TextFrame.Encode()[4..], TextFrame.Encode("zpool", "list", "-H")[4..], TextFrame.Encode("", "é\n")[4..]];

    public override Depth Run(byte[] input)
    {
        string[]? texts = TextFrame.Decode(input);
        if (texts is null)
        {
            return input.Length < 4 ? Depth.Refused : Depth.Looked;
        }

        Must(texts.Sum(text => (long)text.Length) <= input.Length, "more text than there were bytes");
        string[]? again = TextFrame.Decode(TextFrame.Encode(texts).AsSpan(4));
        Must(again is not null && again.AsSpan().SequenceEqual(texts), "a frame does not survive being written again");
        return Depth.Accepted;
    }
}
