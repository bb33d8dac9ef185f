using Beast.Quorum.Daemon.Hosting;

namespace Beast.Quorum.Daemon.Tests.Hosting;

public sealed class BootFileTests
{
    private string _directory = "";

    [SetUp]
    public void MakeDirectory() => _directory = Directory.CreateTempSubdirectory("bqboot").FullName;

    [TearDown]
    public void RemoveDirectory() => Directory.Delete(_directory, recursive: true);

    [Test]
    public void Daemons_of_one_boot_read_the_same_id()
    {
        byte[] first = BootFile.Read(_directory, 100);
        Assert.That(BootFile.Read(_directory, 200), Is.EqualTo(first));
    }

    [Test]
    public void A_clock_that_began_anew_is_another_boot()
    {
        byte[] before = BootFile.Read(_directory, 1000);
        Assert.That(BootFile.Read(_directory, 10), Is.Not.EqualTo(before));
    }

    [Test]
    public void An_emptied_directory_is_another_boot()
    {
        byte[] before = BootFile.Read(_directory, 100);
        File.Delete(Path.Combine(_directory, BootFile.FileName));
        Assert.That(BootFile.Read(_directory, 200), Is.Not.EqualTo(before));
    }

    [TestCase("")]
    [TestCase("x")]
    [TestCase("0123456789abcdef0123456789abcdef later")]
    public void A_damaged_file_is_written_anew(string content)
    {
        File.WriteAllText(Path.Combine(_directory, BootFile.FileName), content);
        byte[] id = BootFile.Read(_directory, 100);
        Assert.That(BootFile.Read(_directory, 200), Is.EqualTo(id));
    }
}
