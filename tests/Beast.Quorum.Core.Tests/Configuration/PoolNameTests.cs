using Beast.Quorum.Core.Configuration.Rules;

namespace Beast.Quorum.Core.Tests.Configuration;

public sealed class PoolNameTests
{
    [TestCase("beast")]
    [TestCase("ctrl-a_m0.x:1")]
    [TestCase("logs")]
    [TestCase("B")]
    public void Names_that_ZFS_takes_are_valid(string name) => Assert.That(PoolName.IsValid(name), Is.True);

    [TestCase("")]
    [TestCase("0pool")]
    [TestCase("-f")]
    [TestCase("log")]
    [TestCase("mirror")]
    [TestCase("raidz1")]
    [TestCase("draid")]
    [TestCase("spare0")]
    [TestCase("a/b")]
    [TestCase("a@b")]
    [TestCase("a b")]
    [TestCase("pööl")]
    public void Others_are_not(string name) => Assert.That(PoolName.IsValid(name), Is.False);
}
