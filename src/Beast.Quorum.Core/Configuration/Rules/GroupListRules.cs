using System.Globalization;

namespace Beast.Quorum.Core.Configuration.Rules;

/// <summary>What must hold between groups.</summary>
internal static class GroupListRules
{
    public static void Check(IReadOnlyList<GroupConfiguration> groups, RuleFaults faults)
    {
        Bound<int> count = ConfigurationBounds.Groups;
        faults.Need(
            count.Allows(groups.Count),
            "groups",
            $"lists {groups.Count}; allowed: {count.Least} to {count.Most}");
        faults.Distinct(
            [.. groups.Select(group => group.Id.ToString(CultureInfo.InvariantCulture))],
            index => $"groups[{index}].id");
        // Names are typed by people, so two that differ only in case are one too many.
        faults.Distinct([.. groups.Select(group => group.Name.ToLowerInvariant())], index => $"groups[{index}].name");
        OneRole(groups, faults);
        OneLink(groups, faults);
        Once("pools", group => group.Pools);
        Once("luns", group => [.. group.Luns.Select(lun => lun.ToString(CultureInfo.InvariantCulture))]);
        Once("backing", group => group.Backing);
        OnceIn("multipath", group => group.Arbitrator.Multipath);
        OnceIn("target", group => ArbitratorRules.Far(group.Arbitrator));

        void OnceIn(string name, Func<GroupConfiguration, string?> valueOf)
        {
            List<int> having = [.. Enumerable.Range(0, groups.Count).Where(at => valueOf(groups[at]) is not null)];
            faults.Distinct(
                [.. having.Select(at => valueOf(groups[at])!)],
                index => $"groups[{having[index]}].arbitrator.{name}");
        }

        void Once(string name, Func<GroupConfiguration, IReadOnlyList<string>> valuesOf)
        {
            List<(string Key, string Value)> all = [];
            for (int group = 0; group < groups.Count; group++)
            {
                IReadOnlyList<string> values = valuesOf(groups[group]);
                for (int index = 0; index < values.Count; index++)
                {
                    all.Add(($"groups[{group}].{name}[{index}]", values[index]));
                }
            }

            faults.Distinct([.. all.Select(one => one.Value)], index => all[index].Key);
        }
    }

    // A node has one role, one link and one ctld: what a profile does with them holds for every group.
    private static void OneRole(IReadOnlyList<GroupConfiguration> groups, RuleFaults faults)
    {
        int? first = null;
        for (int index = 0; index < groups.Count; index++)
        {
            if (groups[index].Profile == StorageProfile.Custom)
            {
                continue;
            }

            if (first is int earlier && Clash(groups[earlier].Profile, groups[index].Profile, earlier) is string why)
            {
                faults.Add($"groups[{index}].profile", why, $"groups[{earlier}].profile");
            }

            first ??= index;
        }
    }

    private static string? Clash(StorageProfile before, StorageProfile now, int at) => (before, now) switch
    {
        (StorageProfile.CtlHa, StorageProfile.CtlHa) =>
            $"is ctl-ha as groups[{at}] is, but kern.cam.ctl.ha_role is one role for the whole node; allowed: one "
            + "group with ctl-ha, with all the pools that move together, and custom groups beside it, or ctl-ha-lun "
            + "for all",
        (StorageProfile.CtlHa, _) or (_, StorageProfile.CtlHa) =>
            $"is {now.Name()} and groups[{at}] is {before.Name()}, but the role of ctl-ha holds for every LUN of the "
            + "node; allowed: ctl-ha for one group and only custom groups beside it",
        _ when before != now =>
            $"is {now.Name()} and groups[{at}] is {before.Name()}, but the reload of ctld that arbitrator needs takes "
            + "the LUNs' own roles away; allowed: one of the two profiles in a cluster",
        _ => null,
    };

    private static void OneLink(IReadOnlyList<GroupConfiguration> groups, RuleFaults faults)
    {
        int? first = null;
        for (int index = 0; index < groups.Count; index++)
        {
            if (groups[index].HaPeer is not string peer)
            {
                continue;
            }

            faults.Need(
                first is null || groups[first.Value].HaPeer == peer,
                $"groups[{index}].ha_peer",
                $"differs from groups[{first}].ha_peer, but a node has one HA link; allowed: the same value, or none",
                $"groups[{first}].ha_peer");
            first ??= index;
        }
    }
}
