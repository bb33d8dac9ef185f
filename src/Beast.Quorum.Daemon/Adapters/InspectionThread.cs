using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Machine;
using Beast.Quorum.Daemon.Loop;
using Beast.Quorum.Storage.Fencing;
using Beast.Quorum.Storage.Inspection;

namespace Beast.Quorum.Daemon.Adapters;

/// <summary>
/// Looks at one group, on a thread that stays: a look is asked for every few seconds, and asking must cost the decision
/// thread nothing. A look that hangs holds up the looks at this group only.
/// </summary>
internal sealed class InspectionThread(
    GroupConfiguration group, int position, GroupInspector inspector, ReservationWatch reservations, EventQueue queue)
{
    private const int StackBytes = 512 * 1024;
    private readonly object signal = new();
    private Thread? thread;
    private bool asked;
    private bool service;
    private long token;

    /// <summary>Asks for a look. A former one that nobody waits for any more is forgotten.</summary>
    /// <param name="withToken">Goes back with the answer.</param>
    /// <param name="withService">Whether LUNs, ctld and link are looked at too; a start cannot wait for that.</param>
    public void Ask(long withToken, bool withService)
    {
        if (thread is null)
        {
            thread = new Thread(Serve, StackBytes) { IsBackground = true, Name = $"look at {group.Name}" };
            thread.Start();
        }

        lock (signal)
        {
            token = withToken;
            service = withService;
            asked = true;
            Monitor.Pulse(signal);
        }
    }

    private void Serve()
    {
        while (true)
        {
            (long next, bool deep) = Next();
            queue.Post(LookOrSay(next, deep ? InspectionDepth.Service : InspectionDepth.Ownership));
        }
    }

    private (long Token, bool Service) Next()
    {
        lock (signal)
        {
            while (!asked)
            {
                Monitor.Wait(signal);
            }

            asked = false;
            return (token, service);
        }
    }

    private NodeEvent LookOrSay(long forToken, InspectionDepth depth)
    {
        try
        {
            return Look(forToken, depth);
        }
        catch (Exception e)
        {
            // Whatever it is, it is a look that failed: nothing is known, and a process that serves goes on.
            return NodeEvent.GroupInspected(position, forToken, ImportState.Unknown, false, e.Message);
        }
    }

    private NodeEvent Look(long forToken, InspectionDepth depth)
    {
        GroupInspection seen = inspector.Inspect(group, depth);
        bool standby = seen.PeerPathActive is not null;
        List<string> said = [.. standby ? [] : ServiceFaults.Of(seen), .. seen.Problems];
        if (depth == InspectionDepth.Service && seen.Imported == Storage.Zfs.ImportState.ReadWrite)
        {
            ReservationLook look = reservations.Look();
            said.AddRange(look.Problems);
            if (look.Lost is { } lost)
            {
                queue.Post(NodeEvent.ReservationLost(position, forToken, lost));
            }
        }

        return NodeEvent.GroupInspected(
            position,
            forToken,
            Translate(seen.Imported),
            ServiceFaults.IsOk(seen),
            said.Count == 0 ? null : string.Join("; ", said));
    }

    private static ImportState Translate(Storage.Zfs.ImportState state) => state switch
    {
        Storage.Zfs.ImportState.No => ImportState.NotImported,
        Storage.Zfs.ImportState.ReadOnly => ImportState.ReadOnly,
        Storage.Zfs.ImportState.ReadWrite => ImportState.Imported,
        _ => ImportState.Unknown,
    };
}
