using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Beast.Quorum.Lab.Iscsi;

namespace Beast.Quorum.Lab.Commands;

/// <summary>What <c>iscsictl -L</c> prints: a table, with <c>-v</c> labelled lines, or JSON by libxo.</summary>
internal static class IscsictlListing
{
    private static readonly JsonSerializerOptions Plain =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };


    internal static string Show(Initiator initiator, bool verbose, bool json)
    {
        List<SessionView> sessions = [.. initiator.Sessions().Select(session => session.Look())];
        return json ? Json(sessions, verbose, initiator.Name) : verbose ? Verbose(sessions, initiator.Name)
            : Table(sessions);
    }

    private static string Table(List<SessionView> sessions)
    {
        var text = new StringBuilder();
        void Row(string name, string portal, string state) => text.Append(name.PadRight(36)).Append(' ')
            .Append(portal.PadRight(16)).Append(' ').Append(state).Append('\n');
        Row("Target name", "Target portal", "State");
        foreach (SessionView session in sessions)
        {
            Row(session.Target, session.Portal, State(session));
        }

        return text.ToString();
    }

    private static string State(SessionView session) =>
        session.Reason.Length > 0 ? session.Reason
        : session.IsConnected ? "Connected: " + Devices(session)
        : "Disconnected";

    /// <summary>Each name is followed by a blank, the last one too.</summary>
    private static string Devices(SessionView session) =>
        string.Concat(session.Disks.Select(disk => disk.Name + " "));

    private static string Verbose(List<SessionView> sessions, string initiator)
    {
        var text = new StringBuilder();
        foreach (SessionView session in sessions)
        {
            (string Label, string Value)[] lines =
            [
                ("Session ID:", session.Id.ToString(CultureInfo.InvariantCulture)),
                ("Initiator name:", initiator),
                ("Initiator portal:", ""),
                ("Initiator alias:", ""),
                ("Target name:", session.Target),
                ("Target portal:", session.Portal),
                ("Target alias:", ""),
                ("User:", ""),
                ("Secret:", ""),
                ("Mutual user:", ""),
                ("Mutual secret:", ""),
                ("Session type:", "Normal"),
                ("Session state:", session.IsConnected ? "Connected" : "Disconnected"),
                ("Failure reason:", session.Reason),
                ("Header digest:", "None"),
                ("Data digest:", "None"),
                ("DataSegmentLen:", "131072"),
                ("ImmediateData:", "Yes"),
                ("iSER (RDMA):", "No"),
                ("Device nodes:", Devices(session)),
            ];
            foreach ((string label, string value) in lines)
            {
                text.Append(label.PadRight(18)).Append(value).Append('\n');
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The containers and fields of iscsictl.c and periphs.c, format version 1.</summary>
    private static string Json(List<SessionView> sessions, bool verbose, string initiator)
    {
        var list = new JsonArray();
        foreach (SessionView session in sessions)
        {
            JsonObject entry = verbose ? Entry(session, initiator) : new JsonObject
            {
                ["name"] = session.Target,
                ["portal"] = session.Portal,
                ["state"] = session.Reason.Length > 0 ? session.Reason
                    : session.IsConnected ? "Connected" : "Disconnected",
            };
            if (verbose || session is { IsConnected: true, Reason: "" })
            {
                entry["devices"] = DevicesOf(session);
            }

            list.Add(entry);
        }

        var content = new JsonObject();
        if (verbose || sessions.Count > 0)
        {
            content["session"] = list;
        }

        var whole = new JsonObject { ["__version"] = "1", ["iscsictl"] = content };
        return whole.ToJsonString(Plain) + "\n";
    }

    private static JsonObject Entry(SessionView session, string initiator) => new()
    {
        ["sessionId"] = session.Id,
        ["initiator"] = new JsonObject { ["name"] = initiator, ["portal"] = "", ["alias"] = "" },
        ["target"] = new JsonObject { ["name"] = session.Target, ["portal"] = session.Portal, ["alias"] = "" },
        ["auth"] = new JsonObject { ["user"] = "", ["secret"] = "", ["mutualUser"] = "", ["mutualSecret"] = "" },
        ["type"] = "Normal",
        ["enable"] = "Yes",
        ["state"] = session.IsConnected ? "Connected" : "Disconnected",
        ["failureReason"] = session.Reason,
        ["headerDigest"] = "None",
        ["dataDigest"] = "None",
        ["recvDataSegmentLen"] = 262144,
        ["sendDataSegmentLen"] = 262144,
        ["maxBurstLen"] = 262144,
        ["firstBurstLen"] = 262144,
        ["immediateData"] = "Yes",
        ["iSER"] = "No",
        ["offloadDriver"] = "None",
    };

    private static JsonObject DevicesOf(SessionView session)
    {
        var luns = new JsonArray();
        foreach (SessionDisk disk in session.Disks)
        {
            luns.Add(new JsonObject { ["lun"] = disk.Lun, ["device"] = disk.Name });
        }

        bool any = luns.Count > 0;
        return new JsonObject
        {
            ["lun"] = luns,
            ["scbus"] = any ? session.Disks[0].Bus : -1,
            ["bus"] = 0,
            ["target"] = any ? 0 : -1,
        };
    }
}
