using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Machine;
using Beast.Quorum.Core.Recovery;
using Beast.Quorum.Daemon.Loop;
using Beast.Quorum.Storage.Fencing;
using Beast.Quorum.Storage.Inspection;
using Beast.Quorum.Storage.Recovery;

namespace Beast.Quorum.Daemon.Adapters;

/// <summary>
/// Looks at one group, on a thread that stays: a look is asked for every few seconds, and asking must cost the decision
/// thread nothing. A look that hangs holds up the looks at this group only.
/// </summary>
internal sealed class InspectionThread(
    GroupConfiguration group, int position, GroupInspector inspector, ReservationWatch reservations,
    PoolErrorReader reader, EventQueue queue)
{
    private const int StackBytes = 512 * 1024;
    private readonly object signal = new();
    private Thread? thread;
    private bool asked;
    private Wanted wanted;

    /// <summary>Asks for a look. A former one that nobody waits for any more is forgotten.</summary>
    /// <param name="withToken">Goes back with the answer.</param>
    /// <param name="withService">Whether LUNs, ctld and link are looked at too; a start cannot wait for that.</param>
    /// <param name="withErrors">Whether the pools' errors are read too.</param>
    public void Ask(long withToken, bool withService, bool withErrors)
    {
        if (thread is null)
        {
            thread = new Thread(Serve, StackBytes) { IsBackground = true, Name = $"look at {group.Name}" };
            thread.Start();
        }

        lock (signal)
        {
            wanted = new Wanted(withToken, withService, withErrors);
            asked = true;
            Monitor.Pulse(signal);
        }
    }

    private void Serve()
    {
        while (true)
        {
            queue.Post(LookOrSay(Next()));
        }
    }

    private Wanted Next()
    {
        lock (signal)
        {
            while (!asked)
            {
                Monitor.Wait(signal);
            }

            asked = false;
            return wanted;
        }
    }

    private NodeEvent LookOrSay(in Wanted look)
    {
        try
        {
            return Look(look);
        }
        catch (Exception e)
        {
            // Whatever it is, it is a look that failed: nothing is known, and a process that serves goes on.
            return NodeEvent.GroupInspected(
                position, look.Token, ImportState.Unknown, false, e.Message,
                look.Errors ? PoolErrorReader.Unread(group, e.Message) : null);
        }
    }

    private NodeEvent Look(in Wanted look)
    {
        GroupInspection seen = inspector.Inspect(
            group, look.Service ? InspectionDepth.Service : InspectionDepth.Ownership);
        bool standby = seen.PeerPathActive is not null;
        List<string> said = [.. standby ? [] : ServiceFaults.Of(seen), .. seen.Problems];
        if (look.Service && seen.Imported == Storage.Zfs.ImportState.ReadWrite)
        {
            ReservationLook held = reservations.Look();
            said.AddRange(held.Problems);
            if (held.Lost is { } lost)
            {
                queue.Post(NodeEvent.ReservationLost(position, look.Token, lost));
            }
        }

        string? text = said.Count == 0 ? null : string.Join("; ", said);
        return NodeEvent.GroupInspected(
            position,
            look.Token,
            Translate(seen.Imported),
            ServiceFaults.IsOk(seen),
            text,
            look.Errors ? Errors(seen, text) : null);
    }

    /// <summary>A pool that does not even let itself be listed is not asked for more.</summary>
    private IReadOnlyList<PoolFinding> Errors(GroupInspection seen, string? text) =>
        seen.Imported == Storage.Zfs.ImportState.Unknown
            ? PoolErrorReader.Unread(group, text ?? "the pools cannot be looked at")
            : reader.Read(group);

    private static ImportState Translate(Storage.Zfs.ImportState state) => state switch
    {
        Storage.Zfs.ImportState.No => ImportState.NotImported,
        Storage.Zfs.ImportState.ReadOnly => ImportState.ReadOnly,
        Storage.Zfs.ImportState.ReadWrite => ImportState.Imported,
        _ => ImportState.Unknown,
    };

    private readonly record struct Wanted(long Token, bool Service, bool Errors);
}
