using Beast.Quorum.Daemon.Adapters;
using Beast.Quorum.Platform.Devices;

namespace Beast.Quorum.Daemon.Hosting;

/// <summary>
/// Finds out which cluster this is: from the quorum device, or, if that does not answer, from the last time it did. A
/// device that answers and is not ours keeps the daemon from starting.
/// </summary>
internal static class DeviceStart
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(500);

    public static Guid Cluster(DeviceGate gate, string stateDirectory, Action<string> warn, WaitHandle stop)
    {
        Guid? known = ClusterFile.Read(stateDirectory);
        if (known is { } member)
        {
            gate.Expect(member);
        }

        string? lastProblem = null;
        while (true)
        {
            string? problem = TryOpen(gate);
            if (problem is null)
            {
                ClusterFile.Write(stateDirectory, gate.Header!.ClusterId);
                return gate.Header.ClusterId;
            }

            if (known is { } cluster)
            {
                warn($"starting without the quorum device: {problem}");
                return cluster;
            }

            if (problem != lastProblem)
            {
                lastProblem = problem;
                warn($"waiting for the quorum device, which was never seen before: {problem}");
            }

            if (stop.WaitOne(Between))
            {
                throw new StartupException(ExitCodes.Ok, "Stopped before the quorum device answered.");
            }
        }
    }

    /// <summary>
    /// Opens the device within bounded time; a disk that hangs must not keep the daemon from starting.
    /// </summary>
    private static string? TryOpen(DeviceGate gate)
    {
        string? problem = null;
        DeviceRefusedException? refused = null;
        Thread opener = new(() =>
        {
            try
            {
                gate.OpenOrThrow();
            }
            catch (DeviceException e)
            {
                problem = e.Message;
            }
            catch (DeviceRefusedException e)
            {
                refused = e;
            }
        })
        { IsBackground = true, Name = "open quorum device" };
        opener.Start();
        if (!opener.Join(Patience))
        {
            return $"it has not answered for {Patience.TotalSeconds:0} s";
        }

        return refused is null ? problem : throw new StartupException(ExitCodes.Configuration, refused.Message);
    }
}
