using System.Globalization;
using System.Text;

namespace Beast.Quorum.Fuzz.Tests.Engine;

/// <summary>Shows an input to a person: as escaped text and as base64, both bounded.</summary>
internal static class InputText
{
    private const int MostText = 2000;
    private const int MostBytes = 6000;

    public static string Of(byte[] input)
    {
        StringBuilder text = new();
        foreach (byte value in input.Take(MostText))
        {
            text.Append(value switch
            {
                (byte)'\n' => "\\n",
                (byte)'\t' => "\\t",
                (byte)'\\' => "\\\\",
                < 32 or > 126 => "\\x" + value.ToString("x2", CultureInfo.InvariantCulture),
                _ => ((char)value).ToString(),
            });
        }

        string more = input.Length > MostText ? " …" : "";
        string base64 = Convert.ToBase64String(input, 0, Math.Min(input.Length, MostBytes));
        return $"{input.Length} bytes: \"{text}\"{more}\nbase64: {base64}"
            + (input.Length > MostBytes ? $" … (the first {MostBytes} bytes)" : "");
    }
}
