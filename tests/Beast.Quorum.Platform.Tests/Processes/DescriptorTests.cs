using Beast.Quorum.Platform.Native;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Platform.Tests.Support;

namespace Beast.Quorum.Platform.Tests.Processes;

internal sealed class DescriptorTests
{
    private static readonly TimeSpan Ample = TimeSpan.FromSeconds(60);

    [Test]
    public void Running_commands_leaks_no_descriptor()
    {
        if (!Directory.Exists("/proc/self/fd"))
        {
            Assert.Ignore("there is no /proc/self/fd");
        }

        CommandRunner runner = new();
        string[][] commands = [["/bin/true"], ["/nonexistent"], ["/bin/sh", "-c", "sleep 1000 & exit 0"]];
        Parallel.ForEach(commands, command => runner.Run(new CommandRequest(command, Ample)));
        int before = Count();
        for (int i = 0; i < 20; i++)
        {
            Parallel.ForEach(commands, command => runner.Run(new CommandRequest(command, Ample)));
        }

        // Other threads of the test host open and close descriptors too; a leak would be at least 60.
        Eventually.True(() => Count() < before + 10, $"descriptors leaked: {before} before, {Count()} after");
    }

    [Test]
    public void A_command_inherits_what_is_named_and_nothing_else()
    {
        using TemporaryDirectory directory = new();
        using Descriptor named = LibC.Open(directory.File("named", 1), OpenNumbers.ReadOnly, out _);
        using Descriptor other = LibC.Open(directory.File("other", 1), OpenNumbers.ReadOnly, out _);

        CommandResult result = new CommandRunner().Run(
            new CommandRequest(["/bin/sh", "-c", "ls -l /proc/$$/fd"], Ample)
            {
                InheritedDescriptors = [named.Number],
            });

        Assert.That(result.StandardOutput, Does.Contain(directory["named"]).And.Not.Contain(directory["other"]));
        Assert.That(result.StandardOutput.Split('\n').Count(line => line.Contains("->", StringComparison.Ordinal)),
            Is.EqualTo(4), result.StandardOutput);
    }

    private static int Count() => Directory.GetFileSystemEntries("/proc/self/fd").Length;
}
