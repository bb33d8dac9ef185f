using Beast.Quorum.Storage.Backing;

namespace Beast.Quorum.Storage.Tests.Backing;

[TestFixture]
internal sealed class NativeBackingPathsTests
{
    private readonly NativeBackingPaths paths = new();

    [Test]
    public void A_file_and_a_device_open()
    {
        string file = Path.GetTempFileName();
        try
        {
            Assert.That(paths.CanOpen(file, out string why), Is.True, why);
            Assert.That(paths.CanOpen("/dev/zero", out why), Is.True, why);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [TestCase("/dev/zvol/no/such")]
    [TestCase("/tmp")]
    [TestCase("")]
    [TestCase("a\0b")]
    public void What_does_not_open_says_why(string path)
    {
        Assert.That(paths.CanOpen(path, out string why), Is.False);
        Assert.That(why, Is.Not.Empty);
    }
}
