using System.Text;
using Beast.Quorum.Daemon.Configuration;

namespace Beast.Quorum.Daemon.Tests.Configuration;

public sealed class ConfigurationFileTests
{
    private string folder = "";

    [SetUp]
    public void Make_a_folder() => folder = Directory.CreateTempSubdirectory("beastq-test-").FullName;

    [TearDown]
    public void Remove_the_folder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void A_good_file_is_read_with_or_without_a_byte_order_mark()
    {
        Assert.That(Loaded(Encoding.UTF8.GetBytes(Yaml.Least)).IsValid, Is.True);
        Assert.That(Loaded([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Yaml.Least)]).IsValid, Is.True);
    }

    [Test]
    public void A_file_that_is_not_there_is_a_fault_that_says_what_to_do() =>
        AssertRefused(ConfigurationFile.Load(Path.Combine(folder, "no", "b.yml")), "does not exist; start from");

    [Test]
    public void A_directory_is_refused() => AssertRefused(ConfigurationFile.Load(folder), "it is a directory");

    [Test]
    public void A_device_is_refused_without_being_read() =>
        AssertRefused(ConfigurationFile.Load("/dev/zero"), "it is not a regular file");

    [TestCase("")]
    [TestCase("a\0b")]
    public void A_path_that_cannot_be_is_refused(string path) =>
        Assert.That(ConfigurationFile.Load(path).IsValid, Is.False);

    [Test]
    public void An_empty_file_is_refused() => AssertRefused(Loaded([]), "is empty");

    [Test]
    public void A_binary_file_is_refused() => AssertRefused(Loaded([0x7F, 0x45, 0x4C, 0x46, 0xFF]), "is not text");

    [Test]
    public void A_file_of_more_than_a_mebibyte_is_refused()
    {
        byte[] comment = Encoding.ASCII.GetBytes("#" + new string('x', ConfigurationFile.MaximumSize));

        AssertRefused(Loaded(comment), "is larger than 1048576 bytes");
    }

    private ConfigurationResult Loaded(byte[] content)
    {
        string path = Path.Combine(folder, "beastq.yml");
        File.WriteAllBytes(path, content);
        return ConfigurationFile.Load(path);
    }

    private static void AssertRefused(ConfigurationResult result, string message)
    {
        ConfigurationFault fault = result.Faults.Single();
        Assert.That(fault.Message, Does.Contain(message));
        Assert.That((fault.Line, fault.Key), Is.EqualTo((0, "")));
    }
}
