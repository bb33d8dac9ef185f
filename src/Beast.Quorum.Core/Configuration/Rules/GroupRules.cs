namespace Beast.Quorum.Core.Configuration.Rules;

/// <summary>What must hold within one group.</summary>
internal static class GroupRules
{
    public static void Check(GroupConfiguration group, string key, bool hasTrigger, RuleFaults faults)
    {
        Bound<int> length = ConfigurationBounds.GroupNameLength;
        faults.Need(
            length.Allows(group.Name.Length) && Words.IsName(group.Name),
            key + ".name",
            $"\"{Words.Quotable(group.Name)}\" cannot be a group's name; allowed: {length.Least} to {length.Most} "
            + "letters, digits and -_.");
        faults.Within(group.Id, ConfigurationBounds.GroupId, key + ".id");
        faults.Within(group.Preferred, ConfigurationBounds.Node, key + ".preferred");
        faults.Within(group.FailbackDelay, ConfigurationBounds.FailbackDelay, key + ".failback_delay");
        faults.Within(group.StepDeadline, ConfigurationBounds.StepDeadline, key + ".step_deadline");
        for (int index = 0; index < group.Pools.Count; index++)
        {
            faults.Need(
                PoolName.IsValid(group.Pools[index]),
                $"{key}.pools[{index}]",
                $"\"{Words.Quotable(group.Pools[index])}\" cannot be a pool's name; {PoolName.Allowed}");
        }

        for (int index = 0; index < group.Luns.Count; index++)
        {
            faults.Within(group.Luns[index], ConfigurationBounds.Lun, $"{key}.luns[{index}]");
        }

        for (int index = 0; index < group.Backing.Count; index++)
        {
            Words.Path(group.Backing[index], $"{key}.backing[{index}]", faults);
        }

        faults.Need(
            group.HaPeer is null || HaPeer.IsValid(group.HaPeer),
            key + ".ha_peer",
            $"\"{Words.Quotable(group.HaPeer ?? "")}\" would be refused by the kernel, which then drops the link; "
            + HaPeer.Allowed);
        faults.Need(
            group.HaPeer is null || group.Profile is StorageProfile.CtlHa or StorageProfile.CtlHaLun,
            key + ".ha_peer",
            "is used by profiles ctl-ha and ctl-ha-lun only; allowed: no ha_peer, or one of these profiles",
            key + ".profile");
        if (group.Profile == StorageProfile.Custom)
        {
            Custom(group, key, hasTrigger, faults);
        }
        else
        {
            BuiltIn(group, key, faults);
        }

        ArbitratorRules.Check(group, key, faults);
    }

    private static void BuiltIn(GroupConfiguration group, string key, RuleFaults faults)
    {
        faults.Need(
            group.Pools.Count > 0,
            key + ".pools",
            $"is empty; allowed: at least one pool with profile {group.Profile.Name()}",
            key + ".profile");
        CustomCommands custom = group.Custom;
        faults.Need(
            custom.Takeover.Count + custom.Release.Count + custom.Rejoin.Count + custom.Serving.Count == 0,
            key + ".custom",
            $"is given, but the profile is {group.Profile.Name()}, which runs its own commands; "
            + "allowed: profile custom, or no commands",
            key + ".profile");
        faults.Need(
            group.Luns.Count > 0 || group.Profile != StorageProfile.CtlHaLun,
            key + ".luns",
            "is empty, and with profile ctl-ha-lun the role is given LUN by LUN; allowed: at least one LUN",
            key + ".profile");
    }

    private static void Custom(GroupConfiguration group, string key, bool hasTrigger, RuleFaults faults)
    {
        CustomCommands custom = group.Custom;
        Moves(custom.Takeover, "takeover");
        Moves(custom.Release, "release");
        Commands(custom.Rejoin, key + ".custom.rejoin", faults);
        if (custom.Serving.Count > 0)
        {
            Words.Command(custom.Serving, key + ".custom.serving", faults);
        }
        else if (group.Pools.Count == 0)
        {
            // "Released" is published only after the absence was checked in the system's own state (S10).
            faults.Add(
                key + ".custom.serving",
                "is needed, because the group lists no pools and nothing else could tell whether this node serves it; "
                + "allowed: pools, or a command that exits 0 for yes and 1 for no",
                key + ".profile",
                key + ".pools");
        }

        void Moves(IReadOnlyList<IReadOnlyList<string>> commands, string name)
        {
            faults.Need(
                commands.Count > 0 || hasTrigger,
                $"{key}.custom.{name}",
                "is empty, and no trigger does the work; "
                + "allowed: at least one command with profile custom, or a trigger",
                key + ".profile",
                "trigger");
            Commands(commands, $"{key}.custom.{name}", faults);
        }
    }

    private static void Commands(IReadOnlyList<IReadOnlyList<string>> commands, string key, RuleFaults faults)
    {
        for (int index = 0; index < commands.Count; index++)
        {
            Words.Command(commands[index], $"{key}[{index}]", faults);
        }
    }
}
