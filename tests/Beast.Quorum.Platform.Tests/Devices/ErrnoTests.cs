using Beast.Quorum.Platform.Devices;

namespace Beast.Quorum.Platform.Tests.Devices;

internal sealed class ErrnoTests
{
    [Test]
    public void An_error_is_described_in_words_and_by_name() =>
        Assert.That(Errno.Describe(Errno.EIO), Is.EqualTo("I/O error (EIO)"));

    [Test]
    public void What_is_no_disk_gets_no_advice_about_disks() =>
        Assert.That(Errno.Explain(Errno.ENOENT), Is.EqualTo("no such file or device (ENOENT): check the path"));

    [Test]
    public void An_unknown_number_is_shown_as_a_number() =>
        Assert.That((Errno.Describe(4321), Errno.Name(4321)), Is.EqualTo(("unknown error (errno 4321)", "errno 4321")));

    [Test]
    public void No_number_stands_twice_in_a_column()
    {
        Assert.That(ErrnoTable.Entries.Select(e => e.FreeBsd), Is.Unique);
        Assert.That(ErrnoTable.Entries.Select(e => e.Linux), Is.Unique);
    }

    [Test]
    public void Would_block_is_another_number_on_each_system()
    {
        ErrnoEntry entry = ErrnoTable.Entries.Single(e => e.Name == "EAGAIN");

        Assert.That((entry.FreeBsd, entry.Linux), Is.EqualTo((35, 11)));
    }
}
