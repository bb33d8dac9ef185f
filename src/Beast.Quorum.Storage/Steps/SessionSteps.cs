using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Storage.Calls;
using Beast.Quorum.Storage.Initiator;
using Beast.Quorum.Storage.Text;

namespace Beast.Quorum.Storage.Steps;

/// <summary>
/// Asks for a session to the peer's private target, anew if there is one that is not connected. iscsid keeps it from
/// then on, through every return of the peer.
/// </summary>
internal sealed class OpenSessionStep(Caller caller, ArbitratorConfiguration paths) : IStepAction
{
    private readonly string name = $"a session to {paths.Target} at {paths.Portal}";
    private bool asked;

    public Attempt Try()
    {
        if (!SessionLook.TryFind(caller, paths, out InitiatorSession? session, out CallFailure failure))
        {
            return Attempt.OrAgain(failure);
        }

        if (session is not null)
        {
            // One that was just asked for may still be logging in; the next step waits for that.
            return asked ? Attempt.Done($"asked for {name}")
                : session.Connected ? Attempt.AlreadySo($"there is {name}")
                : Renew(session);
        }

        IReadOnlyList<string> line = IscsictlCommands.Add(
            caller.System.Commands, paths.Portal ?? "", paths.Target ?? "");
        if (!caller.Run(line, out CommandResult result, out failure))
        {
            return Attempt.Of(failure);
        }

        asked = true;
        InitiatorFailure why = InitiatorFailures.Recognise(result.StandardError);
        if (why == InitiatorFailure.AlreadyThere)
        {
            return Attempt.AlreadySo($"there is {name} (iscsictl says busy)");
        }

        if (result.ExitCode != 0 || why != InitiatorFailure.Unknown)
        {
            return Attempt.Failed($"{name} was refused ({why}, exit {result.ExitCode}): "
                + $"{OneLine.Said(result.StandardError, "")}; {InitiatorFailures.Advice(why)}");
        }

        return Attempt.NotYet($"{name} was asked for and is not listed");
    }

    // A login that failed is tried again only after kern.iscsi.login_timeout, a minute (sys/dev/iscsi/iscsi.c,
    // iscsi_callout). A new session logs in at once; it can be asked for when the old one has left the list.
    private Attempt Renew(InitiatorSession session)
    {
        IReadOnlyList<string> line = IscsictlCommands.Remove(
            caller.System.Commands, paths.Portal ?? "", paths.Target ?? "");
        return caller.Run(line, out _, out CallFailure failure)
            ? Attempt.NotYet($"{name} is not connected ({OneLine.Of(session.State)}) and is made anew")
            : Attempt.Of(failure);
    }
}

/// <summary>Waits until the session to the peer's private target is connected and has its disk.</summary>
internal sealed class WaitSessionStep(Caller caller, ArbitratorConfiguration paths) : IStepAction
{
    public Attempt Try() => new PeerPath(paths).TryFind(caller, out string device, out Attempt failed)
        ? Attempt.Done($"the session to {paths.Target} at {paths.Portal} is connected, its disk is {device}")
        : failed;
}
