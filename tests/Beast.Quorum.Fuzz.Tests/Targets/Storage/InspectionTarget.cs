using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Time;
using Beast.Quorum.Fuzz.Tests.Engine;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Platform.Sysctls;
using Beast.Quorum.Storage;
using Beast.Quorum.Storage.Inspection;
using Beast.Quorum.Storage.Zfs;

namespace Beast.Quorum.Fuzz.Tests.Targets.Storage;

/// <summary>
/// A whole look at a group, each of its commands answered with a damaged text. "Not imported" needs a whole list
/// without the pool; everything else that cannot be read is unknown.
/// </summary>
internal sealed class InspectionTarget : FuzzTarget
{
    private const string Pool = "beast";

    public override string Name => "inspection";

    public override IReadOnlyList<string> Words =>
        ["%%\n", "[exit 0]", "[exit 1]", "[stderr] ", "[end Abandoned]\n", "[end TimedOut]\n", "on\n", "off\n",
            "beast\t"];

    public override int Cost => 10;

    public override (long Base, long PerByte) Memory => (512 * 1024, 150);

    /// <summary>A system whose commands are answered by a script.</summary>
    public static StorageSystem System(ICommandRunner runner) => new(
        new BeastqConfiguration
        {
            Cluster = "test",
            Node = 0,
            QuorumDevice = new QuorumDeviceConfiguration(QuorumDeviceKind.Raw, "/dev/da0"),
            Interlinks = [],
            Groups = [],
            Timing = TimingPresets.Balanced,
            Sysctl = AccessMethod.Command,
            Commands = new CommandsConfiguration { Backing = ["test", "-r"] },
        },
        runner, new NativeSysctl(), []);

    /// <summary>The group that is looked at.</summary>
    public static GroupConfiguration Group { get; } = new()
    {
        Name = "main",
        Id = 0,
        Pools = [Pool],
        Luns = [0],
        Backing = ["/dev/zvol/beast/v0"],
        HaPeer = "listen 192.168.56.103:7777",
    };

    public override Depth Run(byte[] input)
    {
        ScriptedRunner runner = new(Text(input));
        GroupInspection seen = new GroupInspector(System(runner)).Inspect(Group);
        CommandResult list = runner.Log[0].Result;
        bool whole = list.Succeeded && Reference.IsWholeList(list.StandardOutput, 3);
        Must(seen.Imported != ImportState.No || (whole && !Reference.Names(list.StandardOutput, Pool)),
            "not imported, without proof");
        Must(whole || seen.Imported == ImportState.Unknown, "known from a list that cannot be read");
        Must(seen.Link is null or (>= 0 and <= 2), "an HA link that does not exist");
        // The last LUN's answer, if any was asked: ready needs the very words.
        Must(!seen.Luns.Values.Any(ready => ready) || runner.Log.Exists(entry =>
            entry.Result.StandardOutput.Trim().Equals("Unit is ready", StringComparison.OrdinalIgnoreCase)),
            "ready, and no command said so");
        Must(seen.Problems.All(problem => Reference.IsOneLine(problem, 2000)), "a problem is no line");
        Must(ServiceFaults.Of(seen).All(fault => Reference.IsOneLine(fault, 200)), "a fault is no line");
        return seen.Imported != ImportState.Unknown ? Depth.Accepted : Depth.Looked;
    }
}
