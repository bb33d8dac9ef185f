using System.Globalization;
using System.Text.RegularExpressions;
using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Lab.Runs;
using Beast.Quorum.Platform.Processes;

namespace Beast.Quorum.EndToEnd.Tests.Network;

/// <summary>
/// Two network namespaces of Linux with a cable between them and the papers' addresses. Their names carry this
/// process's id, so that those of a run that was killed are found and removed by the next.
/// </summary>
internal sealed partial class NetworkNamespaces : IDisposable
{
    private const int Port = 7777;
    private static readonly string[] Addresses = ["192.168.56.103", "192.168.56.104"];
    private static int madeHere;
    private readonly string[] names;
    private readonly string[] ends = ["bqe0", "bqe1"];

    private NetworkNamespaces()
    {
        string stem = string.Create(
            CultureInfo.InvariantCulture, $"bqe-{Environment.ProcessId}-{Interlocked.Increment(ref madeHere)}");
        names = [stem + "a", stem + "b"];
    }

    /// <summary>Makes them; null and the reason where that cannot be.</summary>
    internal static NetworkNamespaces? TryMake(out string reason)
    {
        reason = !OperatingSystem.IsLinux() ? "network namespaces are of Linux"
            : !Environment.IsPrivilegedProcess ? "only root may make network namespaces"
            : !Try(out string problem, "ip", "-V") ? $"there is no ip(8) (Debian: iproute2): {problem}"
            : "";
        if (reason.Length > 0)
        {
            return null;
        }

        RemoveLeftovers();
        NetworkNamespaces made = new();
        if (!Try(out problem, "ip", "netns", "add", made.names[0]))
        {
            reason = $"this system gives root no network namespace: {problem}";
            return null;
        }

        try
        {
            made.Connect();
            return made;
        }
        catch
        {
            made.Dispose();
            throw;
        }
    }

    /// <summary>For the lab: each daemon in its namespace.</summary>
    internal NodePlaces Places => new(
        [.. names.Select(name => (string[])["ip", "netns", "exec", name])],
        [.. Enumerable.Range(0, 2).Select(node => new InterlinkConfiguration(
            $"{Addresses[node]}:{Port}", $"{Addresses[1 - node]}:{Port}"))]);

    /// <summary>Whether nft(8) is there and works here.</summary>
    internal bool CanDrop(out string reason) => Try(out reason, In(0, "nft", "list", "ruleset"));

    /// <summary>Takes the cable out, or plugs it.</summary>
    internal void Cut(bool cut) => Do("ip", "-n", names[0], "link", "set", ends[0], cut ? "down" : "up");

    /// <summary>Lets a node lose what it receives, a share of it in percent; 0: nothing.</summary>
    internal void Lose(int node, int percent)
    {
        Do(In(node, "nft", "flush ruleset"));
        if (percent > 0)
        {
            string which = percent < 100 ? $"numgen random mod 100 < {percent}" : "";
            Do(In(node, "nft",
                "add table inet lab; add chain inet lab in { type filter hook input priority 0; policy accept; }; "
                + $"add rule inet lab in iifname \"{ends[node]}\" {which} counter drop"));
        }
    }

    /// <summary>How many packets a node has lost by <see cref="Lose"/> until now.</summary>
    internal long Lost(int node) => Packets().Match(Do(In(node, "nft", "list", "ruleset"))) is { Success: true } found
        ? long.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture)
        : 0;

    /// <summary>Delays what a node sends; false and the reason where the kernel has no netem.</summary>
    internal bool TryDelay(int node, TimeSpan time, out string reason) => Try(
        out reason,
        In(node, "tc", "qdisc", "replace", "dev", ends[node], "root", "netem", "delay",
            string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0}ms")));

    /// <summary>Sends at once again.</summary>
    internal void NoDelay(int node) => Do(In(node, "tc", "qdisc", "del", "dev", ends[node], "root"));

    /// <summary>Ends what still runs in them and removes them; the cable goes with them.</summary>
    public void Dispose()
    {
        foreach (string name in names)
        {
            Remove(name);
        }
    }

    /// <summary>The namespaces of this kind that exist now, whoever made them.</summary>
    internal static IEnumerable<string> Existing() =>
        Do("ip", "netns", "list").Split('\n').Select(line => line.Split(' ')[0]).Where(name => Ours().IsMatch(name));

    private void Connect()
    {
        Do("ip", "netns", "add", names[1]);
        Do("ip", "link", "add", ends[0], "netns", names[0], "type", "veth", "peer", "name", ends[1], "netns", names[1]);
        for (int node = 0; node < 2; node++)
        {
            Do("ip", "-n", names[node], "addr", "add", Addresses[node] + "/24", "dev", ends[node]);
            Do("ip", "-n", names[node], "link", "set", "lo", "up");
            Do("ip", "-n", names[node], "link", "set", ends[node], "up");
        }
    }

    private static void RemoveLeftovers()
    {
        foreach (string name in Existing())
        {
            if (!Directory.Exists("/proc/" + Ours().Match(name).Groups[1].Value))
            {
                TestContext.Out.WriteLine($"{name} is left over from a run that was killed; it is removed");
                Remove(name);
            }
        }
    }

    private static void Remove(string name)
    {
        if (!Existing().Contains(name))
        {
            return;
        }

        foreach (string process in Do("ip", "netns", "pids", name).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            Signals.Send(int.Parse(process, CultureInfo.InvariantCulture), Signals.Kill);
        }

        Do("ip", "netns", "del", name);
    }

    private string[] In(int node, params string[] command) => ["ip", "netns", "exec", names[node], .. command];

    private static string Do(params string[] command)
    {
        CommandResult result = new CommandRunner().Run(new CommandRequest(command, TimeSpan.FromMinutes(1)));
        Assert.That(result.Succeeded, Is.True, $"{string.Join(' ', command)}: {result.StandardError}");
        return result.StandardOutput;
    }

    private static bool Try(out string problem, params string[] command)
    {
        CommandResult result = new CommandRunner().Run(new CommandRequest(command, TimeSpan.FromMinutes(1)));
        problem = result.StandardError.Trim();
        return result.Succeeded;
    }

    [GeneratedRegex("^bqe-([0-9]+)-[0-9]+[ab]$")]
    private static partial Regex Ours();

    [GeneratedRegex("packets ([0-9]+)")]
    private static partial Regex Packets();
}
