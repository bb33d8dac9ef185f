using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Storage.Text;

namespace Beast.Quorum.Storage.Initiator;

/// <summary>Why a session is no path, with what to do, by the state that iscsictl shows.</summary>
internal static class SessionReasons
{
    // iscsid's words are those of strerror(3) and of the login answer (usr.sbin/iscsid).
    private static readonly (string Part, string Advice)[] Known =
    [
        ("disabled", "it was switched off by hand: 'iscsictl -M -i ID -e on'"),
        ("disconnected", "is iscsid running here ('service iscsid onestatus'), is the peer's address right?"),
        ("connection refused", "the peer's ctld does not run, or does not listen at this portal"),
        ("timed out", "the peer does not answer: is it off, is the interlink up?"),
        ("no route", "the interlink is down here"),
        ("unreachable", "the interlink is down here"),
        ("host is down", "the peer is off, or the interlink is down"),
        ("authentication", "the peer's private target wants a login: give it 'auth-group no-authentication'"),
        ("not found", "the peer's ctl.conf has no such target at this portal"),
        ("unavailable", "the peer's ctld cannot serve the target now"),
    ];

    /// <summary>The problem; null if the session is connected and has its one disk.</summary>
    public static string? Problem(InitiatorSession? session, ArbitratorConfiguration paths)
    {
        string name = $"the session to {paths.Target} at {paths.Portal}";
        if (session is null)
        {
            return $"{name} does not exist";
        }

        if (!session.Connected)
        {
            string state = OneLine.Of(session.State);
            string? advice = Known.FirstOrDefault(one =>
                state.Contains(one.Part, StringComparison.OrdinalIgnoreCase)).Advice;
            return $"{name} is not connected ({state}); {advice ?? "see 'iscsictl -L' and /var/log/messages"}";
        }

        return session.Devices.Count switch
        {
            1 => null,
            0 => $"{name} is connected and has no disk yet: does the target have a LUN?",
            _ => $"{name} has {session.Devices.Count} disks ({string.Join(", ", session.Devices)}) and nobody can tell "
                + "which is the group's: give each group a private target with one LUN",
        };
    }
}
