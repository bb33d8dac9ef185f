using System.Globalization;

namespace Beast.Quorum.Lab.Commands;

/// <summary>Sizes as zfs(8) prints them: three significant digits and a power of 1,024.</summary>
internal static class SizeText
{
    internal static string Show(long bytes, bool exact = false)
    {
        if (exact || bytes < 1024)
        {
            return bytes.ToString(CultureInfo.InvariantCulture);
        }

        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < 5)
        {
            value /= 1024;
            unit++;
        }

        // A whole number of units is shown without decimals, as zfs_nicenum does.
        string number = value == Math.Floor(value) ? value.ToString("0", CultureInfo.InvariantCulture)
            : value >= 100 ? Math.Round(value).ToString("0", CultureInfo.InvariantCulture)
            : value >= 10 ? value.ToString("0.0", CultureInfo.InvariantCulture)
            : value.ToString("0.00", CultureInfo.InvariantCulture);
        return number + "BKMGTP"[unit];
    }
}
