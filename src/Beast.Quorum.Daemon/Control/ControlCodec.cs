using System.Text.Json;
using Beast.Quorum.Daemon.Configuration;
using Beast.Quorum.Daemon.Status;

namespace Beast.Quorum.Daemon.Control;

/// <summary>The lines of the control protocol: UTF-8 JSON, one object a line.</summary>
public static class ControlCodec
{
    /// <summary>Longest request, in bytes without the line feed: 64 KiB.</summary>
    public const int LongestRequest = 64 * 1024;

    /// <summary>Longest answer a client accepts, in bytes: 4 MiB.</summary>
    public const int LongestAnswer = 4 * 1024 * 1024;

    private static readonly TimeSpan LongestDuration = TimeSpan.FromDays(365);

    /// <summary>A request as a line, line feed included.</summary>
    public static byte[] Encode(ControlRequest request) =>
        [.. JsonSerializer.SerializeToUtf8Bytes(request, RequestJson.Default.ControlRequest), (byte)'\n'];

    /// <summary>An answer as a line, line feed included.</summary>
    public static byte[] Encode(ControlAnswer answer) =>
        [.. JsonSerializer.SerializeToUtf8Bytes(answer, AnswerJson.Default.ControlAnswer), (byte)'\n'];

    /// <summary>Reads a request and checks it.</summary>
    /// <param name="line">The line without its line feed.</param>
    /// <param name="request">The request, if it is one.</param>
    /// <returns>What is wrong, in plain words; null if nothing is.</returns>
    public static string? TryDecode(ReadOnlySpan<byte> line, out ControlRequest? request)
    {
        request = null;
        try
        {
            request = JsonSerializer.Deserialize(line, RequestJson.Default.ControlRequest);
            return request is null ? "the request is null; send one JSON object a line" : Check(request);
        }
        catch (JsonException fault)
        {
            return $"not a request: {Printable.Short(fault.Message, 200)} (send one JSON object a line, "
                + "such as {\"version\":1,\"request\":\"status\"})";
        }
    }

    /// <summary>Reads an answer.</summary>
    /// <exception cref="ControlException">It is none.</exception>
    public static ControlAnswer DecodeAnswer(ReadOnlySpan<byte> line)
    {
        try
        {
            ControlAnswer answer = JsonSerializer.Deserialize(line, AnswerJson.Default.ControlAnswer)
                ?? throw new ControlException("the daemon answered null; are both of the same version of beastq?");
            return answer.Status is null || IsWhole(answer.Status) ? answer
                : throw new ControlException(
                    "the daemon's status has empty entries; are both of the same version of beastq?");
        }
        catch (JsonException fault)
        {
            throw new ControlException(
                $"the daemon's answer cannot be read ({Printable.Short(fault.Message, 200)}); "
                + "are both of the same version of beastq?",
                fault);
        }
    }

    /// <summary>What is wrong with a request, in plain words; null if nothing is.</summary>
    public static string? Check(ControlRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Version != ControlRequest.CurrentVersion)
        {
            return request.Version == 0 ? $"version is missing; add \"version\":{ControlRequest.CurrentVersion}"
                : $"version {request.Version} of the control protocol is not spoken here, only "
                + $"{ControlRequest.CurrentVersion}; use the beastq that belongs to this daemon";
        }

        if (!ControlRequests.All.Contains(request.Request))
        {
            return $"there is no request '{Printable.Short(request.Request ?? "", 40)}'; allowed: "
                + string.Join(", ", ControlRequests.All);
        }

        return CheckFields(request);
    }

    // The serializer minds null in members, not in lists.
    private static bool IsWhole(StatusDocument status) =>
        !status.Groups.Contains(null!) && !status.Problems.Contains(null!) && !status.Peer.Interlinks.Contains(null!)
        && status.Groups.All(group => group.Recovery is not { } recovery
            || recovery.Pools.All(pool => pool is not null && !pool.Damage.Contains(null!)));

    private static string? CheckFields(ControlRequest request)
    {
        bool needsGroup = request.Request is ControlRequests.Switchover or ControlRequests.Failback
            or ControlRequests.Claim or ControlRequests.Retry or ControlRequests.Recover;
        if (needsGroup && string.IsNullOrEmpty(request.Group))
        {
            return $"{request.Request} needs a group";
        }

        if (request.Target is not (null or 0 or 1))
        {
            return $"target {request.Target} is no node; allowed: 0 and 1";
        }

        if (request.Request == ControlRequests.Recover && RecoveryActions.Find(request.Action) is null)
        {
            return $"recover needs action: {string.Join(", ", RecoveryActions.Names)}";
        }

        if (request.Request == ControlRequests.Maintenance && request.On is null)
        {
            return "maintenance needs on: true or false";
        }

        if (request.Request == ControlRequests.Restart && request.AwayS is null)
        {
            return "restart needs away_s: how many seconds the daemon may be away";
        }

        return CheckSeconds("duration_s", request.DurationS) ?? CheckSeconds("away_s", request.AwayS);
    }

    private static string? CheckSeconds(string name, double? seconds) =>
        seconds is null || (seconds > 0 && seconds <= LongestDuration.TotalSeconds)
            ? null
            : $"{name} is {seconds}; allowed: more than 0, at most {LongestDuration.TotalSeconds:0} (a year)";
}
