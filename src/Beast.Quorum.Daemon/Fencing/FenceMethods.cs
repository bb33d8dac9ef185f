using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Storage;

namespace Beast.Quorum.Daemon.Fencing;

/// <summary>The configured methods in their order.</summary>
internal static class FenceMethods
{
    public static IReadOnlyList<IFenceMethod> Of(
        BeastqConfiguration configuration, ICommandRunner runner, StorageSystem system, IReadOnlyList<int> inherited)
    {
        string[] pools = [.. configuration.Groups.SelectMany(group => group.Pools)];
        return
        [
            .. configuration.Fencing.InOrder.Select(method => method.Method == FencingMethod.ScsiPr
                ? (IFenceMethod)new ReservationFence(system, pools, configuration.QuorumDevice.Path)
                : new CommandFence(method, runner, inherited)),
        ];
    }

    /// <summary>A method as the configuration writes it.</summary>
    public static string NameOf(FencingMethod method) => method switch
    {
        FencingMethod.ScsiPr => "scsi-pr",
        FencingMethod.Command => "command",
        _ => "none",
    };

    /// <summary>
    /// Tries one after the other; the first success ends it. One that throws has failed, and the next has its turn.
    /// </summary>
    public static FenceAnswer Run(IReadOnlyList<IFenceMethod> methods, Func<bool> goesOn)
    {
        List<string> said = [];
        foreach (IFenceMethod method in methods)
        {
            if (!goesOn())
            {
                said.Add("stopped: the peer speaks, or this daemon ends");
                break;
            }

            FenceAnswer answer = Try(method, goesOn);
            said.Add($"{method.Name}: {answer.Text}");
            if (answer.Ok)
            {
                return new FenceAnswer(true, string.Join("; then ", said));
            }
        }

        return new FenceAnswer(false, said.Count == 0 ? "no method is configured" : string.Join("; then ", said));
    }

    private static FenceAnswer Try(IFenceMethod method, Func<bool> goesOn)
    {
        try
        {
            return method.Fence(goesOn);
        }
        catch (Exception e)
        {
            // A method that cannot even be tried has failed; it must not end the process.
            return new FenceAnswer(false, e.Message);
        }
    }
}
