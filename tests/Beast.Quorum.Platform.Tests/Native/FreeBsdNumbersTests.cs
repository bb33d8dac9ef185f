using System.Globalization;
using System.Reflection;
using Beast.Quorum.Platform.Devices;
using Beast.Quorum.Platform.Native;

namespace Beast.Quorum.Platform.Tests.Native;

/// <summary>
/// Holds FreeBSD's column of every table against what its sources say, wherever the tests run: the headers themselves
/// are only on FreeBSD (<see cref="NumberTableTests"/>).
/// </summary>
internal sealed class FreeBsdNumbersTests
{
    /// <summary>Numbers that were not collected from the sources; docs/freebsd.md lists them as not verified.</summary>
    private static readonly string[] NotCollected =
    [
        "FD_CLOEXEC", "SEEK_END", "POLLIN", "POLLERR", "POLLHUP", "POLLNVAL", "WEXITED", "WNOWAIT",
        "CTLTYPE", "CTL_SYSCTL", "CTL_SYSCTL_OIDFMT", "CTL_MAXNAME",
    ];

    private static readonly ILookup<string, (string Area, long Value)> Facts = File
        .ReadLines(Path.Combine(TestContext.CurrentContext.TestDirectory, "Native", "freebsd-numbers.txt"))
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split(' '))
        .ToLookup(parts => parts[1], parts => (parts[0], Parse(parts[2])));

    private static IEnumerable<Number> Numbers() => typeof(Number).Assembly.GetTypes()
        .Where(type => type.Name.EndsWith("Numbers", StringComparison.Ordinal))
        .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.NonPublic))
        .Where(field => field.FieldType == typeof(Number))
        .Select(field => (Number)field.GetValue(null)!)
        .Where(number => number.FreeBsd is not null);

    [TestCaseSource(nameof(Numbers))]
    public void A_number_is_what_the_sources_say(object boxed)
    {
        Number number = (Number)boxed;
        string? generation = number.OnlyIf is null ? null : number.OnlyIf[0] == '!' ? "old" : "new";
        long[] values =
        [
            .. Facts[number.Name].Where(fact => generation is null || fact.Area == generation)
                .Select(fact => fact.Value),
        ];

        if (NotCollected.Contains(number.Name))
        {
            Assert.That(values, Is.Empty, "it is collected now: take it off the list");
            return;
        }

        Assert.That(values, Is.EqualTo(new[] { number.FreeBsd!.Value }), $"{number.Name} ({number.Source})");
    }

    [Test]
    public void Every_error_number_is_what_the_sources_say()
    {
        foreach (ErrnoEntry entry in ErrnoTable.Entries)
        {
            // Of 1 to 34 the sources say only that they are Linux's, which the headers of a Linux confirm.
            long expected = Facts[entry.Name] is var facts && facts.Any() ? facts.Single().Value : entry.Linux;
            Assert.That(entry.FreeBsd, Is.EqualTo(expected), entry.Name);
            Assert.That(facts.Any() || entry.FreeBsd <= 34, Is.True, $"{entry.Name} is not collected");
        }
    }

    [Test]
    public void Nothing_stands_on_the_list_of_what_is_not_collected_that_is_not_used() => Assert.That(
        NotCollected, Is.SubsetOf(Numbers().Select(number => number.Name)));

    private static long Parse(string text) => text.StartsWith("0x", StringComparison.Ordinal)
        ? long.Parse(text.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture)
        : long.Parse(text, CultureInfo.InvariantCulture);
}
