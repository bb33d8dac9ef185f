using Beast.Quorum.Fuzz.Tests.Engine;
using Beast.Quorum.Storage.Initiator;

namespace Beast.Quorum.Fuzz.Tests.Targets.Storage;

/// <summary><c>iscsictl --libxo json -L -v</c>: no secret of it is kept, and a disk has a plain name.</summary>
internal sealed class SessionJsonTarget : FuzzTarget
{
    public override string Name => "session-json";

    public override IReadOnlyList<string> Words =>
        ["{\"iscsictl\":", "\"session\": [", "\"target\": {\"name\":\"iqn.a:b\",\"portal\":\"10.0.0.2\"}",
            "\"state\":\"Connected\"", "\"devices\": {\"lun\": [", "{\"lun\":0,\"device\":\"da4\"}", "]", "}", "[[[[",
            "\"\\ud800\"", "null"];

    public override int Longest => SessionJson.MostCharacters + 100;

    // A tree of the whole text, and a text for every member that is looked at.
    public override (long Base, long PerByte) Memory => (512 * 1024, 400);

    public override Depth Run(byte[] input)
    {
        string text = Text(input);
        if (!SessionJson.TryParse(text, out IReadOnlyList<InitiatorSession> sessions))
        {
            Must(sessions.Count == 0, "a list that is not taken gives sessions");
            return text.TrimStart().StartsWith('{') ? Depth.Looked : Depth.Refused;
        }

        Must(text.Length < SessionJson.MostCharacters, "a list that was probably cut was taken");
        Must(text.Contains("iscsictl", StringComparison.Ordinal), "sessions out of nothing");
        Must(
            sessions.SelectMany(session => session.Devices).All(disk => disk.All(char.IsAsciiLetterOrDigit)),
            "a disk whose name could be an option or a path");
        Must(sessions.All(session => !session.ToString().Contains("hunter2", StringComparison.Ordinal)), "a secret");
        return Depth.Accepted;
    }
}
