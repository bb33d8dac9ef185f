using System.Runtime.CompilerServices;
using Beast.Quorum.Daemon.CommandLine;
using Beast.Quorum.Lab;

return Start.Run(args);

/// <summary>Tells the lab's own small processes, of which there are many, from everything else.</summary>
internal static class Start
{
    public static int Run(string[] args) =>
        args.Length > 1 && args[0] == "lab" && LabEntry.Claims(args) ? LabEntry.Run(args[1..]) : RunCommandLine(args);

    // Not inlined, so that the assemblies of the command line are loaded only when it is used.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int RunCommandLine(string[] args) => CommandLineEntry.Run(args);
}
