using Beast.Quorum.Core.Machine;
using static Beast.Quorum.Daemon.Events.EventLevel;

namespace Beast.Quorum.Daemon.Events;

/// <summary>
/// Every event there is: one table for the log, the journal and docs/events.md. BQ1xxx are the machine's decisions,
/// BQ2xxx come from the daemon around it. An id is never given to another event, and never changes.
/// </summary>
public static class EventTable
{
    private const string SeeStatus = "see beastq status";

    /// <summary>The entry of each type of decision.</summary>
    public static IReadOnlyDictionary<Type, EventEntry> Decisions { get; } = new Dictionary<Type, EventEntry>
    {
        [typeof(Decision.SuspectPeer)] = new("BQ1001", "peer_suspect", Warning,
            "the peer is silent on every path: {reason}", "look at the peer"),
        [typeof(Decision.TrustPeer)] = new("BQ1002", "peer_heard", Notice, "the peer is heard again: {reason}", "-"),
        [typeof(Decision.MakeClaim)] = new("BQ1003", "claim_made", Warning,
            "{group}: claims epoch {epoch}: {reason}", "-"),
        [typeof(Decision.WithdrawClaim)] = new("BQ1004", "claim_withdrawn", Warning,
            "{group}: withdraws epoch {epoch}: {reason}", "if it repeats, look at device and interlinks"),
        [typeof(Decision.FencePeer)] = new("BQ1005", "fencing_begun", Critical, "fences the peer: {reason}", "-"),
        [typeof(Decision.PeerFenced)] = new("BQ1006", "peer_fenced", Critical,
            "the peer is fenced: {reason}", "find out why the peer failed, then switch it on again"),
        [typeof(Decision.FencingFailed)] = new("BQ1007", "fencing_failed", Alert,
            "fencing the peer failed: {reason}", "make sure by hand that the peer is off, then beastq retry GROUP"),
        [typeof(Decision.PublishOwnership)] = new("BQ1008", "ownership_published", Warning,
            "{group}: publishes ownership at epoch {epoch}: {reason}", "-"),
        [typeof(Decision.BeginTakeover)] = new("BQ1009", "takeover_begun", Alert,
            "{group}: takeover begins at epoch {epoch}: {reason}", "wait for BQ1010 or BQ1011"),
        [typeof(Decision.Serve)] = new("BQ1010", "serving", Alert,
            "{group}: served here at epoch {epoch}: {reason}", "find out why the peer failed, unless it was ordered"),
        [typeof(Decision.FailTakeover)] = new("BQ1011", "takeover_failed", Alert,
            "{group}: takeover at epoch {epoch} failed: {reason}", "remove the reason, then beastq retry GROUP"),
        [typeof(Decision.BeginSwitchover)] = new("BQ1012", "switchover_begun", Notice,
            "{group}: switchover to node {target} begins at epoch {epoch}: {reason}", "-"),
        [typeof(Decision.RollBack)] = new("BQ1013", "switchover_rolled_back", Error,
            "{group}: switchover at epoch {epoch} is undone: {reason}", "remove the reason, then order it again"),
        [typeof(Decision.BeginDemotion)] = new("BQ1014", "demotion_begun", Alert,
            "{group}: gives up epoch {epoch}: {reason}", SeeStatus),
        [typeof(Decision.Release)] = new("BQ1015", "released", Notice,
            "{group}: released at epoch {epoch}, its absence checked: {reason}", "-"),
        [typeof(Decision.Adopt)] = new("BQ1016", "adopted", Notice,
            "{group}: found imported, goes on at epoch {epoch}: {reason}", "-"),
        [typeof(Decision.StandBy)] = new("BQ1017", "standby", Notice, "{group}: standby: {reason}", "-"),
        [typeof(Decision.FailRejoin)] = new("BQ1018", "rejoin_failed", Critical,
            "{group}: cannot become a standby: {reason}", "remove the reason; it is tried again"),
        [typeof(Decision.SelfFence)] = new("BQ1019", "self_fence", Alert,
            "this host is reset now: {reason}", "when it is back, see what it says at its start (BQ2010)"),
        [typeof(Decision.StepFailed)] = new("BQ1020", "step_failed", Error,
            "{group}: step {step} failed: {reason}", "see the step's own output in the reason"),
        [typeof(Decision.DualClaim)] = new("BQ1021", "dual_claim", Alert,
            "{group}: two nodes believe that they own it: {reason}", "leave both hosts alone; check the pool "
                + "afterwards"),
        [typeof(Decision.ServiceFailed)] = new("BQ1022", "service_failed", Alert,
            "{group}: owned here and cannot be served: {reason}", "look at zpool status and ctladm lunlist"),
        [typeof(Decision.ServiceRestored)] = new("BQ1023", "service_restored", Notice,
            "{group}: can be served again: {reason}", "-"),
        [typeof(Decision.InspectionFailed)] = new("BQ1024", "inspection_failed", Error,
            "{group}: cannot be looked at, so nothing is said about it: {reason}", "run the failing command by hand"),
        [typeof(Decision.GiveUp)] = new("BQ1025", "given_up", Alert,
            "{group}: nothing more happens by itself: {reason}", "remove the reason, then beastq retry GROUP"),
        [typeof(Decision.DeviceLost)] = new("BQ1026", "device_lost", Alert,
            "the quorum device does not answer: {reason}", "check the disk; no takeover is possible meanwhile"),
        [typeof(Decision.DeviceBack)] = new("BQ1027", "device_back", Notice,
            "the quorum device answers again: {reason}", "-"),
        [typeof(Decision.DeviceSlow)] = new("BQ1028", "device_slow", Critical,
            "the quorum device is too slow to take over: {reason}", "find what keeps it busy, or use slower timing"),
        [typeof(Decision.RegisterUnreadable)] = new("BQ1029", "register_unreadable", Alert,
            "the peer's register cannot be believed: {reason}", "see beastq device show"),
        [typeof(Decision.ForeignRecord)] = new("BQ1030", "foreign_record", Alert,
            "records that are not ours are about: {reason}", "compare version, key, cluster and timing of both nodes"),
        [typeof(Decision.RegisterWiped)] = new("BQ1031", "register_wiped", Alert,
            "the own register and state file are gone: {reason}", "check the device, then beastq claim GROUP --yes"),
        [typeof(Decision.InterlinkLost)] = new("BQ1032", "interlink_lost", Critical,
            "interlink {path} is silent: {reason}", "check cable, switch and firewall"),
        [typeof(Decision.InterlinkBack)] = new("BQ1033", "interlink_back", Notice,
            "interlink {path} is heard again: {reason}", "-"),
        [typeof(Decision.SetMaintenance)] = new("BQ1034", "maintenance", Notice,
            "maintenance is {state}: {reason}", "-"),
        [typeof(Decision.StateNotSaved)] = new("BQ1035", "state_not_saved", Critical,
            "the state file cannot be written: {reason}", "make state_directory writable; no claim is made meanwhile"),
        [typeof(Decision.WatchdogFailed)] = new("BQ1036", "watchdog_failed", Critical,
            "the watchdog cannot be armed: {reason}", "check its device and driver; no takeover is made meanwhile"),
        [typeof(Decision.AdmitLateness)] = new("BQ1037", "late", Warning,
            "this node was late itself: {reason}", "if it repeats, the machine is overloaded"),
        [typeof(Decision.Stop)] = new("BQ1038", "ending", Notice, "the daemon ends: {reason}", "-"),
        [typeof(Decision.PlannedRestart)] = new("BQ1039", "planned_restart", Notice,
            "planned restart: {reason}", "-"),
    };

