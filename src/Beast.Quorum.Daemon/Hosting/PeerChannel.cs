using System.Net;
using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Daemon.Doctor;
using Beast.Quorum.Daemon.Events;
using Beast.Quorum.Daemon.Peer;
using Beast.Quorum.Daemon.Reporting;

namespace Beast.Quorum.Daemon.Hosting;

/// <summary>The daemon's end of the peer channel, and the questions that it answers.</summary>
internal static class PeerChannel
{
    public static PeerChannelServer Start(
        BeastqConfiguration configuration, RecordKey key, Reporter reporter, IEnumerable<IPeerQuestion> more) =>
        PeerChannelServer.Start(
            [.. configuration.Interlinks.Select(interlink => IPEndPoint.Parse(interlink.Local))],
            new PeerIdentity(configuration.Node, key),
            Questions(configuration, more),
            problem => reporter.Note(DaemonEvents.PeerChannelProblem, ("reason", problem)));

    private static PeerQuestions Questions(BeastqConfiguration configuration, IEnumerable<IPeerQuestion> more) => new(
    [
        new VersionQuestion(),
        new DoctorQuestion(configuration),
        .. more,
    ]);
}
