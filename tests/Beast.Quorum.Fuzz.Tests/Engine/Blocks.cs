namespace Beast.Quorum.Fuzz.Tests.Engine;

/// <summary>Changes of pieces, whatever they mean.</summary>
internal static class Blocks
{
    public static void Delete(List<byte> bytes, Dice dice)
    {
        int at = dice.Below(bytes.Count);
        bytes.RemoveRange(at, dice.Size(bytes.Count - at));
    }

    public static void Repeat(List<byte> bytes, Dice dice, int longest)
    {
        int at = dice.Below(bytes.Count);
        byte[] piece = [.. bytes.GetRange(at, dice.Size(bytes.Count - at))];
        int times = 1 + dice.Size(dice.OneIn(20) ? 5000 : 3);
        for (int time = 0; time < times && bytes.Count < longest; time++)
        {
            bytes.InsertRange(at, piece);
        }
    }

    public static void Swap(List<byte> bytes, Dice dice)
    {
        int at = dice.Below(bytes.Count);
        byte[] piece = [.. bytes.GetRange(at, dice.Size(bytes.Count - at))];
        bytes.RemoveRange(at, piece.Length);
        bytes.InsertRange(dice.Below(bytes.Count + 1), piece);
    }

    /// <summary>Half a file, or one that goes on.</summary>
    public static void Cut(List<byte> bytes, Dice dice)
    {
        if (dice.OneIn(4))
        {
            byte[] more = new byte[dice.Size(4096)];
            if (dice.OneIn(2))
            {
                dice.Fill(more);
            }

            bytes.AddRange(more);
            return;
        }

        int left = dice.OneIn(2) ? dice.Below(bytes.Count + 1) : bytes.Count - dice.Size(bytes.Count);
        bytes.RemoveRange(left, bytes.Count - left);
    }

    public static void Splice(List<byte> bytes, byte[] other, Dice dice)
    {
        int from = dice.Below(other.Length);
        ReadOnlySpan<byte> piece = other.AsSpan(from, dice.Size(other.Length - from));
        int at = dice.Below(bytes.Count + 1);
        if (dice.OneIn(2))
        {
            bytes.RemoveRange(at, Math.Min(piece.Length, bytes.Count - at));
        }

        bytes.InsertRange(at, piece.ToArray());
    }

    /// <summary>One byte many times: long lines, deep brackets, large gaps.</summary>
    public static void Stretch(List<byte> bytes, Dice dice, int longest)
    {
        byte value = dice.OneIn(2) || bytes.Count == 0 ? dice.Of(OddPieces.Bytes) : bytes[dice.Below(bytes.Count)];
        byte[] run = new byte[dice.Size(longest)];
        run.AsSpan().Fill(value);
        bytes.InsertRange(dice.Below(bytes.Count + 1), run);
    }
}
