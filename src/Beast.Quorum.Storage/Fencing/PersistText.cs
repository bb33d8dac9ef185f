using System.Globalization;

namespace Beast.Quorum.Storage.Fencing;

/// <summary>Lines and numbers of camcontrol and sg_persist.</summary>
internal static class PersistText
{
    /// <summary>Longest answer that is read, in characters: a key for every path of a large shelf, and room.</summary>
    public const int MostCharacters = 32 * 1024;

    /// <summary>The lines; false for an answer that was probably cut.</summary>
    public static bool TryLines(string text, out string[] lines)
    {
        bool whole = text.Length is > 0 and < MostCharacters && text[^1] == '\n';
        lines = whole ? text[..^1].Split('\n') : [];
        return whole;
    }

    /// <summary>A number as <c>%#x</c> prints it: <c>0x1f</c>, or <c>0</c>.</summary>
    public static bool TryNumber(ReadOnlySpan<char> text, out ulong number)
    {
        number = 0;
        if (text is "0")
        {
            return true;
        }

        return text.StartsWith("0x", StringComparison.Ordinal) && text.Length is > 2 and <= 18 &&
            text[2..].IndexOfAnyExcept(HexDigits) < 0 &&
            ulong.TryParse(text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>A decimal count.</summary>
    public static bool TryCount(ReadOnlySpan<char> text, out int count)
    {
        count = 0;
        return text.Length is > 0 and <= 9 && text.IndexOfAnyExceptInRange('0', '9') < 0 &&
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count);
    }

    private static readonly System.Buffers.SearchValues<char> HexDigits =
        System.Buffers.SearchValues.Create("0123456789abcdefABCDEF");
}
