using System.Text;
using Beast.Quorum.Daemon.Status;

namespace Beast.Quorum.Daemon.Peer;

/// <summary><c>version</c>: which beastq this is.</summary>
internal sealed class VersionQuestion : IPeerQuestion
{
    public string Name => "version";

    public byte[] Answer(IReadOnlyList<string> arguments, CancellationToken cancel) =>
        Encoding.UTF8.GetBytes(StatusContext.ProgramVersion);
}
