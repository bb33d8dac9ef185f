using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Daemon.Doctor.Gathering;
using Beast.Quorum.Daemon.Peer;

namespace Beast.Quorum.Daemon.Doctor;

/// <summary><c>doctor-facts</c>: everything that this node knows of itself, for the peer's doctor.</summary>
internal sealed class DoctorQuestion(BeastqConfiguration configuration) : IPeerQuestion
{
    public const string QuestionName = "doctor-facts";

    /// <summary>Threads of earlier looks that still hang, in a disk most likely: more would only hang too.</summary>
    private const int MostHanging = 8;

    private int looking;

    public string Name => QuestionName;

    public byte[] Answer(IReadOnlyList<string> arguments, CancellationToken cancel)
    {
        if (Interlocked.Exchange(ref looking, 1) != 0)
        {
            throw new PeerRefusalException("another doctor is looking at this node; try again in a minute");
        }

        try
        {
            if (FactGatherer.Looking > MostHanging)
            {
                throw new PeerRefusalException("looks of an earlier doctor still hang on this node; see dmesg there");
            }

            return FactGatherer.Gather(
                configuration.Node, DoctorVisit.Sources(configuration), FactGatherer.Patience, cancel).Encode();
        }
        finally
        {
            Volatile.Write(ref looking, 0);
        }
    }
}
