using Beast.Quorum.Lab.Hosts;
using Beast.Quorum.Lab.Tools;
using Beast.Quorum.Lab.Watchdogs;

namespace Beast.Quorum.Lab;

/// <summary>
/// The entry point of the lab's own processes. The daemon's executable calls it for <c>lab host|watchdog|tool|fence</c>
/// before it loads anything heavy.
/// </summary>
public static class LabEntry
{
    /// <summary>Whether <paramref name="args"/> name one of the lab's processes.</summary>
    /// <param name="args">The arguments of the executable, from <c>lab</c> on.</param>
    public static bool Claims(string[] args) =>
        args is ["lab", "host" or "watchdog" or "tool" or "fence", ..];

    /// <summary>Runs one of the lab's processes.</summary>
    /// <param name="args"><c>lab</c>, the process's name, its arguments; a leading <c>lab</c> may be missing.</param>
    /// <returns>The exit code: 2 for wrong arguments, 125 for a tool whose host is gone.</returns>
    public static int Run(string[] args)
    {
        ReadOnlySpan<string> rest = args;
        if (!rest.IsEmpty && rest[0] == "lab")
        {
            rest = rest[1..];
        }

        switch (rest.IsEmpty ? "" : rest[0])
        {
            case "tool":
                return ToolEntry.Run(rest[1..]);
            case "fence":
                return FenceEntry.Run(rest[1..]);
            case "host":
                return HostProcess.Run(rest[1..].ToArray());
            case "watchdog":
                return WatchdogProcess.Run(rest[1..].ToArray());
            default:
                ToolEntry.Print(2, "lab: expected host, watchdog, tool or fence\n");
                return 2;
        }
    }
}
