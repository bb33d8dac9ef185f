namespace Beast.Quorum.Fuzz.Tests.Engine;

/// <summary>Changes of whole lines: missing, twice, in another order.</summary>
internal static class Lines
{
    public static void Change(List<byte> bytes, Dice dice)
    {
        (int start, int length) = Pick(bytes, dice);
        byte[] line = [.. bytes.GetRange(start, length)];
        switch (dice.Below(3))
        {
            case 0:
                bytes.RemoveRange(start, length);
                break;
            case 1:
                bytes.InsertRange(start, line);
                break;
            default:
                bytes.RemoveRange(start, length);
                bytes.InsertRange(Pick(bytes, dice).Start, line);
                break;
        }
    }

    private static (int Start, int Length) Pick(List<byte> bytes, Dice dice)
    {
        if (bytes.Count == 0)
        {
            return (0, 0);
        }

        int inside = dice.Below(bytes.Count);
        int start = inside == 0 ? 0 : bytes.LastIndexOf((byte)'\n', inside - 1) + 1;
        int end = bytes.IndexOf((byte)'\n', inside);
        return (start, (end < 0 ? bytes.Count : end + 1) - start);
    }
}
