using Beast.Quorum.Storage.ImportCache;
using Beast.Quorum.Storage.Tests.Support;

namespace Beast.Quorum.Storage.Tests.ImportCache;

[TestFixture]
internal sealed class PoolCacheTests
{
    private static readonly PoolCache Sample = PoolCacheCodec.Make(
        "beast", CacheFiles.Guid, 1, ["/dev/ada1", "/dev/gpt/log-0"], CacheFiles.Xdr());

    [Test]
    public void A_file_is_the_pool_s_in_both_forms()
    {
        Assert.That(PoolCacheContent.IsOf(CacheFiles.Xdr(), "beast", CacheFiles.Guid), Is.True);
        Assert.That(PoolCacheContent.IsOf(CacheFiles.Native(), "beast", CacheFiles.Guid), Is.True);
    }

    [Test]
    public void A_file_of_another_pool_is_not()
    {
        Assert.That(PoolCacheContent.IsOf(CacheFiles.Xdr(guid: 1), "beast", CacheFiles.Guid), Is.False);
        Assert.That(PoolCacheContent.IsOf(CacheFiles.Xdr("other"), "beast", CacheFiles.Guid), Is.False);
        Assert.That(PoolCacheContent.IsOf([], "beast", CacheFiles.Guid), Is.False);
        Assert.That(PoolCacheContent.IsOf("pool_guid"u8, "beast", CacheFiles.Guid), Is.False);
    }

    [Test]
    public void A_file_of_two_pools_is_not()
    {
        byte[] two = [.. CacheFiles.Xdr(), .. CacheFiles.Xdr("other", 1)];
        Assert.That(PoolCacheContent.IsOf(two, "beast", CacheFiles.Guid), Is.False);
    }

    [Test]
    public void What_goes_to_the_peer_comes_back_whole()
    {
        Assert.That(PoolCacheCodec.TryDecode(PoolCacheCodec.Encode(Sample), out PoolCache back), Is.True);
        Assert.That(back.Content, Is.EqualTo(Sample.Content));
        Assert.That(back.Header.Devices, Is.EqualTo(Sample.Header.Devices));
        Assert.That(back.Header with { Devices = [] }, Is.EqualTo(Sample.Header with { Devices = [] }));
    }

    [Test]
    public void A_changed_byte_anywhere_is_seen_or_changes_nothing_that_matters()
    {
        byte[] whole = PoolCacheCodec.Encode(Sample);
        for (int at = 0; at < whole.Length; at++)
        {
            byte[] changed = [.. whole];
            changed[at] ^= 1;

            // Node and device names are not covered by the hash; the channel signs them.
            bool read = PoolCacheCodec.TryDecode(changed, out PoolCache back);
            Assert.That(!read || back.Content.AsSpan().SequenceEqual(Sample.Content), Is.True, $"byte {at}");
            Assert.That(!read || back.Header.Guid == Sample.Header.Guid, Is.True, $"byte {at}");
        }
    }

    [Test]
    public void A_cut_file_is_refused()
    {
        byte[] whole = PoolCacheCodec.Encode(Sample);
        for (int length = 0; length < whole.Length; length++)
        {
            Assert.That(PoolCacheCodec.TryDecode(whole.AsSpan(0, length), out _), Is.False, $"{length} bytes");
        }
    }

    [TestCase("device ada1")]
    [TestCase("device /dev/$(reboot)")]
    [TestCase("device /dev/a b")]
    [TestCase("path /dev/ada1")]
    public void A_device_that_is_no_plain_path_is_refused(string line)
    {
        string header = System.Text.Encoding.UTF8.GetString(PoolCacheCodec.EncodeHeader(Sample.Header));
        byte[] changed = System.Text.Encoding.UTF8.GetBytes(
            header.Replace("device /dev/ada1", line, StringComparison.Ordinal));
        Assert.That(PoolCacheCodec.TryDecodeHeader(changed, out _), Is.False);
    }

    [Test]
    public void What_is_kept_is_found_again_readable_by_root_only()
    {
        using var files = new CacheFiles();
        files.Store.Save(Sample);
        Assert.That(files.Store.TryLoad("beast", out PoolCache found), Is.True);
        Assert.That(found.Content, Is.EqualTo(Sample.Content));
        Assert.That(File.GetUnixFileMode(files.Store.CachePath("beast")),
            Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.That(files.Store.TryLoad("other", out _), Is.False);
    }

    [Test]
    public void A_kept_file_that_was_changed_is_not_used()
    {
        using var files = new CacheFiles();
        files.Keep();
        File.AppendAllText(files.Store.CachePath("beast"), "x");
        Assert.That(files.Store.TryLoad("beast", out _), Is.False);
    }

    [Test]
    public void No_boot_reads_the_directory()
    {
        var store = new PoolCacheStore("/var/db/beastq");
        Assert.That(store.CachePath("beast"), Is.EqualTo("/var/db/beastq/cache/beast.cache"));
        Assert.That(store.TransientPath("beast"), Does.StartWith("/var/db/beastq/cache/").And.Not.EndsWith(".cache"));
    }
}
