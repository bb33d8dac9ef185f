using Beast.Quorum.Fuzz.Tests.Engine;
using Beast.Quorum.Storage.Initiator;

namespace Beast.Quorum.Fuzz.Tests.Targets.Storage;

/// <summary><c>iscsictl -L</c>: a list that is taken is the whole text, session by session.</summary>
internal sealed class SessionTextTarget : FuzzTarget
{
    public override string Name => "session-text";

    public override IReadOnlyList<string> Words =>
        ["Target name                          Target portal    State\n", "iqn.2016-01.local.beast:target0 ",
            "192.168.56.103   ", "Connected: da0 \n", "Disconnected\n", "Operation timed out\n", "[cut]"];

    public override int Longest => SessionText.MostCharacters + 100;

    public override (long Base, long PerByte) Memory => (256 * 1024, 150);

    public override Depth Run(byte[] input)
    {
        string text = Text(input);
        if (!SessionText.TryParse(text, out IReadOnlyList<InitiatorSession> sessions))
        {
            Must(sessions.Count == 0, "a list that is not taken gives sessions");
            return text.StartsWith("Target name", StringComparison.Ordinal) ? Depth.Looked : Depth.Refused;
        }

        Must(text.Length < SessionText.MostCharacters, "a list that was probably cut was taken");
        int lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length - 1;
        Must(sessions.Count == lines, "more or fewer sessions than lines");
        Must(sessions.All(session => session.Connected || session.Devices.Count == 0), "a disk without a session");
        Must(sessions.All(session => session.LeadsTo(session.Portal, session.Target)), "a session leads elsewhere");
        return Depth.Accepted;
    }
}
