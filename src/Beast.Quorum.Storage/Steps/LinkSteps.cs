using Beast.Quorum.Storage.Calls;
using Beast.Quorum.Storage.Ctl;
using Beast.Quorum.Storage.Text;

namespace Beast.Quorum.Storage.Steps;

/// <summary>Sets <c>ha_peer</c>. Not written if it is set already, because any other value drops the link.</summary>
internal sealed class PeerStep(Caller caller, string peer) : IStepAction
{
    public Attempt Try()
    {
        if (!caller.Read(CtlVariables.Peer, out string before, out CallFailure failure))
        {
            return Attempt.Of(failure);
        }

        if (before == peer)
        {
            return Attempt.AlreadySo($"ha_peer is '{peer}' already");
        }

        if (!caller.Write(CtlVariables.Peer, peer, () => { }, out failure) ||
            !caller.Read(CtlVariables.Peer, out string after, out failure))
        {
            return Attempt.Of(failure);
        }

        return after == peer
            ? Attempt.Done($"ha_peer set to '{peer}'")
            : Attempt.Failed($"ha_peer was set to '{peer}' and reads '{OneLine.Of(after)}': something else sets it");
    }
}

/// <summary>
/// Waits until the HA link is up and stays up: peers that do not match (ha_mode, ha_id, limits) connect, are refused
/// and connect again, so that a single look can find it up.
/// </summary>
internal sealed class LinkStep(Caller caller) : IStepAction
{
    private static readonly TimeSpan Stable = TimeSpan.FromSeconds(3);

    private Countdown? up;

    public Attempt Try()
    {
        if (!caller.Read(CtlVariables.Link, out string link, out CallFailure failure))
        {
            return Attempt.Of(failure);
        }

        if (link != CtlVariables.LinkUp)
        {
            bool wasUp = up is not null;
            up = null;
            return Attempt.NotYet(wasUp
                ? "the HA link goes up and down: compare ha_mode, ha_id and the limits of both nodes (dmesg)"
                : $"the HA link is {OneLine.Of(link)}, not 2: the peer is off, or its ha_peer does not match");
        }

        up ??= new Countdown(caller.System.Time, Stable);
        return up.Left <= TimeSpan.Zero
            ? Attempt.Done("the HA link is up")
            : Attempt.NotYet("the HA link is up, but not yet for 3 s");
    }
}
