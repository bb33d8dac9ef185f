namespace Beast.Quorum.Lab.Nodes;

/// <summary>Where everything of one lab lies: <c>shared/</c> for the disks, <c>node0/</c> and <c>node1/</c>.</summary>
public sealed class LabDirectory
{
    internal const string WatchdogSocketName = "watchdog.sock";

    /// <summary>Names a lab's directory; nothing is created.</summary>
    /// <param name="root">
    /// Any directory; short, because a Unix socket's path has at most 107 bytes and the longest here adds 20.
    /// </param>
    public LabDirectory(string root) => Root = Path.GetFullPath(root);

    /// <summary>The directory itself.</summary>
    public string Root { get; }

    /// <summary>The shared disks: labels and data of the pools, one directory a pool.</summary>
    public string Pools => Path.Combine(Root, "shared", "pools");

    /// <summary>The reservations of the shared disks, one file a disk; empty unless a scenario needs them.</summary>
    public string Disks => Path.Combine(Root, "shared", "disks");

    /// <summary>The shared quorum file.</summary>
    public string QuorumFile => Path.Combine(Root, "shared", "quorum");

    /// <summary>What belongs to one node.</summary>
    public string Node(int node) => Path.Combine(Root, node == 0 ? "node0" : "node1");

    /// <summary>The host's Unix socket, which tools and control requests use.</summary>
    public string HostSocket(int node) => Path.Combine(Node(node), "host.sock");

    /// <summary>The watchdog's datagram socket.</summary>
    public string WatchdogSocket(int node) => Path.Combine(Node(node), WatchdogSocketName);

    /// <summary>The block server's socket for a device of kind <c>socket</c>.</summary>
    public string DeviceSocket(int node) => Path.Combine(Node(node), "device.sock");

    /// <summary>The host's record of what it could write and when.</summary>
    public string ServingLog(int node) => Path.Combine(Node(node), "serving.log");

    /// <summary>Every tool command that the host ran.</summary>
    public string CommandLog(int node) => Path.Combine(Node(node), "commands.log");

    /// <summary>What the watchdog did and when.</summary>
    public string WatchdogLog(int node) => Path.Combine(Node(node), "watchdog.log");

    /// <summary>The host's console: what a FreeBSD kernel would log.</summary>
    public string Console(int node) => Path.Combine(Node(node), "console.log");

    /// <summary>The port of the host's portal, as decimal digits, once it listens.</summary>
    public string Portal(int node) => Path.Combine(Node(node), "portal");

    /// <summary>The host's pool cache file, which survives a power-off.</summary>
    public string CacheFile(int node) => Path.Combine(Node(node), "zpool.cache");

    /// <summary>Creates the directories.</summary>
    public void Create()
    {
        Directory.CreateDirectory(Pools);
        Directory.CreateDirectory(Node(0));
        Directory.CreateDirectory(Node(1));
    }
}
