using Beast.Quorum.Daemon.Configuration;

namespace Beast.Quorum.Daemon.Tests.Configuration;

/// <summary>Texts that tests start from.</summary>
internal static class Yaml
{
    /// <summary>The shortest valid file: line 1 to 11.</summary>
    public const string Least = """
        cluster: beast
        node: 0
        quorum_device:
          path: /dev/da1
        interlinks:
          - local: 192.168.56.103:7410
            peer: 192.168.56.104:7410
        groups:
          - name: beast
            pools: [beast]
            luns: [0]

        """;

    public static ConfigurationResult With(string lines) => ConfigurationReader.Read(Least + lines);

    public static ConfigurationResult Replaced(string part, string other)
    {
        string changed = Least.Replace(part, other, StringComparison.Ordinal);
        Assert.That(changed, Is.Not.EqualTo(Least), "the test replaces what is not there");
        return ConfigurationReader.Read(changed);
    }
}
