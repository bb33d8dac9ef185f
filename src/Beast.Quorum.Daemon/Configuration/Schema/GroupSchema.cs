using Beast.Quorum.Core.Configuration;

namespace Beast.Quorum.Daemon.Configuration.Schema;

/// <summary>The keys of a group.</summary>
internal static class GroupSchema
{
    public static ListKind<GroupConfiguration> Groups { get; } = new(
        new SectionKind(
            index => new GroupConfiguration { Name = "", Id = index },
            [.. Contents, .. Policies]),
        $"a list of {ConfigurationBounds.Groups.Least} to {ConfigurationBounds.Groups.Most} mappings");

    private static Setting[] Contents =>
    [
        Row(
            "name",
            new TextKind(
                $"{ConfigurationBounds.GroupNameLength.Least} to {ConfigurationBounds.GroupNameLength.Most} "
                + "letters, digits, dots, - and _"),
            "Name of the group.",
            group => group.Name,
            (group, value) => group with { Name = value },
            required: true),
        Row(
            "id",
            new NumberKind(ConfigurationBounds.GroupId),
            "Number of the group in the records.",
            group => group.Id,
            (group, value) => group with { Id = value },
            defaultText: "position in the list, from 0"),
        Row(
            "profile",
            new ChoiceKind<StorageProfile>(("ctl-ha", StorageProfile.CtlHa), ("custom", StorageProfile.Custom)),
            "ctl-ha: served by the node-wide role kern.cam.ctl.ha_role, one such group; custom: your own commands.",
            group => group.Profile,
            (group, value) => group with { Profile = value }),
        Row(
            "preferred",
            Kinds.Node,
            "The node that serves the group when both can.",
            group => group.Preferred,
            (group, value) => group with { Preferred = value }),
        Row<IReadOnlyList<string>>(
            "pools",
            new ListKind<string>(new TextKind("a pool's name"), "a list of pools, such as [beast]"),
            "Its ZFS pools; at least one with profile ctl-ha.",
            group => group.Pools,
            (group, value) => group with { Pools = value }),
        Row<IReadOnlyList<int>>(
            "luns",
            new ListKind<int>(
                new NumberKind(ConfigurationBounds.Lun),
                $"a list of LUN numbers, {ConfigurationBounds.Lun.Least} to {ConfigurationBounds.Lun.Most}"),
            "CTL LUNs that must be ready after a takeover (ctladm devlist).",
            group => group.Luns,
            (group, value) => group with { Luns = value }),
        Row<IReadOnlyList<string>>(
            "backing",
            new ListKind<string>(Kinds.Path, "a list of absolute paths"),
            "Paths behind the LUNs that must open before the role is taken.",
            group => group.Backing,
            (group, value) => group with { Backing = value }),
        Row(
            "ha_peer",
            new TextKind("listen A.B.C.D[:PORT] or connect A.B.C.D[:PORT], IPv4, port 999 unless given"),
            "This node's kern.cam.ctl.ha_peer: one node listens on its own address, the other connects to it.",
            group => group.HaPeer,
            (group, value) => group with { HaPeer = value },
            example: "\"listen 192.168.56.103:7777\"",
            defaultText: "left alone"),
        Row(
            "custom",
            CommandsSchema.Custom,
            "The commands of profile custom, a list for each transition.",
            group => group.Custom,
            (group, value) => group with { Custom = value }),
    ];

    private static Setting[] Policies =>
    [
        Row(
            "ctld",
            Kinds.Flag,
            "Whether beastq looks after ctld.",
            group => group.Ctld,
            (group, value) => group with { Ctld = value }),
        Row(
            "standby_import",
            new ChoiceKind<StandbyImport>(("none", StandbyImport.None), ("readonly", StandbyImport.ReadOnly)),
            "What a standby holds of the pools; none is the safe choice.",
            group => group.StandbyImport,
            (group, value) => group with { StandbyImport = value }),
        Row(
            "import_cache",
            Kinds.Flag,
            "Whether the owner keeps a cache file of each pool for the standby, which makes its import quick.",
            group => group.ImportCache,
            (group, value) => group with { ImportCache = value }),
        Row(
            "import_missing_log",
            Kinds.Flag,
            "Whether a takeover imports without a missing log device; loses acknowledged writes.",
            group => group.ImportMissingLog,
            (group, value) => group with { ImportMissingLog = value }),
        Row(
            "failback",
            new ChoiceKind<FailbackPolicy>(("manual", FailbackPolicy.Manual), ("auto", FailbackPolicy.Auto)),
            "Whether the group goes back to its preferred node by itself.",
            group => group.Failback,
            (group, value) => group with { Failback = value }),
        Row(
            "failback_delay",
            new DurationKind(ConfigurationBounds.FailbackDelay),
            "How long the preferred node must have been healthy first.",
            group => group.FailbackDelay,
            (group, value) => group with { FailbackDelay = value }),
        Row(
            "on_service_failure",
            new ChoiceKind<ServiceFailureRule>(
                ("handover", ServiceFailureRule.Handover),
                ("alert", ServiceFailureRule.Alert)),
            "What an owner does that lives but cannot serve.",
            group => group.OnServiceFailure,
            (group, value) => group with { OnServiceFailure = value }),
        Row(
            "scrub_after_takeover",
            Kinds.Flag,
            "Whether a takeover ends with the start of a scrub.",
            group => group.ScrubAfterTakeover,
            (group, value) => group with { ScrubAfterTakeover = value }),
        Row(
            "step_deadline",
            new DurationKind(ConfigurationBounds.StepDeadline),
            "Longest time for one step that moves the group (import, export, role).",
            group => group.StepDeadline,
            (group, value) => group with { StepDeadline = value }),
    ];

    private static Setting Row<TValue>(
        string name,
        Kind kind,
        string meaning,
        Func<GroupConfiguration, TValue?> get,
        Func<GroupConfiguration, TValue, GroupConfiguration> set,
        bool required = false,
        string? example = null,
        string? defaultText = null) =>
        Setting.Of(name, kind, meaning, get, set, required, example, defaultText);
}
