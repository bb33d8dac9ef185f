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
        Once("pools", group => group.Pools);
        Once("luns", group => [.. group.Luns.Select(lun => lun.ToString(CultureInfo.InvariantCulture))]);
        Once("backing", group => group.Backing);

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

    private static void OneRole(IReadOnlyList<GroupConfiguration> groups, RuleFaults faults)
    {
        int? first = null;
        for (int index = 0; index < groups.Count; index++)
        {
            if (groups[index].Profile != StorageProfile.CtlHa)
            {
                continue;
            }

            faults.Need(
                first is null,
                $"groups[{index}].profile",
                $"is ctl-ha as groups[{first}] is, but kern.cam.ctl.ha_role is one role for the whole node; "
                + "allowed: one group with ctl-ha, with all the pools that move together, and custom groups beside it",
                $"groups[{first}].profile");
            first ??= index;
        }
    }
}
