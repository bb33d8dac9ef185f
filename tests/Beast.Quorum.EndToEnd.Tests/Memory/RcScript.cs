using System.Text.RegularExpressions;

namespace Beast.Quorum.EndToEnd.Tests.Memory;

/// <summary>What the rc.d script gives the daemon: the setting that is shipped is the one that is measured.</summary>
internal static partial class RcScript
{
    /// <summary>The environment, as one word <c>NAME=VALUE</c>.</summary>
    internal static string Environment()
    {
        DirectoryInfo? folder = new(TestContext.CurrentContext.TestDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "rc.d", "beastq")))
        {
            folder = folder.Parent;
        }

        Assert.That(folder, Is.Not.Null, "rc.d/beastq is not above the tests");
        Match found = Default().Match(File.ReadAllText(Path.Combine(folder!.FullName, "rc.d", "beastq")));
        Assert.That(found.Success, "rc.d/beastq sets no beastq_env by default");
        return found.Groups[1].Value;
    }

    [GeneratedRegex("beastq_env:=\"([^\"]+)\"")]
    private static partial Regex Default();
}
