using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Beast.Quorum.Lab.Nodes;
using Beast.Quorum.Platform.Processes;

namespace Beast.Quorum.Lab.Runs;

/// <summary>A real <c>beastq daemon</c> of one node, and its control socket.</summary>
/// <param name="directory">The lab's directory.</param>
/// <param name="node">The node whose daemon it is.</param>
/// <param name="program">The words that start beastq, with those before them that bring it to its place.</param>
/// <param name="trace">Whether it writes a trace.</param>
internal sealed class DaemonProcess(LabDirectory directory, LabNode node, IReadOnlyList<string> program, bool trace)
{
    private SpawnedProcess? process;
    private int starts;

    public bool Runs => process is { HasExited: false };

    public int Pid => process?.Pid ?? 0;

    /// <summary>Starts it in the boot that <paramref name="boot"/> names.</summary>
    public void Start(string boot)
    {
        starts++;
        List<string> arguments =
        [
            .. program, "daemon", "--foreground", "--config", LabFiles.Configuration(directory, node.Node),
        ];
        if (trace)
        {
            arguments.AddRange(["--trace", LabFiles.Trace(directory, node.Node, starts)]);
        }

        Dictionary<string, string> environment = new() { ["BEASTQ_BOOT_ID"] = boot };
        foreach ((string name, string? value) in node.Environment)
        {
            environment[name] = value ?? "";
        }

        string log = LabFiles.DaemonLog(directory, node.Node);
        process = SpawnedProcess.Start(arguments, environment, null, log, log);
    }

    /// <summary>kill -9 of the daemon alone; its host lives on.</summary>
    public void Kill()
    {
        process?.Signal(Signals.Kill);
        process?.WaitForExit(TimeSpan.FromSeconds(10));
    }

    public void Signal(int signal) => process?.Signal(signal);

    public bool WaitForExit(TimeSpan within) => process?.WaitForExit(within) ?? true;

    public int ExitCode => process?.ExitCode ?? -1;

    /// <summary>Asks the control socket; null if nobody answers.</summary>
    public JsonElement? Ask(string request, TimeSpan within)
    {
        string path = Path.Combine(LabFiles.RunDirectory(directory, node.Node), "control.sock");
        try
        {
            using Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            socket.SendTimeout = socket.ReceiveTimeout = (int)within.TotalMilliseconds;
            socket.Connect(new UnixDomainSocketEndPoint(path));
            socket.Send(Encoding.UTF8.GetBytes(request + "\n"));
            using NetworkStream stream = new(socket);
            using StreamReader reader = new(stream, Encoding.UTF8);
            return reader.ReadLine() is { } line ? JsonDocument.Parse(line).RootElement : null;
        }
        catch (Exception fault) when (fault is SocketException or IOException or JsonException)
        {
            // Not up yet, or gone: the caller asks again or gives up, as its scenario demands.
            return null;
        }
    }

    /// <summary>A group's part of the status, the first one's unless one is named; null if nobody answers.</summary>
    public GroupView? Look(string? name = null)
    {
        JsonElement? answer = Ask("{\"version\":1,\"request\":\"status\"}", TimeSpan.FromSeconds(2));
        if (answer is not { ValueKind: JsonValueKind.Object } found
            || !found.TryGetProperty("status", out JsonElement status) || status.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        JsonElement group = status.GetProperty("groups").EnumerateArray().FirstOrDefault(
            one => name is null || one.GetProperty("name").GetString() == name);
        if (group.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        return new GroupView(
            group.GetProperty("phase").GetString()!,
            group.GetProperty("epoch").GetUInt32(),
            group.GetProperty("ready").GetBoolean(),
            group.GetProperty("peer_ready").GetBoolean(),
            group.GetProperty("peer_not_ready_because").GetString()!);
    }

    /// <summary>Orders something, and waits for the answer.</summary>
    public (bool Ok, string Text) Order(string request, TimeSpan within)
    {
        JsonElement? answer = Ask(request, within);
        return answer is { } found
            ? (found.GetProperty("ok").GetBoolean(), found.GetProperty("text").GetString()!)
            : (false, string.Create(CultureInfo.InvariantCulture, $"no answer within {within.TotalSeconds} s"));
    }
}

/// <summary>What a daemon says of the group.</summary>
internal sealed record GroupView(string Phase, uint Epoch, bool Ready, bool PeerReady, string PeerNotReadyBecause)
{
    public bool Serves => Phase == "serving";
}
