namespace Beast.Quorum.Storage.Tests.Initiator;

/// <summary>What iscsictl prints for programs: containers and fields as in usr.bin/iscsictl of 12 to 15.</summary>
internal static class SessionAnswers
{
    public static string Json(string state, string reason, params string[] devices) => $$$"""
        {"__version": "1", "iscsictl": {"session": [{"sessionId":3,
          "initiator": {"name":"iqn.1994-09.org.freebsd:ctrl-a","portal":"","alias":""},
          "target": {"name":"iqn.2016-01.local.sss.private:target0","portal":"10.0.0.2","alias":""},
          "auth": {"user":"u","secret":"hunter2","mutualUser":"","mutualSecret":""},
          "type":"Normal","enable":"Yes","state":"{{{state}}}","failureReason":"{{{reason}}}",
          "headerDigest":"None","dataDigest":"None","recvDataSegmentLen":262144,"immediateData":"Yes","iSER":"No",
          "devices": {"lun": [{{{Luns(devices)}}}], "scbus":8,"bus":0,"target":0} }]} }

        """;

    private static string Luns(IReadOnlyList<string> devices) => string.Join(
        ", ", devices.Select((device, lun) => $"{{\"lun\":{lun},\"device\":\"{device}\"}}"));
}
