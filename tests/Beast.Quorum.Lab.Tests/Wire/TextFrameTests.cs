using Beast.Quorum.Lab.Portal;
using Beast.Quorum.Lab.Wire;

namespace Beast.Quorum.Lab.Tests.Wire;

/// <summary>What goes between the lab's processes.</summary>
public sealed class TextFrameTests
{
    [Test]
    public void Texts_come_back_as_they_were()
    {
        string[] texts = ["zpool", "", "größer", "a\nb", new string('x', 5000)];
        byte[] frame = TextFrame.Encode(texts);
        Assert.That(TextFrame.Decode(frame.AsSpan(4)), Is.EqualTo(texts));
    }

    [FsCheck.NUnit.Property]
    public void Any_bytes_are_decoded_or_refused_and_never_throw(byte[] bytes)
    {
        string[]? texts = TextFrame.Decode(bytes);
        Assert.That(texts is null || texts.Length <= bytes.Length / 4);
    }

    [Test]
    public void Every_truncated_frame_is_refused()
    {
        byte[] frame = TextFrame.Encode("sysctl", "-n");
        for (int length = 0; length < frame.Length - 4; length++)
        {
            Assert.That(TextFrame.Decode(frame.AsSpan(4, length)), Is.Null, $"{length} bytes");
        }
    }

    [FsCheck.NUnit.Property]
    public void A_block_is_intact_until_a_byte_changes(ushort number, uint sequence, ushort at, byte change)
    {
        var block = new byte[DataBlock.Length];
        DataBlock.Fill(block, number, sequence);
        DataBlock.StampHost(block, 26912414);
        Assert.That(DataBlock.IsIntact(block, number) && DataBlock.SequenceOf(block) == sequence);
        int index = at % DataBlock.Length;
        block[index] ^= change;
        bool harmless = change == 0 || index is >= 8 and < 12;
        Assert.That(DataBlock.IsIntact(block, number), Is.EqualTo(harmless));
    }
}
