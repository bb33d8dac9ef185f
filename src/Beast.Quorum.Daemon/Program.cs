using System.Runtime.CompilerServices;
using Beast.Quorum.Daemon.CommandLine;

return Start.Run(args);

/// <summary>Keeps what the lab's many small processes do not need out of their way.</summary>
internal static class Start
{
    public static int Run(string[] args) => RunCommandLine(args);

    // Not inlined, so that the command line's assemblies are loaded only when they are used.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int RunCommandLine(string[] args) => CommandLineEntry.Run(args);
}
