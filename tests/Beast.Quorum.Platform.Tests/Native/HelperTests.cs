using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Platform.Tests.Support;

namespace Beast.Quorum.Platform.Tests.Native;

internal sealed class HelperTests
{
    [Test]
    public void Everything_works_where_the_native_helper_of_Mono_Posix_does_not_exist()
    {
        using TemporaryDirectory directory = new();
        string source = TestContext.CurrentContext.TestDirectory;
        string copy = Directory.CreateDirectory(directory["copy"]).FullName;
        foreach (string file in Directory.EnumerateFiles(source))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        string mono = typeof(Mono.Unix.Native.Syscall).Assembly.Location;
        File.Copy(mono, Path.Combine(copy, Path.GetFileName(mono)), overwrite: true);
        // Without the list of dependencies the host takes what lies in the directory, and nothing from elsewhere.
        File.Delete(Path.Combine(copy, "Beast.Quorum.Platform.Tests.deps.json"));
        Assert.That(Directory.GetFiles(copy, "*MonoPosixHelper*", SearchOption.AllDirectories), Is.Empty);

        CommandResult result = new CommandRunner().Run(new CommandRequest(
            [Environment.ProcessPath!, "exec", Path.Combine(copy, "Beast.Quorum.Platform.Tests.dll"),
                "without-helper", directory.Root],
            TimeSpan.FromMinutes(2)));

        Assert.That(result.StandardOutput, Is.EqualTo("works without the helper\n"), result.ToString());
        Assert.That(result.ExitCode, Is.Zero);
    }
}