    /// <summary>Every entry, by id.</summary>
    public static IReadOnlyList<EventEntry> All { get; } =
        [.. Decisions.Values.Concat(DaemonEvents.All).OrderBy(entry => entry.Id, StringComparer.Ordinal)];

    /// <summary>The entry of an id, or null.</summary>
    public static EventEntry? Find(string id) => All.FirstOrDefault(entry => entry.Id == id);
}

/// <summary>The events of the daemon around the machine.</summary>
public static class DaemonEvents
{
    /// <summary>The daemon has started.</summary>
    public static EventEntry Started { get; } = new("BQ2001", "started", Notice,
        "beastq {version} started: cluster {cluster}, node {node}, process {pid}", "-");

    /// <summary>The daemon has ended in order.</summary>
    public static EventEntry Stopped { get; } = new("BQ2002", "stopped", Notice, "beastq stopped: {reason}", "-");

    /// <summary>The daemon ends because of an unexpected exception.</summary>
    public static EventEntry Crashed { get; } = new("BQ2003", "crashed", Alert,
        "beastq ends unexpectedly: {reason}", "start it again before the watchdog fires, and report the fault");

    /// <summary>The configuration was read again and is in force.</summary>
    public static EventEntry Reloaded { get; } = new("BQ2004", "reloaded", Notice,
        "the configuration was read again; changed: {keys}", "-");

