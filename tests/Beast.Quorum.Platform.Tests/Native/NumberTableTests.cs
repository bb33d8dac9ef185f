using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text;
using Beast.Quorum.Platform.Devices;
using Beast.Quorum.Platform.Native;
using Beast.Quorum.Platform.Tests.Support;

namespace Beast.Quorum.Platform.Tests.Native;

/// <summary>Holds every table of numbers against the C headers of the system that runs the tests.</summary>
internal sealed class NumberTableTests
{
    private static readonly string[] Compilers = ["/usr/bin/cc", "/usr/bin/gcc", "/usr/bin/clang"];

    // Error numbers belong to the same test: they are a table of their own shape.
    private static readonly (string Name, long Value, string? OnlyIf)[] Expected =
    [
        .. AllNumbers()
            .Where(number => number.Exists)
            .Select(number => (number.Name, Value: number.Here, number.OnlyIf))
            .Concat(ErrnoTable.Entries.Select(entry => (entry.Name, Value: (long)entry.Here, (string?)null)))
            .Distinct(),
    ];

    [Test]
    public void The_tables_agree_with_the_headers_of_this_system()
    {
        string? compiler = Compilers.FirstOrDefault(File.Exists);
        if (compiler is null)
        {
            Assert.Ignore("there is no C compiler to read the system's headers with");
        }

        using TemporaryDirectory directory = new();
        File.WriteAllText(directory["numbers.c"], Program());
        Run(compiler, "-D_GNU_SOURCE", "-o", directory["numbers"], directory["numbers.c"]);
        (string Name, long Value, string? OnlyIf)[] found =
        [
            .. Run(directory["numbers"])
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split(' '))
                .Select(parts => (Row: Expected[int.Parse(parts[0], CultureInfo.InvariantCulture)],
                    Value: long.Parse(parts[1], CultureInfo.InvariantCulture)))
                .Select(pair => (pair.Row.Name, pair.Value, pair.Row.OnlyIf)),
        ];

        // What only another release of this system has is not printed; everything else is.
        Assert.That(found, Is.SupersetOf(Expected.Where(row => row.OnlyIf is null)));
        Assert.That(found, Is.SubsetOf(Expected));
    }

    [Test]
    public void Every_number_names_its_source() => Assert.That(
        AllNumbers().Where(number => !number.Source.Contains(".h", StringComparison.Ordinal)), Is.Empty);

    [Test]
    public void A_name_that_stands_in_several_tables_has_one_value()
    {
        Number[] all = [.. AllNumbers()];
        IEnumerable<(string Name, long Value)> freeBsd = all.Where(n => n.FreeBsd is not null).Select(
            n => ($"{n.Name} {n.OnlyIf}", n.FreeBsd!.Value)).Distinct();
        IEnumerable<(string Name, long Value)> linux = all.Where(n => n.Linux is not null).Select(
            n => (n.Name, n.Linux!.Value)).Distinct();

        Assert.That(freeBsd.Select(pair => pair.Name), Is.Unique);
        Assert.That(linux.Select(pair => pair.Name), Is.Unique);
    }

    [Test]
    public void Disk_and_watchdog_requests_are_encoded_as_FreeBSD_does()
    {
        const uint read = 0x40000000, write = 0x80000000;
        Assert.Multiple(() =>
        {
            Assert.That(FreeBsd("DIOCGFLUSH"), Is.EqualTo(Request(0x20000000, 'd', 135, 0)));
            Assert.That(FreeBsd("DIOCGIDENT"), Is.EqualTo(Request(read, 'd', 137, 256)));
            Assert.That(FreeBsd("DIOCGSECTORSIZE"), Is.EqualTo(Request(read, 'd', 128, sizeof(uint))));
            Assert.That(FreeBsd("DIOCGMEDIASIZE"), Is.EqualTo(Request(read, 'd', 129, sizeof(long))));
            Assert.That(FreeBsd("WDIOCPATPAT"), Is.EqualTo(Request(write, 'W', 42, sizeof(uint))));
            Assert.That(FreeBsd("WDIOC_SETTIMEOUT"), Is.EqualTo(Request(write, 'W', 53, sizeof(long))));
            Assert.That(FreeBsd("WDIOC_CONTROL"), Is.EqualTo(Request(write, 'W', 51, sizeof(int))));
        });
    }

    [Test]
    public void A_request_with_its_highest_bit_set_is_not_sign_extended()
    {
        Number number = new("X", 0x80085735, 0x80085735, "test");

        Assert.That((nuint)number, Is.EqualTo((nuint)0x80085735u));
    }

    [Test]
    public void A_number_this_system_lacks_says_so_instead_of_being_wrong()
    {
        Number number = new("NOWHERE", null, null, "test.h");

        Assert.That(() => number.Here, Throws.TypeOf<PlatformNotSupportedException>().With.Message.Contains("NOWHERE"));
    }

    private static long Request(uint direction, char group, int number, int size) =>
        direction | ((long)size << 16) | ((long)group << 8) | (uint)number;

    private static long FreeBsd(string name) =>
        AllNumbers().First(number => number.Name == name && number.FreeBsd is not null).FreeBsd!.Value;

    private static IEnumerable<Number> AllNumbers() => typeof(Number).Assembly.GetTypes()
        .Where(type => type.Name.EndsWith("Numbers", StringComparison.Ordinal))
        .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.NonPublic))
        .Where(field => field.FieldType == typeof(Number))
        .Select(field => (Number)field.GetValue(null)!);

    private static string Program()
    {
        string[] headers = OperatingSystem.IsFreeBSD()
            ? ["sys/types.h", "sys/disk.h", "sys/watchdog.h", "sys/sysctl.h", "sys/rtprio.h", "sys/procctl.h",
                "sys/reboot.h"]
            : ["linux/fs.h", "linux/watchdog.h", "sched.h", "sys/reboot.h"];
        string[] common = ["stdio.h", "errno.h", "fcntl.h", "unistd.h", "poll.h", "signal.h", "spawn.h", "sys/wait.h",
            "sys/file.h", "sys/mman.h", "sys/resource.h", "sys/socket.h"];
        StringBuilder code = new();
        foreach (string header in common.Concat(headers))
        {
            code.Append(CultureInfo.InvariantCulture, $"#include <{header}>\n");
        }

        code.Append("int main(void) {\n");
        for (int row = 0; row < Expected.Length; row++)
        {
            (string name, _, string? onlyIf) = Expected[row];
            string print = $"printf(\"{row} %lld\\n\", (long long)({name}));\n";
            code.Append(onlyIf is null ? print : $"#if {onlyIf}\n{print}#endif\n");
        }

        return code.Append("return 0; }\n").ToString();
    }

    private static string Run(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, errors.Result);
        return output;
    }
}
