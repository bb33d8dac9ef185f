using Beast.Quorum.Platform.Processes;

namespace Beast.Quorum.EndToEnd.Tests.Support;

/// <summary>The built <c>beastq</c>, which lies beside this assembly.</summary>
internal static class Beastq
{
    /// <summary>The executable, or <c>dotnet exec</c> with the assembly where there is no executable.</summary>
    internal static IReadOnlyList<string> Words { get; } = Find();

    /// <summary>Runs it to its end.</summary>
    internal static CommandResult Run(TimeSpan within, params string[] arguments) => new CommandRunner().Run(
        new CommandRequest([.. Words, .. arguments], within) { OutputLimit = 1 << 20 });

    /// <summary>Runs one of its quick commands, which must succeed.</summary>
    internal static string Do(params string[] arguments)
    {
        CommandResult result = Run(TimeSpan.FromMinutes(1), arguments);
        Assert.That(result.Succeeded, Is.True, $"{string.Join(' ', arguments)}: {result.StandardError}");
        return result.StandardOutput;
    }

    private static string[] Find()
    {
        string directory = TestContext.CurrentContext.TestDirectory;
        string executable = Path.Combine(directory, "beastq");
        return File.Exists(executable) ? [executable] : ["dotnet", "exec", executable + ".dll"];
    }
}
