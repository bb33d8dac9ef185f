using Beast.Quorum.Core.Configuration;

namespace Beast.Quorum.Core.Tests.Configuration;

/// <summary>Configurations that tests start from.</summary>
internal static class Configurations
{
    public static GroupConfiguration Group { get; } = new() { Name = "beast", Id = 0, Pools = ["beast"] };

    public static GroupConfiguration CustomGroup { get; } = new()
    {
        Name = "services",
        Id = 1,
        Profile = StorageProfile.Custom,
        Custom = new CustomCommands
        {
            Takeover = [["/bin/start"]],
            Release = [["/bin/stop"]],
            Serving = ["/bin/serving"],
        },
    };

    public static GroupConfiguration LunGroup { get; } = new()
    {
        Name = "left",
        Id = 2,
        Profile = StorageProfile.CtlHaLun,
        Pools = ["left"],
        Luns = [3],
    };

    /// <summary>The pool of ctrl-b as ctrl-a reaches it, in "Adding ZFS to the FreeBSD dual-controller …".</summary>
    public static GroupConfiguration ArbitratorGroup { get; } = new()
    {
        Name = "ctrl-b",
        Id = 3,
        Profile = StorageProfile.Arbitrator,
        Preferred = 1,
        Pools = ["ctrl-b_m0"],
        Luns = [1],
        Arbitrator = new ArbitratorConfiguration
        {
            Provider = "/dev/zvol/ctrl-b_m0/v0",
            Multipath = "CTRL_B_BACK",
            Portal = "192.168.56.11",
            Target = "iqn.2016-01.local.sss.private:target0",
        },
    };

    public static BeastqConfiguration CtrlA { get; } = new()
    {
        Cluster = "beast",
        Node = 0,
        QuorumDevice = new QuorumDeviceConfiguration(QuorumDeviceKind.Raw, "/dev/da1"),
        Interlinks = [new InterlinkConfiguration("192.168.56.103:7410", "192.168.56.104:7410")],
        Groups = [Group],
    };
}
