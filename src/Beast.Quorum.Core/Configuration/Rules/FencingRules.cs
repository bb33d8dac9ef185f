namespace Beast.Quorum.Core.Configuration.Rules;

/// <summary>The methods of fencing: each has what it needs and nothing of another's.</summary>
internal static class FencingRules
{
    public static void Check(BeastqConfiguration configuration, RuleFaults faults)
    {
        FencingConfiguration fencing = configuration.Fencing;
        GuardRules.Method("fencing", fencing.Method == FencingMethod.Command, fencing.Command, faults);
        faults.Within(fencing.Deadline, ConfigurationBounds.FencingDeadline, "fencing.deadline");
        faults.Need(
            fencing.Method == FencingMethod.None || fencing.Methods.Count == 0,
            "fencing.methods",
            "is given beside fencing.method; allowed: the one method with fencing.method, or all of them in "
            + "fencing.methods, in their order",
            "fencing.method");
        Bound<int> most = ConfigurationBounds.FencingMethods;
        faults.Need(
            most.Allows(fencing.Methods.Count),
            "fencing.methods",
            $"lists {fencing.Methods.Count}; allowed: at most {most.Most}");
        for (int index = 0; index < fencing.Methods.Count; index++)
        {
            Method(configuration, fencing.Methods[index], $"fencing.methods[{index}]", faults);
            bool again = fencing.Methods[index].Method == FencingMethod.ScsiPr
                && fencing.Methods.Take(index).Any(earlier => earlier.Method == FencingMethod.ScsiPr);
            faults.Need(
                !again,
                $"fencing.methods[{index}].method",
                "is scsi-pr for the second time; allowed: once, with all disks");
        }

        faults.Need(
            fencing.Reservations is null || configuration.Groups.All(group => group.Pools.Count > 0),
            fencing.Methods.Count > 0 ? "fencing.methods" : "fencing.method",
            "is scsi-pr, but a group lists no pools: taking disks would not stop what it serves; allowed: groups with "
            + "pools, or another method");
    }

    private static void Method(
        BeastqConfiguration configuration, FencingMethodConfiguration method, string key, RuleFaults faults)
    {
        faults.Within(method.Deadline, ConfigurationBounds.FencingDeadline, key + ".deadline");
        faults.Need(
            method.Method != FencingMethod.None,
            key + ".method",
            "is none; allowed: command or scsi-pr, or no list at all");
        bool isCommand = method.Method == FencingMethod.Command;
        GuardRules.Method(key, isCommand, method.Command, faults);
        if (method.Verify.Count > 0)
        {
            Words.Command(method.Verify, key + ".verify", faults);
            faults.Need(
                isCommand,
                key + ".verify",
                "is given, but the method is not command; allowed: method command, or no verify",
                key + ".method");
        }

        bool reserves = method.Method == FencingMethod.ScsiPr;
        faults.Need(
            reserves || method.Disks.Count == 0,
            key + ".disks",
            "is given, but the method is not scsi-pr; allowed: method scsi-pr, or no disks",
            key + ".method");
        faults.Need(
            reserves || method.Tool == ReservationTool.Auto,
            key + ".tool",
            "is given, but the method is not scsi-pr; allowed: method scsi-pr, or no tool",
            key + ".method");
        Disks(configuration, method.Disks, key + ".disks", faults);
    }

    private static void Disks(
        BeastqConfiguration configuration, IReadOnlyList<FencedDiskConfiguration> disks, string key, RuleFaults faults)
    {
        Bound<int> most = ConfigurationBounds.FencedDisks;
        faults.Need(most.Allows(disks.Count), key, $"lists {disks.Count}; allowed: at most {most.Most}");
        string[] pools = [.. configuration.Groups.SelectMany(group => group.Pools)];
        List<(string Path, string Key)> paths = [];
        for (int index = 0; index < disks.Count; index++)
        {
            FencedDiskConfiguration disk = disks[index];
            string at = $"{key}[{index}]";
            faults.Need(
                pools.Contains(disk.Pool),
                at + ".pool",
                $"\"{Words.Quotable(disk.Pool)}\" is the pool of no group; allowed: {string.Join(", ", pools)}");
            faults.Need(
                disk.Vdev.Length <= 64 && Words.IsName(disk.Vdev),
                at + ".vdev",
                $"\"{Words.Quotable(disk.Vdev)}\" cannot be a vdev's name; allowed: at most 64 letters, digits and "
                + "-_., as 'zpool status' shows it");
            faults.Need(disk.Paths.Count > 0, at + ".paths", "is empty; allowed: at least one path");
            for (int path = 0; path < disk.Paths.Count; path++)
            {
                Words.Path(disk.Paths[path], $"{at}.paths[{path}]", faults);
                paths.Add((disk.Paths[path], $"{at}.paths[{path}]"));
                faults.Need(
                    !WholeDisk.Holds(disk.Paths[path], configuration.QuorumDevice.Path),
                    $"{at}.paths[{path}]",
                    $"{disk.Paths[path]} holds the quorum device ({configuration.QuorumDevice.Path}): a reservation "
                    + "there would silence the peer's register too; allowed: a quorum device on a disk that is not "
                    + "fenced",
                    "quorum_device.path");
            }
        }

        faults.Distinct([.. paths.Select(path => path.Path)], index => paths[index].Key);
    }
}
