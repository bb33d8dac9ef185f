using System.Text;
using Beast.Quorum.Platform.Files;
using Beast.Quorum.Platform.Tests.Support;

namespace Beast.Quorum.Platform.Tests.Files;

internal sealed class TwoSlotFileTests
{
    private const int SlotSize = 512;
    private TemporaryDirectory directory = null!;
    private string path = "";

    [SetUp]
    public void SetUp()
    {
        directory = new TemporaryDirectory();
        path = directory["state"];
    }

    [TearDown]
    public void TearDown() => directory.Dispose();

    [Test]
    public void A_new_file_is_empty_private_and_as_large_as_it_will_ever_be()
    {
        using TwoSlotFile file = TwoSlotFile.Open(path);

        Assert.That(file.Read(), Is.Null);
        Assert.That(new FileInfo(path).Length, Is.EqualTo(8192));
        Assert.That(File.GetUnixFileMode(path), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    public void The_newest_value_is_read_also_after_opening_again()
    {
        for (int i = 0; i < 7; i++)
        {
            using TwoSlotFile file = TwoSlotFile.Open(path, SlotSize);
            file.Write(Encoding.UTF8.GetBytes($"value {i}"));
            file.Write(Encoding.UTF8.GetBytes($"value {i}b"));
            Assert.That(Text(file.Read()), Is.EqualTo($"value {i}b"));
        }

        using TwoSlotFile last = TwoSlotFile.Open(path, SlotSize);
        Assert.That(Text(last.Read()), Is.EqualTo("value 6b"));
        Assert.That(new FileInfo(path).Length, Is.EqualTo(2 * SlotSize));
    }

    [Test]
    public void A_torn_write_at_any_byte_leaves_the_value_before_it()
    {
        byte[] before = TwoValues(out byte[] after);
        for (int torn = 0; torn <= SlotSize; torn++)
        {
            // The third write went into the first slot; only its first bytes reached the disk.
            byte[] image = [.. after[..torn], .. before[torn..]];
            string expected = image.AsSpan().SequenceEqual(after) ? "third" : "second";
            Assert.That(ReadImage(image), Is.EqualTo(expected), $"torn after {torn} bytes");
        }
    }

    [Test]
    public void A_torn_write_that_starts_from_its_end_leaves_the_value_before_it()
    {
        byte[] before = TwoValues(out byte[] after);
        for (int torn = 0; torn <= SlotSize; torn++)
        {
            byte[] image = [.. before[..torn], .. after[torn..]];
            string expected = image.AsSpan().SequenceEqual(after) ? "third" : "second";
            Assert.That(ReadImage(image), Is.EqualTo(expected), $"torn before {torn}");
        }
    }

    [Test]
    public void No_flipped_bit_of_either_slot_gives_anything_but_one_of_the_two_values()
    {
        TwoValues(out byte[] image);
        // Every bit of both headers and payloads; of the zeros behind them every 31st will do.
        IEnumerable<int> bits = Enumerable.Range(0, image.Length * 8)
            .Where(bit => bit % (SlotSize * 8) < 70 * 8 || bit % 31 == 0);
        foreach (int bit in bits)
        {
            byte[] flipped = [.. image];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            string expected = bit < SlotSize * 8 && bit / 8 < 56 + 5 ? "second" : "third";
            Assert.That(ReadImage(flipped), Is.EqualTo(expected), $"bit {bit}");
        }
    }

    [Test]
    public void A_file_cut_anywhere_gives_the_newest_value_that_is_left()
    {
        TwoValues(out byte[] image);
        for (int length = 0; length <= image.Length; length++)
        {
            // "third" is in the first slot: whole once its bytes and the zeros behind them are there.
            string? expected = length >= 56 + 5 ? "third" : null;
            Assert.That(ReadImage(image[..length]), Is.EqualTo(expected), $"cut at {length}");
        }
    }

    [Test]
    public void With_both_slots_broken_there_is_no_value_and_writing_works_again()
    {
        TwoValues(out byte[] image);
        image[60] ^= 1;
        image[SlotSize + 60] ^= 1;
        Assert.That(ReadImage(image), Is.Null);

        using TwoSlotFile file = TwoSlotFile.Open(path, SlotSize);
        file.Write("again"u8);
        Assert.That(Text(file.Read()), Is.EqualTo("again"));
    }

    [Test]
    public void Somebody_elses_file_is_refused_and_left_alone()
    {
        File.WriteAllText(path, "precious");
        Assert.That(() => TwoSlotFile.Open(path).Dispose(),
            Throws.InstanceOf<IOException>().With.Message.Contains(path));

        File.WriteAllBytes(path, new byte[10_000]);
        Assert.That(() => TwoSlotFile.Open(path).Dispose(), Throws.InstanceOf<IOException>());
        Assert.That(new FileInfo(path).Length, Is.EqualTo(10_000));
    }

    [Test]
    public void A_value_that_does_not_fit_is_refused()
    {
        using TwoSlotFile file = TwoSlotFile.Open(path, SlotSize);
        file.Write(new byte[file.PayloadMax]);

        Assert.That(() => file.Write(new byte[file.PayloadMax + 1]), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(file.Read(), Has.Length.EqualTo(file.PayloadMax));
    }

    [Test]
    public void An_empty_value_is_a_value()
    {
        using TwoSlotFile file = TwoSlotFile.Open(path, SlotSize);
        file.Write([]);

        Assert.That(file.Read(), Is.Not.Null.And.Empty);
    }

    [Test]
    public void A_missing_directory_is_named() => Assert.That(
        () => TwoSlotFile.Open(directory["no/such"]).Dispose(),
        Throws.InstanceOf<IOException>().With.Message.Contains("no/such"));

    // The file's bytes before and after the third write.
    private byte[] TwoValues(out byte[] after)
    {
        using TwoSlotFile file = TwoSlotFile.Open(path, SlotSize);
        file.Write("first"u8);
        file.Write("second"u8);
        byte[] before = File.ReadAllBytes(path);
        file.Write("third"u8);
        after = File.ReadAllBytes(path);
        return before;
    }

    private string? ReadImage(byte[] image)
    {
        File.WriteAllBytes(path, image);
        using TwoSlotFile file = TwoSlotFile.Open(path, SlotSize);
        return Text(file.Read());
    }

    private static string? Text(byte[]? payload) => payload is null ? null : Encoding.UTF8.GetString(payload);
}
