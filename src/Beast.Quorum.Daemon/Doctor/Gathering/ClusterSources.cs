using System.Diagnostics;
using System.Globalization;
using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Device;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Daemon.Control;
using Beast.Quorum.Daemon.DeviceTools;
using Beast.Quorum.Daemon.Doctor.Facts;
using Beast.Quorum.Daemon.Peer;
using Beast.Quorum.Daemon.Planning;
using Beast.Quorum.Daemon.Security;
using Beast.Quorum.Daemon.Status;

namespace Beast.Quorum.Daemon.Doctor.Gathering;

/// <summary>What is beastq's own: key, quorum device, daemon, journal, watchdog and the peer's daemon.</summary>
internal static class ClusterSources
{
    private const int Reads = 100;
    private static readonly TimeSpan PeerPatience = TimeSpan.FromSeconds(5);

    public static IEnumerable<FactSource> All(Probe probe)
    {
        BeastqConfiguration configuration = probe.Configuration;
        yield return new FactSource("key and quorum device", book => Device(configuration, book));
        yield return new FactSource("daemon", book => Daemon(configuration, book));
        yield return new FactSource("journal", book => Journal(configuration, book));
        yield return new FactSource("guards", book =>
        {
            book.Set(FactName.Watchdog, Path.Exists(configuration.Watchdog.Path));
            book.Set(FactName.FenceTest, probe with { Root = "/" } is { } files
                ? files.Read(Path.Combine(configuration.StateDirectory, "fence-test.json")) : Fact.None);
        });
    }

    /// <summary>Whether the peer's daemon answers, over each interlink.</summary>
    public static IEnumerable<FactSource> Peer(BeastqConfiguration configuration, RecordKey key) =>
        Enumerable.Range(0, configuration.Interlinks.Count).Select(path => new FactSource($"interlink {path}", book =>
        {
            PeerChannelClient client = new(configuration.Interlinks, new PeerIdentity(configuration.Node, key));
            long start = Stopwatch.GetTimestamp();
            try
            {
                client.AskOver(path, PeerPatience, ["version"]);
                book.Set(FactName.Interlink(path, "peer"), Show(Stopwatch.GetElapsedTime(start)));
            }
            catch (PeerChannelException fault)
            {
                book.Set(FactName.Interlink(path, "peer"), Fact.NotKnown(fault.Message));
            }
        }));

    private static void Device(BeastqConfiguration configuration, FactBook book)
    {
        RecordKey key;
        try
        {
            key = new RecordKey(KeyFile.Load(configuration.KeyFile));
            book.Set(FactName.Key, key.Id.ToString("x16", CultureInfo.InvariantCulture));
        }
        catch (KeyFileException fault)
        {
            book.Set(FactName.Key, Fact.NotKnown(fault.Message));
            book.Set(FactName.KeyProblem, fault.Message);
            return;
        }

        try
        {
            using BlockAccess device = BlockAccess.Open(configuration.QuorumDevice, readOnly: true);
            book.Set(FactName.QuorumSize, device.Size);
            Read(device, key, book);
        }
        catch (DeviceToolException fault)
        {
            book.Set(FactName.QuorumProblem, fault.Message);
        }
    }

    private static void Read(BlockAccess device, RecordKey key, FactBook book)
    {
        DeviceReading reading = DeviceReading.Take(device, key);
        book.Set(FactName.QuorumHeaders, string.Join(',', reading.Headers));
        if (reading.Header is { } header)
        {
            book.Set(FactName.QuorumCluster, header.ClusterId.ToString());
            book.Set(FactName.QuorumName, header.ClusterName);
            book.Set(FactName.QuorumTiming, Checks.QuorumChecks.Fingerprint(header.Timing));
            book.Set(FactName.QuorumRings, string.Join(',', reading.Rings.Select(ring => ring.InvalidCount)));
        }

        byte[] ring = new byte[DeviceLayout.RingBytes];
        double[] times = new double[Reads];
        for (int count = 0; count < Reads; count++)
        {
            long start = Stopwatch.GetTimestamp();
            if (device.TryRead(DeviceLayout.RingOffset(count % 2), ring) is var error and not 0)
            {
                book.Set(FactName.QuorumLatency, Fact.NotKnown(
                    $"read {count + 1} of {Reads}: {Platform.Devices.Errno.Describe(error)}; check the disk"));
                return;
            }

            times[count] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(times);
        book.Set(FactName.QuorumLatency, times[(Reads * 99 / 100) - 1].ToString("0.00", CultureInfo.InvariantCulture));
    }

    private static void Daemon(BeastqConfiguration configuration, FactBook book)
    {
        StatusDocument? status;
        try
        {
            ControlClient client = new(ControlSocket.PathIn(configuration.RunDirectory));
            ControlAnswer answer = client.Ask(
                new ControlRequest { Request = ControlRequests.Status }, ControlClient.Quick);
            status = answer.Status;
            book.Set(FactName.Daemon, status is null ? Fact.NotKnown(answer.Text) : Fact.Is($"{status.Health}"));
        }
        catch (ControlException fault)
        {
            Fact nothing = fault.NotRunning ? Fact.None : Fact.NotKnown(fault.Message);
            foreach (string name in (string[])[FactName.Daemon, FactName.DaemonVersion, FactName.DaemonOwners,
                FactName.DaemonWatchdog, FactName.DaemonProblems])
            {
                book.Set(name, nothing);
            }

            return;
        }

        if (status is not null)
        {
            book.Set(FactName.DaemonVersion, status.Program);
            book.Set(FactName.DaemonProblems, string.Join('\n', status.Problems.Select(problem => problem.What)));
            book.Set(FactName.DaemonWatchdog, status.Watchdog.Armed ? (long)status.Watchdog.TimeoutMs : 0);
            book.Set(FactName.DaemonOwners, status.Groups.Select(group => new[]
            {
                group.Name, group.Owner is { } owner ? owner.ToString(CultureInfo.InvariantCulture) : "-",
            }));
        }
    }

    private static void Journal(BeastqConfiguration configuration, FactBook book)
    {
        StepHistory history = StepHistory.Read(configuration.StateDirectory);
        foreach (string pool in configuration.Groups.SelectMany(group => group.Pools).Distinct())
        {
            book.Set(FactName.Pool(pool, "import_s"), history.Expected($"ImportPool {pool}") is { } time
                ? Fact.Is(time.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture)) : Fact.None);
        }
    }

    private static string Show(TimeSpan time) => time.TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture);
}
