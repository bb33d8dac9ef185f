using System.Globalization;

namespace Beast.Quorum.Lab.Pools;

/// <summary>Dates as ctime(3) prints them.</summary>
internal static class SystemDate
{
    internal static string Show(long secondsSince1970)
    {
        DateTime at = DateTimeOffset.FromUnixTimeSeconds(secondsSince1970).UtcDateTime;
        return string.Create(CultureInfo.InvariantCulture, $"{at:ddd MMM} {at.Day,2} {at:HH:mm:ss yyyy}");
    }
}
