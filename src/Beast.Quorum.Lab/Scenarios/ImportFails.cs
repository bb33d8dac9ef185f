using Beast.Quorum.Lab.Clock;
using Beast.Quorum.Lab.Records;
using Beast.Quorum.Lab.Runs;

namespace Beast.Quorum.Lab.Scenarios;

/// <summary>
/// The survivor does not see the pool's log disk: its takeover fails, and it says why, and waits for a person.
/// </summary>
internal sealed class ImportFails : Scenario
{
    public override string Name => "import-fails";

    public override string Story =>
        "the owner dies and the survivor's import fails: it says why and waits; mended, it serves after 'beastq retry'";

    // The one that fails, and the one after the retry.
    public override int Takeovers => 2;

    public override Death? Run(LabPair pair, int round)
    {
        int owner = pair.Owner(), survivor = 1 - owner;
        string log = pair.Layout.Groups[0].Disks[^1];
        pair.Timeline.Act($"node {survivor} loses the log disk {log}");
        pair.Order(survivor, "pull", log);
        long start = LabClock.Now;
        pair.PowerOff(owner);
        pair.Await("the takeover has failed", TakeoverBound(pair),
            () => pair.Journals.Count("takeover_failed", start, survivor) > 0);
        pair.Await("it waits for a person", Patience, () => pair.Journals.Count("given_up", start, survivor) > 0);
        MustSay(pair, survivor, start, "a log device is missing", "-m");
        pair.Timeline.Act("nothing is tried again by itself");
        pair.Pass(LongEnough(pair));
        MustHaveTried(pair, survivor, start, 1);
        pair.Timeline.Act($"node {survivor} gets its log disk back, and 'beastq retry'");
        pair.Order(survivor, "plug", log);
        (bool ok, string text) = pair.Daemons[survivor].Order(
            $"{{\"version\":1,\"request\":\"retry\",\"group\":\"{LabFiles.Pool}\"}}", Patience);
        if (!ok)
        {
            throw new LabFailureException($"the retry was refused: {text}");
        }

        pair.AwaitServing(survivor, TakeoverBound(pair));
        MustHaveTried(pair, survivor, start, 2);
        ComeBack(pair, owner);
        return null;
    }

    /// <summary>One of these words at least stands in what the daemon says of the failure.</summary>
    private static void MustSay(LabPair pair, int node, long since, params string[] words)
    {
        IReadOnlyList<string> said = pair.Journals.Texts(node, since);
        if (!said.Any(text => words.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase))))
        {
            throw new LabFailureException(
                $"node {node} does not say what is missing: {string.Join(" / ", said)}");
        }
    }

    private static void MustHaveTried(LabPair pair, int node, long since, int times)
    {
        int imports = CommandRecord.Load(pair.Files.CommandLog(node)).Count(command => command.Started > since
            && command.Command.StartsWith("zpool import", StringComparison.Ordinal));
        if (imports != times)
        {
            throw new LabFailureException($"node {node} has tried {imports} imports, not {times}");
        }
    }
}
