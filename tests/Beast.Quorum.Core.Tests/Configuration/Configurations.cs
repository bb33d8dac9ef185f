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

    public static BeastqConfiguration CtrlA { get; } = new()
    {
        Cluster = "beast",
        Node = 0,
        QuorumDevice = new QuorumDeviceConfiguration(QuorumDeviceKind.Raw, "/dev/da1"),
        Interlinks = [new InterlinkConfiguration("192.168.56.103:7410", "192.168.56.104:7410")],
        Groups = [Group],
    };
}
