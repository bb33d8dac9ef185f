using System.Text.Json;
using Beast.Quorum.EndToEnd.Tests.Support;
using Beast.Quorum.Lab.Nodes;
using Beast.Quorum.Lab.Runs;
using Beast.Quorum.Lab.Scenarios;
using Beast.Quorum.Platform.Processes;

namespace Beast.Quorum.EndToEnd.Tests.Lab;

/// <summary>The doctor looks at a pair that serves and at one whose interlink is cut.</summary>
internal sealed class DoctorInLab : Scenario
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    public override string Name => "doctor";

    public override string Story => "doctor --peer --json on both nodes and with the interlink cut";

    /// <summary>What went wrong, for the test.</summary>
    public List<string> Findings { get; } = [];

    public override Death? Run(LabPair pair, int round)
    {
        int owner = pair.Owner();
        for (int node = 0; node < 2; node++)
        {
            pair.Timeline.Act($"doctor on node {node}");
            WholePair(Look(pair.Files, node, "--peer"), node, owner);
        }

        pair.Interlink.IsCut = true;
        pair.Timeline.Act("doctor without the interlink");
        Dictionary<string, string> cut = Look(pair.Files, owner, "--peer");
        Need(cut["key.same"] == "unknown", $"with the cable out key.same is {cut["key.same"]}");
        Need(cut["interlink.peer"] == "warning", $"with the cable out interlink.peer is {cut["interlink.peer"]}");
        pair.Interlink.IsCut = false;
        pair.AwaitReady(1 - owner, Patience);
        return null;
    }

    private void WholePair(Dictionary<string, string> results, int node, int owner)
    {
        foreach (string id in (string[])["key.same", "cluster.groups_same", "cluster.timing_same", "quorum.same",
            "quorum.header", "quorum.size", "interlink.peer", "interlink.local", "host.hostid_differ",
            "ctl.ha_id_differ", "ctl.ha_mode", "ctl.one_primary", "ctl.link", "lun.present", "lun.device_ids_same",
            "lun.serials_same", "zfs.imported_once", "zfs.same_guid", "zfs.devices", "zfs.log_device", "zfs.cachefile",
            "zfs.sync", "zfs.imported_as", "watchdog.present", "watchdog.armed", "daemon.running"])
        {
            string result = results.GetValueOrDefault(id, "missing");
            Need(result == "ok", $"node {node} (owner {owner}): {id} is {result}");
        }

        Need(results["zfs.backing"] == (node == owner ? "ok" : "not_applicable"), $"zfs.backing on node {node}");
        foreach (string id in (string[])["ctlconf.readable", "rc.ctld", "arbitrator.iscsid", "selffence.dump"])
        {
            Need(results[id] == "not_applicable", $"node {node}: {id} is {results[id]}");
        }

        // The lab's own truth: one cable, no fencing, failmode=wait, and zvols in the default mode.
        string[] errors = [.. results.Where(result => result.Value == "error").Select(result => result.Key)];
        Need(errors.Length == 0, $"node {node}: {string.Join(", ", errors)} are errors");
    }

    private void Need(bool holds, string finding)
    {
        if (!holds)
        {
            Findings.Add(finding);
        }
    }

    /// <summary>The worst result of each check.</summary>
    private static Dictionary<string, string> Look(LabDirectory files, int node, params string[] options)
    {
        CommandResult result = Beastq.Run(
            Deadline, ["doctor", "--json", "--config", LabFiles.Configuration(files, node), .. options]);
        if (result.End != CommandEnd.Exited || result.ExitCode is not (0 or 1 or 2))
        {
            throw new LabFailureException($"doctor ended with {result.End} {result.ExitCode}: {result.StandardError}");
        }

        TestContext.Out.WriteLine(result.StandardOutput);
        using JsonDocument document = JsonDocument.Parse(result.StandardOutput);
        string[] order = ["not_applicable", "ok", "unknown", "warning", "error"];
        Dictionary<string, string> worst = [];
        foreach (JsonElement check in document.RootElement.GetProperty("checks").EnumerateArray())
        {
            string id = check.GetProperty("id").GetString()!;
            string found = check.GetProperty("result").GetString()!;
            bool isWorse = !worst.TryGetValue(id, out string? before)
                || Array.IndexOf(order, found) > Array.IndexOf(order, before);
            worst[id] = isWorse ? found : worst[id];
        }

        return worst;
    }
}
