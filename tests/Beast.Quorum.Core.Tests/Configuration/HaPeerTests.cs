using Beast.Quorum.Core.Configuration.Rules;

namespace Beast.Quorum.Core.Tests.Configuration;

public sealed class HaPeerTests
{
    [TestCase("listen 192.168.56.103:7777")]
    [TestCase("connect 192.168.56.103:7777")]
    [TestCase("listen 192.168.56.103")]
    public void What_the_kernel_takes_is_valid(string text) => Assert.That(HaPeer.IsValid(text), Is.True);

    [TestCase("")]
    [TestCase("listen")]
    [TestCase("Listen 192.168.56.103")]
    [TestCase("listen  192.168.56.103")]
    [TestCase(" listen 192.168.56.103")]
    [TestCase("listen 192.168.56.103 ")]
    [TestCase("listen 192.168.56.103:")]
    [TestCase("listen 192.168.56.103:0")]
    [TestCase("listen 192.168.56.103:77777")]
    [TestCase("listen 192.168.56.103:1:2")]
    [TestCase("listen fd00::1")]
    [TestCase("listen ctrl-a")]
    [TestCase("accept 192.168.56.103")]
    public void What_would_clear_the_setting_is_not(string text) => Assert.That(HaPeer.IsValid(text), Is.False);
}
