using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Platform.Sysctls;

namespace Beast.Quorum.Daemon.Hosting;

/// <summary>The sysctl that the configuration chooses, for questions outside of plans.</summary>
internal static class SystemSysctl
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>By the C library or by <c>commands.sysctl</c>; its commands inherit the descriptors.</summary>
    public static ISysctl Of(BeastqConfiguration configuration, IReadOnlyList<int> inherited) =>
        configuration.Sysctl == AccessMethod.Command
            ? new CommandSysctl(new CommandRunner(), configuration.Commands.Sysctl, Patience)
            {
                InheritedDescriptors = inherited,
            }
            : new NativeSysctl();
}
