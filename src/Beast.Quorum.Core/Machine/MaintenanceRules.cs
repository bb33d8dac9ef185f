using Beast.Quorum.Core.Records;
using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Core.Machine;

/// <summary>Maintenance: both nodes keep their roles; the highest change counter wins (DESIGN 5.11).</summary>
internal static class MaintenanceRules
{
    public static void Restore(NodeState node)
    {
        if (node.Options.Saved is { } saved)
        {
            node.Maintenance.Counter = saved.MaintenanceCounter;
            node.Maintenance.On = saved.Maintenance;
            node.Maintenance.Until = End(node, saved.MaintenanceLeft);
        }
    }

    /// <summary>The peer's flag counts if it changed later; of two changes at once, "on" wins on both nodes.</summary>
    public static void Merge(NodeState node, Record record)
    {
        MaintenanceState own = node.Maintenance;
        bool on = (record.Flags & RecordFlags.Maintenance) != 0;
        bool later = record.MaintenanceCounter > own.Counter
            || (record.MaintenanceCounter == own.Counter && on && !own.On);
        if (!later)
        {
            return;
        }

        own.Counter = record.MaintenanceCounter;
        if (own.On != on)
        {
            own.On = on;
            node.Report(new Decision.SetMaintenance(on, "switched on the peer"));
        }

        own.Until = on ? End(node, TimeSpan.FromMilliseconds(record.MaintenanceLeftMilliseconds)) : Instant.Forever;
        node.SaveWanted = true;
    }

    public static void Set(NodeState node, bool on, TimeSpan? duration, string reason)
    {
        MaintenanceState own = node.Maintenance;
        own.Counter++;
        own.On = on;
        own.Until = on && duration is { } limit ? node.Now + limit : Instant.Forever;
        node.SaveWanted = true;
        node.Report(new Decision.SetMaintenance(on, reason));
        node.PublishNow();
    }

    public static void Advance(NodeState node)
    {
        MaintenanceState own = node.Maintenance;
        if (!own.On)
        {
            return;
        }

        node.WakeAt(own.Until);
        if (node.Now >= own.Until)
        {
            Set(node, false, null, "its time is over");
        }
    }

    public static uint LeftMilliseconds(NodeState node)
    {
        MaintenanceState own = node.Maintenance;
        return !own.On || own.Until == Instant.Forever
            ? 0
            : (uint)Math.Clamp((own.Until - node.Now).TotalMilliseconds, 1, uint.MaxValue);
    }

    private static Instant End(NodeState node, TimeSpan left) =>
        left > TimeSpan.Zero ? node.Now + left : Instant.Forever;
}
