using System.Diagnostics;
using Beast.Quorum.Core.Device;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Daemon.DeviceTools;

/// <summary>Result of one check.</summary>
internal enum CheckResult
{
    /// <summary>As it should be.</summary>
    Ok = 0,

    /// <summary>The daemon would run, but worse than it could.</summary>
    Warning = 1,

    /// <summary>The daemon would refuse, or could not take over.</summary>
    Failed = 2,
}

/// <summary>One line of <c>device check</c>.</summary>
internal sealed record CheckLine(CheckResult Result, string Name, string Text);

/// <summary>What <c>device check</c> looks at. Reads only.</summary>
internal static class DeviceCheck
{
    private const int Reads = 20;

    public static IReadOnlyList<CheckLine> Run(
        BlockAccess device, RecordKey key, QuorumTiming? configured, string? cluster)
    {
        List<CheckLine> lines = [Size(device)];
        DeviceReading reading = DeviceReading.Take(device, key);
        lines.AddRange(Header(reading));
        if (reading.Header is { } header)
        {
            lines.AddRange(Agreement(header, configured, cluster));
            lines.AddRange(reading.Rings.Select((ring, node) => Ring(ring, node)));
            lines.Add(Latency(device, configured ?? header.Timing));
        }

        return lines;
    }

    private static CheckLine Size(BlockAccess device) => device.Size >= DeviceInit.SmallestSize
        ? new(CheckResult.Ok, "size", $"{device.Size} bytes, sectors of {device.SectorSize}"
            + (device.Ident is { } serial ? $", serial number {serial}" : ""))
        : new(CheckResult.Failed, "size", $"{device.Size} bytes; at least {DeviceInit.SmallestSize} are needed");

    private static IEnumerable<CheckLine> Header(DeviceReading reading)
    {
        if (reading.Header is { } header)
        {
            bool both = reading.Headers.All(status => status == HeaderStatus.Valid);
            yield return new(both ? CheckResult.Ok : CheckResult.Warning, "header",
                $"cluster {header.ClusterName} ({header.ClusterId}), block 0 {DeviceShow.Name(reading.Headers[0])}, "
                + $"block 1 {DeviceShow.Name(reading.Headers[1])}");
            yield return new(CheckResult.Ok, "key", "the header is signed with the configured key");
            yield break;
        }

        yield return reading.Status switch
        {
            HeaderStatus.OtherKey => new(CheckResult.Failed, "key",
                "the header is signed with another key; copy the key file of the other node here"),
            HeaderStatus.OtherVersion => new(CheckResult.Failed, "header", "written by another version of beastq"),
            HeaderStatus.Damaged => new(CheckResult.Failed, "header",
                "both copies are damaged or unreadable; if the disk is fine, run 'beastq device init --force'"),
            _ => new(CheckResult.Failed, "header", "there is none: run 'beastq device init', or correct the path"),
        };
    }

    private static IEnumerable<CheckLine> Agreement(DeviceHeader header, QuorumTiming? configured, string? cluster)
    {
        if (cluster is not null)
        {
            yield return cluster == header.ClusterName
                ? new(CheckResult.Ok, "cluster", "as configured")
                : new(CheckResult.Failed, "cluster",
                    $"the device belongs to {header.ClusterName}, the configuration says {cluster}");
        }

        if (configured is not null)
        {
            yield return configured.Fingerprint == header.Timing.Fingerprint
                ? new(CheckResult.Ok, "timing", $"{header.Timing.Name}, as configured")
                : new(CheckResult.Failed, "timing",
                    $"the device was made for {header.Timing.Name}, the configuration says {configured.Name}: change "
                    + "'timing', or make the device anew");
        }
    }

    private static CheckLine Ring(RingView ring, int node)
    {
        string name = $"node {node}";
        return ring.InvalidCount switch
        {
            0 => new(CheckResult.Ok, name, ring.Newest.IsEmpty ? "register never written" : "register fine"),
            1 => new(CheckResult.Warning, name, "1 of 8 blocks cannot be believed; harmless while the node runs"),
            _ => new(ring.InvalidCount == DeviceLayout.RingBlocks ? CheckResult.Failed : CheckResult.Warning, name,
                $"{ring.InvalidCount} of 8 blocks cannot be believed; the disk may be failing"),
        };
    }

    private static CheckLine Latency(BlockAccess device, QuorumTiming timing)
    {
        byte[] ring = new byte[DeviceLayout.RingBytes];
        List<double> times = [];
        for (int count = 0; count < Reads; count++)
        {
            long start = Stopwatch.GetTimestamp();
            if (device.TryRead(DeviceLayout.RingOffset(count % 2), ring) != 0)
            {
                return new(CheckResult.Failed, "latency", $"read {count + 1} of {Reads} failed; check the disk");
            }

            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        double longest = times[^1];
        double limit = timing.LongestCycle.TotalMilliseconds;
        string text = $"{Reads} reads: least {times[0]:0.00}, median {times[Reads / 2]:0.00}, most {longest:0.00} ms; "
            + $"a write and a read together may take {limit:0} ms";
        return longest > limit ? new(CheckResult.Failed, "latency", text + ": too slow")
            : longest > limit / 2 ? new(CheckResult.Warning, "latency", text + ": close to the limit")
            : new(CheckResult.Ok, "latency", text);
    }
}
