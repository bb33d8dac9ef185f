using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Daemon.Doctor.Checks;
using Beast.Quorum.Daemon.Doctor.Facts;
using Beast.Quorum.Daemon.Doctor.Gathering;
using Beast.Quorum.Daemon.Peer;
using Beast.Quorum.Daemon.Security;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Platform.Sysctls;

namespace Beast.Quorum.Daemon.Doctor;

/// <summary>Gathers the facts of this node, and of the peer through its daemon.</summary>
internal static class DoctorVisit
{
    /// <summary>Time for the peer to gather its own.</summary>
    private static readonly TimeSpan PeerPatience = TimeSpan.FromSeconds(60);

    /// <summary>Gathers what the checks need.</summary>
    /// <param name="configuration">This node's configuration.</param>
    /// <param name="askPeer">Whether the peer is asked.</param>
    /// <param name="progress">Told how many sources are still looking.</param>
    public static DoctorCase Gather(BeastqConfiguration configuration, bool askPeer, Action<int>? progress)
    {
        RecordKey? key = null;
        string? noKey = null;
        try
        {
            key = new RecordKey(KeyFile.Load(configuration.KeyFile));
        }
        catch (KeyFileException fault)
        {
            noKey = $"the peer cannot be asked: {fault.Message}";
        }

        FactSheet? peer = null;
        string? noPeer = askPeer ? noKey : null;
        Thread? asking = null;
        if (askPeer && key is not null)
        {
            asking = new Thread(() => peer = AskPeer(configuration, key, out noPeer)) { IsBackground = true };
            asking.Start();
        }

        IEnumerable<FactSource> sources = Sources(configuration);
        FactSheet own = FactGatherer.Gather(
            configuration.Node,
            [.. sources, .. key is null ? [] : ClusterSources.Peer(configuration, key)],
            FactGatherer.Patience, CancellationToken.None, progress);

        // Bounded by the channel's own deadlines.
        asking?.Join();
        return new DoctorCase(configuration, own, peer, noPeer);
    }

    /// <summary>What looks at this node.</summary>
    public static IReadOnlyList<FactSource> Sources(BeastqConfiguration configuration)
    {
        Probe probe = new(configuration, new CommandRunner(), new NativeSysctl());
        return
        [
            SystemSources.Host(configuration), SystemSources.Sysctls(probe), SystemSources.Network(configuration),
            .. PoolSources.All(probe), .. TargetSources.All(probe), .. ClusterSources.All(probe),
        ];
    }

    private static FactSheet? AskPeer(BeastqConfiguration configuration, RecordKey key, out string? problem)
    {
        problem = null;
        try
        {
            byte[] answer = new PeerChannelClient(configuration.Interlinks, new PeerIdentity(configuration.Node, key))
                .Ask(PeerPatience, DoctorQuestion.QuestionName);
            FactSheet? sheet = FactSheet.Decode(answer, out string fault);
            problem = sheet is null ? $"the peer's answer: {fault}" : null;
            return sheet;
        }
        catch (PeerChannelException fault)
        {
            problem = fault.Message;
            return null;
        }
    }
}
