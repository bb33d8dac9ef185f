using Beast.Quorum.Platform.Files;
using Beast.Quorum.Platform.Tests.Support;

namespace Beast.Quorum.Platform.Tests.Files;

internal sealed class DurableFileTests
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Test]
    public void A_file_is_made_and_replaced_with_the_mode_that_was_asked_for()
    {
        using TemporaryDirectory directory = new();
        string path = directory["key"];
        DurableFile.WriteAtomically(path, "old"u8, Private | UnixFileMode.OtherRead | UnixFileMode.OtherWrite);
        Assert.That(File.GetUnixFileMode(path).HasFlag(UnixFileMode.OtherWrite), Is.True, "the umask was in the way");

        DurableFile.WriteAtomically(path, "new"u8, Private);
        Assert.That(File.ReadAllText(path), Is.EqualTo("new"));
        Assert.That(File.GetUnixFileMode(path), Is.EqualTo(Private));
        Assert.That(Directory.GetFiles(directory.Root), Is.EqualTo(new[] { path }));
    }

    [Test]
    public void A_leftover_of_a_crash_is_replaced_and_a_link_in_its_place_is_not_followed()
    {
        using TemporaryDirectory directory = new();
        string victim = directory.File("victim", 10);
        File.CreateSymbolicLink(directory["file.new"], victim);

        DurableFile.WriteAtomically(directory["file"], "text"u8, Private);

        Assert.That(File.ReadAllText(directory["file"]), Is.EqualTo("text"));
        Assert.That(File.ReadAllBytes(victim), Is.All.Zero);
    }

    [Test]
    public void A_write_that_fails_says_where_and_leaves_the_old_file()
    {
        using TemporaryDirectory directory = new();
        Directory.CreateDirectory(directory["taken/inside"]);

        Assert.That(() => DurableFile.WriteAtomically(directory["taken"], "x"u8, Private),
            Throws.InstanceOf<IOException>().With.Message.Contains("taken"));
        Assert.That(Directory.Exists(directory["taken/inside"]), Is.True);
        Assert.That(File.Exists(directory["taken.new"]), Is.False);
    }
}
