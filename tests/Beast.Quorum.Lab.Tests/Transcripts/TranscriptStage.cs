using Beast.Quorum.Lab.Hosts;
using Beast.Quorum.Lab.Portal;
using Beast.Quorum.Lab.Tests.Support;

namespace Beast.Quorum.Lab.Tests.Transcripts;

/// <summary>What happens between the quoted commands: kills, boots, pulled disks, and a client that writes.</summary>
internal sealed class TranscriptStage(HostPair pair)
{
    private readonly Dictionary<long, long> _written = [];
    private long _sequence;

    internal void Play(string what)
    {
        string[] words = what.Split(' ');
        switch (words)
        {
            case ["link", { } state]:
                pair.WaitForLink(int.Parse(state));
                break;
            case ["boot", { } host, .. var role]:
                pair.Boot(Node(host), role.Length > 0 ? int.Parse(role[1]) : 1);
                break;
            case ["kill", { } host]:
                pair.Off(Node(host));
                break;
            case ["pull", { } host, { } disk]:
                ControlRequests.Run(pair[Node(host)], ["pull", disk]);
                break;
            case ["create", { } pool, { } one, { } two, { } log]:
                pair.Store.Create(pool, new Dictionary<string, long> { ["v"] = 10 << 20 }, 13751447855957846861,
                    [one, two], log);
                break;
            case ["seen"]:
                Eventually.True(() => Lists(0) && Lists(1), "each head knows the other's iSCSI port");
                break;
            case ["write", { } host, { } count]:
                Write(Node(host), int.Parse(count));
                break;
            case ["lost", { } count]:
                Assert.That(Lost(), Is.EqualTo(int.Parse(count)), "acknowledged writes that are not there");
                break;
            default:
                Assert.Fail($"unknown: {what}");
                break;
        }
    }

    private bool Lists(int node) => pair.Run(node, "ctladm portlist").Out.Contains(":iscsi", StringComparison.Ordinal);

    private void Write(int node, int count)
    {
        _written.Clear();
        var block = new byte[DataBlock.Length];
        for (int i = 0; i < count; i++)
        {
            long number = i % 1000;
            DataBlock.Fill(block, number, ++_sequence);
            byte[] answer = pair[node].Ctl.Io.Serve(PortalRequest.Build(PortalOperation.Write, 0, number, block));
            Assert.That(PortalAnswer.Status(answer), Is.EqualTo(PortalStatus.Good));
            _written[number] = _sequence;
        }
    }

    private int Lost()
    {
        using FileStream file = File.OpenRead(pair.Store.VolumePath("beast", "v0"));
        var block = new byte[DataBlock.Length];
        int lost = 0;
        foreach ((long number, long sequence) in _written)
        {
            file.Position = number * DataBlock.Length;
            file.ReadExactly(block);
            lost += DataBlock.SequenceOf(block) == sequence ? 0 : 1;
        }

        return lost;
    }

    private static int Node(string host) => host[^1] - 'a';
}