    /// <summary>A changed key needs a restart.</summary>
    public static EventEntry NotReloadable { get; } = new("BQ2005", "not_reloadable", Warning,
        "{keys} cannot change while the daemon runs", "beastq restart on this node");

    /// <summary>The changed configuration has faults; the old one stays in force.</summary>
    public static EventEntry ReloadRefused { get; } = new("BQ2006", "reload_refused", Error,
        "the changed configuration is refused, the old one stays: {reason}", "beastq config check");

    /// <summary>The control socket does not work.</summary>
    public static EventEntry ControlProblem { get; } = new("BQ2007", "control_problem", Error,
        "control socket: {reason}", "check run_directory; the daemon itself goes on");

    /// <summary>The journal cannot be written.</summary>
    public static EventEntry JournalLost { get; } = new("BQ2008", "journal_lost", Error,
        "the journal cannot be written: {reason}", "make room in state_directory; the log goes on");

    /// <summary>The journal is written again.</summary>
    public static EventEntry JournalBack { get; } = new("BQ2009", "journal_back", Notice,
        "the journal is written again; {lost} events are missing in it", "-");

    /// <summary>A sentinel was found: why this host was reset.</summary>
    public static EventEntry SentinelFound { get; } = new("BQ2010", "self_fence_explained", Alert,
        "beastq reset this host before this start: {reason}", "remove the reason");

    /// <summary>The trigger script failed.</summary>
    public static EventEntry TriggerFailed { get; } = new("BQ2011", "trigger_failed", Error,
        "the trigger ({arguments}) failed: {reason}", "run it by hand");

    /// <summary>The trigger script ran.</summary>
    public static EventEntry TriggerRan { get; } = new("BQ2012", "trigger_ran", Info,
        "the trigger ({arguments}) ran in {elapsed}", "-");

    /// <summary>The trace was started.</summary>
    public static EventEntry TraceStarted { get; } = new("BQ2013", "trace_started", Notice,
        "every event and effect is written to {path}", "-");

    /// <summary>The trace cannot be written and has ended.</summary>
    public static EventEntry TraceLost { get; } = new("BQ2014", "trace_lost", Warning,
        "the trace {path} ended: {reason}", "make room and restart if it is needed");

    /// <summary>Memory could not be locked.</summary>
    public static EventEntry MemoryNotLocked { get; } = new("BQ2015", "memory_not_locked", Warning,
        "memory is not locked: {reason}", "raise the limit, or set lock_memory: off");

