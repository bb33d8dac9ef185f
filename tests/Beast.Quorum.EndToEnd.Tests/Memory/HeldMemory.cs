using System.Globalization;
using System.Text.RegularExpressions;

namespace Beast.Quorum.EndToEnd.Tests.Memory;

/// <summary>
/// What a .NET process holds of anonymous memory after collections, in kB. The collector keeps regions of 4 MB that it
/// has freed, up to a budget as large as the processor's cache: how many it has touched yet is no leak, and is counted
/// apart.
/// </summary>
/// <param name="Anonymous"><c>RssAnon</c> of /proc/PID/status.</param>
/// <param name="CollectorRange">What of it lies in the collector's range.</param>
internal sealed partial record HeldMemory(long Anonymous, long CollectorRange)
{
    /// <summary>The collector gives back what it has not needed for twenty collections, beyond its budget.</summary>
    private const int Collections = 22;

    /// <summary>The collector reserves 256 GB; nothing else reserves a tenth of that.</summary>
    private const long Reservation = 32L << 30;

    /// <summary>Held outside of the collector's range.</summary>
    internal long Outside => Anonymous - CollectorRange;

    /// <summary>Orders collections, and looks.</summary>
    internal static HeldMemory Of(int process)
    {
        for (int collection = 0; collection < Collections; collection++)
        {
            CollectionOrder.Carry(process);
        }

        long anonymous = File.ReadLines($"/proc/{process}/status")
            .Where(line => line.StartsWith("RssAnon:", StringComparison.Ordinal)).Select(Number).Single();
        return new HeldMemory(anonymous, Range(process));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"RssAnon {Anonymous} kB, of that {CollectorRange} kB the collector's, {Outside} kB outside");

    /// <summary>The anonymous memory of the nameless mappings that adjoin the great reservation.</summary>
    private static long Range(int process)
    {
        long end = 0, sum = 0, found = 0;
        bool great = false, nameless = false;
        foreach (string line in File.ReadLines($"/proc/{process}/smaps"))
        {
            if (Mapping().Match(line) is { Success: true } mapping)
            {
                long start = long.Parse(mapping.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                nameless = mapping.Groups[3].Length == 0;
                if (start != end || !nameless)
                {
                    found += great ? sum : 0;
                    (sum, great) = (0, false);
                }

                end = long.Parse(mapping.Groups[2].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                great |= nameless && end - start > Reservation;
            }
            else if (nameless && line.StartsWith("Anonymous:", StringComparison.Ordinal))
            {
                sum += Number(line);
            }
        }

        found += great ? sum : 0;
        Assert.That(found, Is.Positive, "the collector's range was not found");
        return found;
    }

    private static long Number(string line) =>
        long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^([0-9a-f]+)-([0-9a-f]+) \S+ \S+ \S+ \d+ *(.*)$")]
    private static partial Regex Mapping();
}
