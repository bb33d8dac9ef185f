using System.Runtime.InteropServices;
using System.Text;

namespace Beast.Quorum.Fuzz.Tests.Engine;

/// <summary>Makes inputs of a corpus: mostly a good one with a few things wrong, sometimes noise.</summary>
/// <param name="seeds">What to start from; not empty.</param>
/// <param name="strangers">Inputs of other readers, to splice from.</param>
/// <param name="words">Words that mean something to the reader.</param>
/// <param name="longest">Most bytes of an input.</param>
internal sealed class Mutator(
    IReadOnlyList<byte[]> seeds, IReadOnlyList<byte[]> strangers, IReadOnlyList<string> words, int longest)
{
    private readonly byte[][] dictionary = [.. words.Select(Encoding.UTF8.GetBytes)];

    /// <summary>An input; the same for the same dice.</summary>
    public byte[] Make(Dice dice)
    {
        if (dice.OneIn(25))
        {
            byte[] noise = new byte[dice.Size(longest)];
            dice.Fill(noise);
            return noise;
        }

        List<byte> bytes = [.. dice.Of(seeds)];
        int changes = 1;
        while (changes < 12 && !dice.OneIn(2))
        {
            changes++;
        }

        for (int change = 0; change < changes; change++)
        {
            Change(bytes, dice);
        }

        if (bytes.Count > longest)
        {
            bytes.RemoveRange(longest, bytes.Count - longest);
        }

        return [.. bytes];
    }

    private void Change(List<byte> bytes, Dice dice)
    {
        Span<byte> all = CollectionsMarshal.AsSpan(bytes);
        switch (dice.Below(16))
        {
            case 0 or 1 when all.Length > 0:
                all[dice.Below(all.Length)] ^= (byte)(1 << dice.Below(8));
                break;
            case 2 when all.Length > 0:
                all[dice.Below(all.Length)] = (byte)dice.Next();
                break;
            case 3 when all.Length > 0:
                all[dice.Below(all.Length)] = dice.Of(OddPieces.Bytes);
                break;
            case 4:
                Blocks.Delete(bytes, dice);
                break;
            case 5:
                Blocks.Repeat(bytes, dice, longest);
                break;
            case 6:
                Blocks.Swap(bytes, dice);
                break;
            case 7:
                Blocks.Cut(bytes, dice);
                break;
            case 8:
                Blocks.Splice(bytes, dice.Of(seeds), dice);
                break;
            case 9 when strangers.Count > 0:
                Blocks.Splice(bytes, dice.Of(strangers), dice);
                break;
            case 10:
                Numbers.EdgeInBinary(bytes, dice);
                break;
            case 11:
                Numbers.EdgeInText(bytes, dice);
                break;
            case 12 when dictionary.Length > 0:
                bytes.InsertRange(dice.Below(bytes.Count + 1), dice.Of(dictionary));
                break;
            case 13:
                Lines.Change(bytes, dice);
                break;
            case 14 when dice.OneIn(4):
                Blocks.Stretch(bytes, dice, longest);
                break;
            default:
                bytes.InsertRange(dice.Below(bytes.Count + 1), dice.Of(OddPieces.All));
                break;
        }
    }
}
