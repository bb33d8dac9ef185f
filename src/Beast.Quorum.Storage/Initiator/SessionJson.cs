using System.Text.Json;

namespace Beast.Quorum.Storage.Initiator;

/// <summary>
/// Parser of <c>iscsictl --libxo json -L -v</c>. Names of containers and fields: usr.bin/iscsictl/iscsictl.c and
/// periphs.c. Of the rest, secrets among it, nothing is kept.
/// </summary>
public static class SessionJson
{
    /// <summary>Longest text that is read, in characters.</summary>
    public const int MostCharacters = 64 * 1024;

    /// <summary>Reads it. False if it is cut or strange; then nothing may be said about any session.</summary>
    public static bool TryParse(string text, out IReadOnlyList<InitiatorSession> sessions)
    {
        sessions = [];
        if (text.Length >= MostCharacters)
        {
            return false;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 16 });
            if (Member(document.RootElement, "iscsictl", JsonValueKind.Object) is not JsonElement root)
            {
                return false;
            }

            List<InitiatorSession> found = [];
            if (Member(root, "session", JsonValueKind.Array) is JsonElement list)
            {
                foreach (JsonElement element in list.EnumerateArray())
                {
                    if (Session(element) is not InitiatorSession session)
                    {
                        return false;
                    }

                    found.Add(session);
                }
            }
            else if (root.TryGetProperty("session", out _))
            {
                return false;
            }

            sessions = found;
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a string that is no Unicode.
            return false;
        }
    }

    private static InitiatorSession? Session(JsonElement element)
    {
        if (Member(element, "target", JsonValueKind.Object) is not JsonElement target
            || Text(target, "name") is not string name || Text(target, "portal") is not string portal
            || Text(element, "state") is not string state || !InitiatorSession.IsName(portal)
            || !(name.Length == 0 || InitiatorSession.IsName(name)) || Devices(element) is not List<string> devices)
        {
            return null;
        }

        bool connected = state == "Connected";
        string reason = Text(element, "failureReason") ?? "";
        string why = Text(element, "enable") == "No" ? "Disabled" : reason.Length > 0 ? reason : state;
        return new InitiatorSession(name, portal, connected, connected ? state : why, devices);
    }

    private static List<string>? Devices(JsonElement session)
    {
        List<string> devices = [];
        if (Member(session, "devices", JsonValueKind.Object) is JsonElement all
            && Member(all, "lun", JsonValueKind.Array) is JsonElement luns)
        {
            foreach (JsonElement lun in luns.EnumerateArray())
            {
                if (Text(lun, "device") is not string device || !InitiatorSession.IsDevice(device))
                {
                    return null;
                }

                devices.Add(device);
            }
        }

        return devices;
    }

    private static JsonElement? Member(JsonElement of, string name, JsonValueKind kind) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out JsonElement value)
            && value.ValueKind == kind ? value : null;

    private static string? Text(JsonElement of, string name) =>
        Member(of, name, JsonValueKind.String)?.GetString();
}