    /// <summary>Real-time priority was refused.</summary>
    public static EventEntry NotRealtime { get; } = new("BQ2016", "not_realtime", Warning,
        "no real-time priority: {reason}", "run as root, or set realtime: off");

    /// <summary>A command could not be killed.</summary>
    public static EventEntry CommandAbandoned { get; } = new("BQ2017", "command_abandoned", Critical,
        "{group}: {command} passed its deadline and cannot be killed (process {pid})", "find out what it hangs on");

    /// <summary>An abandoned command has ended at last.</summary>
    public static EventEntry CommandGone { get; } = new("BQ2018", "command_gone", Notice,
        "{group}: the abandoned {command} has ended (process {pid})", "-");

    /// <summary>A step of a plan has started.</summary>
    public static EventEntry StepStarted { get; } = new("BQ2019", "step_started", Info,
        "{group}: {transition} step {step} starts", "-");

    /// <summary>A step of a plan has ended well.</summary>
    public static EventEntry StepEnded { get; } = new("BQ2020", "step_ended", Info,
        "{group}: {transition} step {step} ended in {elapsed}: {reason}", "-");

    /// <summary>An operator gave an order.</summary>
    public static EventEntry Ordered { get; } = new("BQ2021", "ordered", Notice, "order: {order}", "-");

    /// <summary>An order was refused.</summary>
    public static EventEntry OrderRefused { get; } = new("BQ2022", "order_refused", Warning,
        "order refused: {order}: {reason}", "-");

    /// <summary>An interlink socket does not work.</summary>
    public static EventEntry InterlinkProblem { get; } = new("BQ2023", "interlink_problem", Error,
        "interlink {path} ({address}): {reason}", "check the address and the interface");

    /// <summary>The watchdog's driver programs another time-out than asked for.</summary>
    public static EventEntry WatchdogRounded { get; } = new("BQ2024", "watchdog_rounded", Notice,
        "the watchdog is programmed to {timeout} instead of {asked}", "-");

    /// <summary>The node runs without fencing and watchdog.</summary>
    public static EventEntry NoFencing { get; } = new("BQ2025", "no_fencing", Warning,
        "i_accept_no_fencing is set: nothing but its lease keeps a hung owner from writing", "configure fencing");

    /// <summary>Something that fits no other entry.</summary>
    public static EventEntry Note { get; } = new("BQ2026", "note", Notice, "{reason}", "-");

    /// <summary>The peer channel does not work, or somebody else knocks at it.</summary>
    public static EventEntry PeerChannelProblem { get; } = new("BQ2060", "peer_channel_problem", Warning,
        "peer channel: {reason}", "compare key and interlinks of both nodes; nothing but questions depends on it");

    /// <summary>A pool's cache file was written or fetched.</summary>
    public static EventEntry CacheFileKept { get; } = new("BQ2050", "cache_file_kept", Info,
        "{group}: {reason}", "-");

    /// <summary>A pool's cache file could not be written or fetched.</summary>
    public static EventEntry CacheFileMissing { get; } = new("BQ2051", "cache_file_missing", Info,
        "{group}: no new cache file: {reason}", "-");

    /// <summary>A pool that this host would import by itself at its next boot.</summary>
    public static EventEntry PoolExposed { get; } = new("BQ2052", "pool_exposed", Critical,
        "{group}: {reason}", "zpool set cachefile=none POOL on this node");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<EventEntry> All { get; } =
    [
        Started, Stopped, Crashed, Reloaded, NotReloadable, ReloadRefused, ControlProblem, JournalLost, JournalBack,
        SentinelFound, TriggerFailed, TriggerRan, TraceStarted, TraceLost, MemoryNotLocked, NotRealtime,
        CommandAbandoned, CommandGone, StepStarted, StepEnded, Ordered, OrderRefused, InterlinkProblem,
        WatchdogRounded, NoFencing, Note, PeerChannelProblem, CacheFileKept, CacheFileMissing,
        PoolExposed,
    ];
}
