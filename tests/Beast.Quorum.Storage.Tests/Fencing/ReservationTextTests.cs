using Beast.Quorum.Storage.Fencing;

namespace Beast.Quorum.Storage.Tests.Fencing;

/// <summary>The answers of camcontrol as recorded on FreeBSD 10.4, and those of sg_persist (sg3_utils).</summary>
[TestFixture]
internal sealed class ReservationTextTests
{
    private static readonly CamcontrolReservations Camcontrol = new(["/sbin/camcontrol"]);

    private static readonly SgPersistReservations SgPersist = new(["/usr/bin/sg_persist"]);

    private const string Reservation = """
        PRgeneration: 0x2
        Reservation Key: 0xabc
        Scope address: 0
        Scope: lun (0)
        Type: write_exclusive_reg_only (0x5)
        Extent length: 0

        """;

    [TestCase("PRgeneration: 0\n0 keys.\n", "")]
    [TestCase("PRgeneration: 0x3\n1 key:\n0: 0xdef\n", "def")]
    [TestCase("PRgeneration: 0x2\n2 keys:\n0: 0xabc\n1: 0xdef\n", "abc def")]
    [TestCase("PRgeneration: 0x2\n2 keys:\n0: 0xabc\n1: 0\n", "abc 0")]
    public void Keys_are_read(string text, string expected)
    {
        Assert.That(Camcontrol.TryParseKeys(text, out IReadOnlyList<ulong> keys), Is.True);
        Assert.That(string.Join(' ', keys.Select(key => key.ToString("x"))), Is.EqualTo(expected));
    }

    [TestCase("")]
    [TestCase("PRgeneration: 0x2\n")]
    [TestCase("PRgeneration: 0x2\n2 keys:\n0: 0xabc\n", Description = "one is missing")]
    [TestCase("PRgeneration: 0x2\n1 key:\n0: 0xabc\n1: 0xdef\n", Description = "one too many")]
    [TestCase("PRgeneration: 0x2\n2 keys:\n0: 0xabc\n1: 0xde", Description = "cut")]
    [TestCase("PRgeneration: 0x2\n2 keys:\n0: 0xabc\n2: 0xdef\n")]
    [TestCase("PRgeneration: 0x2\n1 key:\n0: abc\n")]
    [TestCase("No reservations.\n")]
    public void What_is_no_whole_list_of_keys_is_never_an_empty_one(string text)
    {
        Assert.That(Camcontrol.TryParseKeys(text, out IReadOnlyList<ulong> keys), Is.False);
        Assert.That(keys, Is.Empty);
    }

    [Test]
    public void A_reservation_is_read_and_none_is_none()
    {
        Assert.That(Camcontrol.TryParseReservation(Reservation, out DiskReservation? held), Is.True);
        Assert.That(held, Is.EqualTo(new DiskReservation(0xabc, DiskReservation.WriteExclusiveRegistrantsOnly)));
        Assert.That(Camcontrol.TryParseReservation("No reservations.\n", out DiskReservation? none), Is.True);
        Assert.That(none, Is.Null);
        Assert.That(Camcontrol.TryParseReservation("PRgeneration: 0x2\nReservation Key: 0xabc\n", out _), Is.False);
        Assert.That(Camcontrol.TryParseReservation("", out _), Is.False, "a silent failure is no answer");
        Assert.That(
            Camcontrol.TryParseReservation(Reservation.Replace("(0x5)", "(0x55)", StringComparison.Ordinal), out _),
            Is.False);
    }

    [Test]
    public void Capabilities_are_read_though_CTL_says_that_it_lacks_the_type()
    {
        const string ctl = """
            Replace Lost Reservation Capable (RLR_C): 0
            Compatible Reservation Handling (CRH): 1
            Supported Persistent Reservation Types:
                Write Exclusive - Registrants Only (WR_EX_RO): 0

            """;
        Assert.That(Camcontrol.TryParseCapabilities(ctl, out bool lists), Is.True);
        Assert.That(lists, Is.False);
        string other = ctl.Replace("(WR_EX_RO): 0", "(WR_EX_RO): 1", StringComparison.Ordinal);
        Assert.That(Camcontrol.TryParseCapabilities(other, out lists) && lists, Is.True);
        Assert.That(Camcontrol.TryParseCapabilities("", out _), Is.False);
    }

