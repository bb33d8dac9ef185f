using System.Net.Sockets;
using System.Runtime.InteropServices;
using Beast.Quorum.Lab.Nodes;
using Beast.Quorum.Lab.Tools;
using Beast.Quorum.Lab.Wire;

namespace Beast.Quorum.Lab.Watchdogs;

/// <summary>
/// <c>lab watchdog</c>: the hardware beside a node. Its standard input is its lifeline: when the lab that holds the
/// other end dies, however, the node's processes are killed and the watchdog ends.
/// </summary>
internal static class WatchdogProcess
{
    internal static int Run(string[] arguments)
    {
        string? directory = null, path = null;
        int node = -1;
        for (int i = 0; i + 1 < arguments.Length; i += 2)
        {
            directory = arguments[i] == "--dir" ? arguments[i + 1] : directory;
            path = arguments[i] == "--socket" ? arguments[i + 1] : path;
            node = arguments[i] == "--node" && arguments[i + 1] is "0" or "1" ? arguments[i + 1][0] - '0' : node;
        }

        if (directory is null || node < 0)
        {
            ToolEntry.Print(2, "lab watchdog: usage: lab watchdog --dir D --node 0|1 [--socket PATH]\n");
            return 2;
        }

        if (Environment.GetEnvironmentVariable(NodeProcesses.Variable) is not null)
        {
            ToolEntry.Print(2, $"lab watchdog: {NodeProcesses.Variable} is set: it would kill itself; unset it\n");
            return 2;
        }

        // A terminal sends these to the lab's whole process group; who ends the node must outlive them.
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Outlive);
        using PosixSignalRegistration hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Outlive);
        using PosixSignalRegistration quit = PosixSignalRegistration.Create(PosixSignal.SIGQUIT, Outlive);
        var paths = new LabDirectory(directory);
        path ??= paths.WatchdogSocket(node);
        try
        {
            Directory.CreateDirectory(paths.Node(node));
            using var watchdog = new Watchdog(
                NodeProcesses.Mark(directory, node), path, paths.WatchdogLog(node));
            LabThread.Start("lifeline", () => HoldLifeline(watchdog));
            watchdog.Run();
            return 0;
        }
        catch (Exception error) when (error is IOException or SocketException or UnauthorizedAccessException
            or ArgumentException)
        {
            ToolEntry.Print(2, $"lab watchdog: node {node} in {directory} is not watched: {error.Message}\n");
            return 1;
        }
    }

    private static void Outlive(PosixSignalContext signal) => signal.Cancel = true;

    private static void HoldLifeline(Watchdog watchdog)
    {
        Span<byte> any = stackalloc byte[1];
        bool inOrder = false;
        while (Libc.ReadAll(0, any))
        {
            inOrder = true;
        }

        watchdog.LifelineEnded(inOrder);
        Environment.Exit(0);
    }
}
