using System.Diagnostics;
using Beast.Quorum.Daemon.Security;

namespace Beast.Quorum.Daemon.Tests.Security;

public sealed class KeyFileTests
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private string folder = "";

    private string Key => Path.Combine(folder, "beastq.key");

    [SetUp]
    public void Make_a_folder() => folder = Directory.CreateTempSubdirectory("beastq-test-").FullName;

    [TearDown]
    public void Remove_the_folder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void A_generated_key_is_32_random_bytes_that_only_the_owner_can_read()
    {
        KeyFile.Generate(Key, force: false);
        byte[] key = KeyFile.Load(Key);

        Assert.That(File.GetUnixFileMode(Key), Is.EqualTo(OwnerOnly));
        Assert.That(key, Has.Length.EqualTo(32));
        Assert.That(File.ReadAllText(Key), Is.EqualTo(Convert.ToHexStringLower(key) + "\n"));
        Assert.That(key.Distinct().Count(), Is.GreaterThan(8));
    }

    [Test]
    public void An_existing_key_is_replaced_only_by_force()
    {
        KeyFile.Generate(Key, force: false);
        string first = File.ReadAllText(Key);
        File.SetUnixFileMode(Key, OwnerOnly | UnixFileMode.OtherRead);

        Assert.That(
            () => KeyFile.Generate(Key, force: false),
            Throws.TypeOf<KeyFileException>().With.Message.Contains("exists; the peer may be using this key"));
        Assert.That(File.ReadAllText(Key), Is.EqualTo(first));

        KeyFile.Generate(Key, force: true);
        Assert.That(File.ReadAllText(Key), Is.Not.EqualTo(first));
        Assert.That(File.GetUnixFileMode(Key), Is.EqualTo(OwnerOnly));
        Assert.That(Directory.GetFiles(folder), Has.Length.EqualTo(1));
    }

    [TestCase(UnixFileMode.GroupRead, "0640")]
    [TestCase(UnixFileMode.OtherRead, "0604")]
    [TestCase(UnixFileMode.OtherWrite, "0602")]
    [TestCase(UnixFileMode.GroupExecute, "0610")]
    public void A_key_that_others_can_use_is_refused(UnixFileMode more, string shown)
    {
        KeyFile.Generate(Key, force: false);
        File.SetUnixFileMode(Key, OwnerOnly | more);

        AssertRefused($"(mode {shown}), who could forge records; run \"chmod 600 {Key}\"");
    }

    [TestCase("0123456789abcdef0123456789ABCDEF0123456789abcdef0123456789abcdef", 32)]
    [TestCase("  0123456789abcdef0123456789ABCDEF0123456789abcdef0123456789abcdef\r\n", 32)]
    [TestCase("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", 32)]
    [TestCase("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4v\n", 48)]
    public void Hex_and_base64_are_read(string text, int length)
    {
        Write(text);

        Assert.That(KeyFile.Load(Key), Has.Length.EqualTo(length));
    }

    [TestCase("", "holds a key of 0 bytes; allowed: at least 32")]
    [TestCase("0123456789abcdef", "holds a key of 8 bytes; allowed: at least 32")]
    [TestCase("AAECAwQF", "holds a key of 6 bytes")]
    [TestCase("not a key!", "holds neither hex nor base64")]
    [TestCase("0123456789abcdef0123456789ABCDEF0123456789abcdef0123456789abcde", "holds neither hex nor base64")]
    public void Anything_else_is_refused(string text, string message)
    {
        Write(text);

        AssertRefused(message);
    }

    [Test]
    public void A_file_that_is_too_large_is_refused()
    {
        Write(new string('0', KeyFile.MaximumSize + 1));

        AssertRefused("is larger than 4096 bytes");
    }

    [Test]
    public void A_file_that_is_not_there_is_refused_with_what_to_do() =>
        AssertRefused("does not exist; run \"beastq key generate\"");

    [Test]
    public void A_directory_is_refused_for_reading_and_writing()
    {
        Directory.CreateDirectory(Key);

        AssertRefused("is a directory");
        Assert.That(() => KeyFile.Generate(Key, force: true), Throws.TypeOf<KeyFileException>());
        Assert.That(() => KeyFile.Generate(Key, force: false), Throws.TypeOf<KeyFileException>());
    }

    [Test]
    public void A_key_in_a_folder_that_is_not_there_is_refused_with_what_to_do() =>
        Assert.That(
            () => KeyFile.Generate(Path.Combine(folder, "no", "key"), force: false),
            Throws.TypeOf<KeyFileException>().With.Message.Contains("run \"mkdir -p"));

    [Test]
    public void A_pipe_is_refused_and_not_waited_for()
    {
        Run("mkfifo", "-m", "600", Key);

        AssertRefused("is not a regular file");
    }

    [Test]
    public void A_key_of_another_user_is_refused()
    {
        if (UnixFile.EffectiveUser != 0)
        {
            Assert.Ignore("Only root can give a file to another user.");
        }

        KeyFile.Generate(Key, force: false);
        Run("chown", "12345", Key);

        AssertRefused($"belongs to user 12345, but beastq runs as user 0; run \"chown 0 {Key}\"");
    }

    private void Write(string text)
    {
        File.WriteAllText(Key, text);
        File.SetUnixFileMode(Key, OwnerOnly);
    }

    private void AssertRefused(string message) =>
        Assert.That(() => KeyFile.Load(Key), Throws.TypeOf<KeyFileException>().With.Message.Contains(message));

    private static void Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, program);
    }
}