    [Test]
    public void Camcontrol_gets_its_device_without_dev_and_always_v_and_never_p_or_a()
    {
        string[] lines =
        [
            .. new[]
            {
                Camcontrol.ReadKeys("/dev/da1"), Camcontrol.ReadReservation("/dev/da1"),
                Camcontrol.ReadCapabilities("/dev/da1"), Camcontrol.Register("/dev/da1", 0x1f),
                Camcontrol.Unregister("/dev/da1", 0x1f), Camcontrol.Reserve("/dev/da1", 0x1f),
                Camcontrol.Release("/dev/da1", 0x1f), Camcontrol.Preempt("/dev/da1", 0x1f, 0x1e, abort: true),
                Camcontrol.Preempt("/dev/da1", 0x1f, 0x1e, abort: false),
            }.Select(line => string.Join(' ', line)),
        ];
        Assert.That(lines, Is.EqualTo((string[])
        [
            "/sbin/camcontrol persist da1 -v -i read_keys",
            "/sbin/camcontrol persist da1 -v -i read_reservation",
            "/sbin/camcontrol persist da1 -v -i report_capabilities",
            "/sbin/camcontrol persist da1 -v -o register_ignore -K 0x1f",
            "/sbin/camcontrol persist da1 -v -o register -k 0x1f -K 0",
            "/sbin/camcontrol persist da1 -v -o reserve -k 0x1f -T write_exclusive_reg_only",
            "/sbin/camcontrol persist da1 -v -o release -k 0x1f -T write_exclusive_reg_only",
            "/sbin/camcontrol persist da1 -v -o preempt_abort -k 0x1f -K 0x1e -T write_exclusive_reg_only",
            "/sbin/camcontrol persist da1 -v -o preempt -k 0x1f -K 0x1e -T write_exclusive_reg_only",
        ]));
    }

    [TestCase("  LIO-ORG   disk1             4.0 \n  Peripheral device type: disk\n"
        + "  PR generation=0x2, 2 registered reservation keys follow:\n    0xabc\n    0xdef\n", "abc def")]
    [TestCase("  PR generation=0x4, 1 registered reservation key follows:\n    0xabc\n", "abc")]
    [TestCase("  PR generation=0x0, there are NO registered reservation keys\n", "")]
    public void The_keys_of_sg_persist_are_read(string text, string expected)
    {
        Assert.That(SgPersist.TryParseKeys(text, out IReadOnlyList<ulong> keys), Is.True);
        Assert.That(string.Join(' ', keys.Select(key => key.ToString("x"))), Is.EqualTo(expected));
        Assert.That(SgPersist.TryParseKeys(text[..^1], out _), Is.False, "cut");
    }

    [Test]
    public void The_reservation_of_sg_persist_is_read()
    {
        const string held = "  PR generation=0x2, Reservation follows:\n    Key=0xabc\n"
            + "    scope: LU_SCOPE,  type: Write Exclusive, registrants only\n";
        Assert.That(SgPersist.TryParseReservation(held, out DiskReservation? reservation), Is.True);
        Assert.That(reservation, Is.EqualTo(new DiskReservation(0xabc, 5)));
        Assert.That(
            SgPersist.TryParseReservation("  PR generation=0x2, there is NO reservation held\n", out reservation),
            Is.True);
        Assert.That(reservation, Is.Null);
        Assert.That(SgPersist.TryParseReservation("persistent reservation in: transport: \n", out _), Is.False);
    }

    [Test]
    public void The_keys_of_a_pair_are_never_zero_and_differ_in_the_last_bit_only()
    {
        for (int round = 0; round < 200; round++)
        {
            Guid cluster = Guid.NewGuid();
            ReservationKeys zero = ReservationKeys.Of(cluster, 0), one = ReservationKeys.Of(cluster, 1);
            Assert.That((zero.Own, zero.Peer), Is.EqualTo((one.Peer, one.Own)));
            Assert.That(zero.Own ^ zero.Peer, Is.EqualTo(1UL));
            Assert.That(zero.Own & 1, Is.Zero);
            Assert.That(Math.Min(zero.Own, zero.Peer), Is.Positive);
            Assert.That(ReservationKeys.Of(Guid.NewGuid(), 0).Own, Is.Not.EqualTo(zero.Own));
        }
    }
}
