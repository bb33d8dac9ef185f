using System.Net.Sockets;
using Beast.Quorum.Lab.Tools;

namespace Beast.Quorum.Lab.Hosts;

/// <summary><c>lab host</c>: one controller's kernel as a process. It ends only by being killed.</summary>
internal static class HostProcess
{
    internal static int Run(string[] arguments)
    {
        if (HostOptions.Parse(arguments, out string problem) is not { } options)
        {
            ToolEntry.Print(2, $"lab host: {problem}; usage: {HostOptions.Usage}\n");
            return 2;
        }

        string socket = options.Directory.HostSocket(options.Node);
        if (socket.Length > HostConnection.LongestPath)
        {
            ToolEntry.Print(2, $"lab host: {socket} is longer than a Unix socket's path may be "
                + $"({HostConnection.LongestPath}); choose a shorter directory\n");
            return 2;
        }

        try
        {
            using var machine = new HostMachine(options);
            using var portal = new PortalServer(
                machine, options.Portal, options.Directory.Portal(options.Node));
            using var server = new HostServer(machine, socket);
            Thread.Sleep(Timeout.Infinite);
            return 0;
        }
        catch (Exception error) when (error is IOException or SocketException or InvalidDataException
            or UnauthorizedAccessException)
        {
            ToolEntry.Print(2, $"lab host: node {options.Node} in {options.Directory.Root} does not boot: "
                + $"{error.Message}\n");
            return 1;
        }
    }
}
