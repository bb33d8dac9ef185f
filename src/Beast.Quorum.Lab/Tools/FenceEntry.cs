using System.Net.Sockets;
using System.Text;
using Beast.Quorum.Lab.Nodes;

namespace Beast.Quorum.Lab.Tools;

/// <summary>
/// <c>lab fence --dir D --node N [REASON]</c>: the daemon's self-fence command. It tells the node's watchdog to end
/// the node and does not ask the host, which may be frozen.
/// </summary>
internal static class FenceEntry
{
    internal static int Run(ReadOnlySpan<string> arguments)
    {
        string? directory = null;
        int node = -1;
        string reason = "";
        for (int i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] == "--dir" && i + 1 < arguments.Length)
            {
                directory = arguments[++i];
            }
            else if (arguments[i] == "--node" && i + 1 < arguments.Length)
            {
                node = arguments[++i] == "0" ? 0 : arguments[i] == "1" ? 1 : -1;
            }
            else
            {
                reason = reason.Length == 0 ? arguments[i] : reason + " " + arguments[i];
            }
        }

        if (directory is null || node < 0)
        {
            ToolEntry.Print(2, "lab fence: usage: lab fence --dir D --node 0|1 [REASON]\n");
            return 2;
        }

        return Send(new LabDirectory(directory).Node(node), reason);
    }

    /// <summary>Sends the order to the watchdog whose socket lies in a node's directory.</summary>
    internal static int Send(string nodeDirectory, string reason)
    {
        string path = Path.Combine(nodeDirectory, LabDirectory.WatchdogSocketName);
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            socket.SendTo(Encoding.ASCII.GetBytes("selffence " + reason), new UnixDomainSocketEndPoint(path));
            return 0;
        }
        catch (SocketException error)
        {
            ToolEntry.Print(2, "lab fence: no watchdog answers at " + path + ": " + error.Message + "\n");
            return 1;
        }
    }
}
