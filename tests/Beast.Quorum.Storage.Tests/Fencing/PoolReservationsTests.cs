using Beast.Quorum.Core.Plans;
using Beast.Quorum.Storage.Fencing;
using Beast.Quorum.Storage.Steps;

namespace Beast.Quorum.Storage.Tests.Fencing;

/// <summary>Taking the disks, looking at them, giving them up.</summary>
[TestFixture]
internal sealed class PoolReservationsTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private static FakeDisks Mirror() =>
        new(FakeDisks.Disk("mirror-0", "/dev/da1"), FakeDisks.Disk("mirror-0", "/dev/da2"));

    [Test]
    public void A_fence_removes_the_peers_key_from_every_disk_and_reads_it_back()
    {
        FakeDisks disks = Mirror().With("da1", 0xb, 0xb).With("da2", 0xb, 0xb, 0xb);
        Assert.That(disks.Reservations.TryFence(disks.System, ["beast"], Deadline, out string text), Is.True, text);
        Assert.That(disks.Registered.Values, Has.All.EqualTo((ulong[])[0xa]));
        Assert.That(disks.Held.Values, Has.All.EqualTo(0xaUL));
        Assert.That(disks.Log.Last(line => line.Contains("da1")), Does.Contain("read_reservation"), "read back last");
    }

    [Test]
    public void A_disk_without_any_key_is_registered_and_reserved()
    {
        FakeDisks disks = Mirror().With("da1").With("da2");
        Assert.That(disks.Reservations.TryFence(disks.System, ["beast"], Deadline, out string text), Is.True, text);
        Assert.That(disks.Held, Has.Count.EqualTo(2));
    }

    [Test]
    public void Every_path_is_registered_and_a_dead_one_is_named()
    {
        FakeDisks disks = new(FakeDisks.Disk("", "/dev/da1", "/dev/da5"));
        disks.With("da1", 0xb, 0xb);
        Assert.That(disks.Reservations.TryFence(disks.System, ["beast"], Deadline, out string text), Is.True, text);
        Assert.That(disks.Log, Has.Some.Contains("persist da5 -v -o register_ignore"));
    }

    [Test]
    public void A_target_that_cannot_abort_is_preempted_without_it()
    {
        FakeDisks disks = Mirror().With("da1", 0xb, 0xb).With("da2", 0xb, 0xb);
        disks.Broken.Add("preempt_abort");
        Assert.That(disks.Reservations.TryFence(disks.System, ["beast"], Deadline, out string text), Is.True, text);
    }

    [Test]
    public void A_unit_attention_is_no_failure()
    {
        FakeDisks disks = Mirror().With("da1", 0xb, 0xb).With("da2", 0xb, 0xb);
        disks.Fails["da1"] = 1;
        disks.Before = (disk, action) => disks.Fails[disk] =
            action == "preempt_abort" ? 1 : disks.Fails.GetValueOrDefault(disk);
        Assert.That(disks.Reservations.TryFence(disks.System, ["beast"], Deadline, out string text), Is.True, text);
    }

    [Test]
    public void A_fence_fails_if_a_disk_keeps_the_peers_key_although_every_order_succeeded()
    {
        FakeDisks disks = Mirror().With("da1", 0xb, 0xb).With("da2", 0xb, 0xb);
        disks.Before = (disk, action) =>
        {
            if (disk == "da2" && action == "read_keys" && !disks.Registered[disk].Contains(0xb))
            {
                disks.Registered[disk].Add(0xb);
            }
        };
        Assert.That(disks.Reservations.TryFence(disks.System, ["beast"], Deadline, out string text), Is.False);
        Assert.That(text, Does.Contain("1 of 2 disks"));
    }

    [Test]
    public void A_disk_that_does_not_answer_is_named_with_what_was_tried()
    {
        FakeDisks disks = Mirror().With("da1", 0xb, 0xb);
        Assert.That(disks.Reservations.TryFence(disks.System, ["beast"], Deadline, out string text), Is.False);
        Assert.That(text, Does.Contain("1 of 2 disks").And.Contain("persist da2 -v -o register_ignore"));
    }

    [Test]
    public void A_foreign_key_is_left_alone_and_named()
    {
        FakeDisks disks = Mirror().With("da1", 0xc, 0xb, 0xc).With("da2", 0xb, 0xb);
        Assert.That(disks.Reservations.TryFence(disks.System, ["beast"], Deadline, out string text), Is.False);
        Assert.That(text, Does.Contain("key 0xc is registered, which is neither node's"));
        Assert.That(disks.Registered["da1"], Does.Contain(0xcUL));
    }

    [Test]
    public void Disks_that_are_not_listed_are_found_and_one_that_holds_the_quorum_device_is_refused()
    {
        FakeDisks disks = new() { Zpool = Layout("da1", "da2") };
        disks.With("da1", 0xb, 0xb).With("da2", 0xb, 0xb);
        Assert.That(disks.Reservations.TryFence(disks.System, ["beast"], Deadline, out string text), Is.True, text);

        disks = new() { Zpool = Layout("da1", "da9p2") };
        disks.With("da1", 0xb, 0xb).With("da9", 0xb, 0xb);
        Assert.That(disks.Reservations.TryFence(disks.System, ["beast"], Deadline, out text), Is.False);
        Assert.That(text, Does.Contain("/dev/da9").And.Contain("holds the quorum device (/dev/da9p1)"));
        Assert.That(disks.Log, Has.None.Contains("camcontrol"), "nothing was ordered");
    }

    [Test]
    public void A_disk_behind_a_label_must_be_listed()
    {
        FakeDisks disks = new() { Zpool = Layout("multipath/one", "multipath/two") };
        Assert.That(disks.Reservations.TryFence(disks.System, ["beast"], Deadline, out string text), Is.False);
        Assert.That(text, Does.Contain("multipath/one: no path to it is known: list it under disks"));
    }

    [Test]
    public void An_owner_whose_key_is_gone_from_a_readable_list_has_lost_its_disks()
    {
        FakeDisks disks = Mirror().With("da1", 0xa, 0xa).With("da2", 0xa, 0xa);
        Assert.That(Look(disks), Is.Null);
        disks.With("da2", 0xb, 0xb);
        Assert.That(Look(disks), Does.Contain("disk /dev/da2 carries 0xb and not 0xa"));
        Assert.That(disks.Registered["da2"], Is.EqualTo((ulong[])[0xb]), "it is never taken back");
    }

    [Test]
    public void A_disk_that_never_carried_the_owners_key_was_not_taken_from_it()
    {
        // It came back with the old owner's key, or is new.
        FakeDisks disks = Mirror().With("da1", 0xa, 0xa).With("da2", 0xb, 0xb);
        ReservationLook look = disks.Reservations.Look(disks.System, ["beast"], Deadline, () => true);
        Assert.That(look.Lost, Is.Null);
        Assert.That(look.Problems.Single(), Does.Contain("disk /dev/da2 carries 0xb and not 0xa"));
    }

    [Test]
    public void A_pool_of_which_enough_disks_are_gone_was_fenced_whatever_was_seen_before()
    {
        FakeDisks disks = Mirror().With("da1", 0xb, 0xb).With("da2", 0xb, 0xb);
        Assert.That(Look(disks), Does.Contain("0xb and not 0xa"));
    }

    [Test]
    public void A_fence_that_is_no_longer_wanted_orders_nothing_more()
    {
        FakeDisks disks = Mirror().With("da1", 0xb, 0xb).With("da2", 0xb, 0xb);
        bool fenced = disks.Reservations.TryFence(disks.System, ["beast"], Deadline, out string text, () => false);
        Assert.That(fenced, Is.False, text);
        Assert.That(disks.Registered["da1"], Is.EqualTo((ulong[])[0xb]));
    }

    private static string? Look(FakeDisks disks) =>
        disks.Reservations.Look(disks.System, ["beast"], Deadline, () => true).Lost;

    [Test]
    public void A_read_that_fails_is_no_proof()
    {
        FakeDisks disks = Mirror().With("da1", 0xa, 0xa);
        ReservationLook look = disks.Reservations.Look(disks.System, ["beast"], Deadline, () => true);
        Assert.That(look.Lost, Is.Null);
        Assert.That(look.Problems.Single(), Does.Contain("reservation of disk /dev/da2 cannot be read"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Disks_without_any_key_are_reserved_again_under_a_lease_only(bool lease)
    {
        FakeDisks disks = Mirror().With("da1", 0xa, 0xa).With("da2");
        ReservationLook look = disks.Reservations.Look(disks.System, ["beast"], Deadline, () => lease);
        Assert.That(look.Lost, Is.Null);
        Assert.That(disks.Held.ContainsKey("da2"), Is.EqualTo(lease));
        Assert.That(look.Problems, Has.Count.EqualTo(lease ? 0 : 1));
    }

    [Test]
    public void A_peer_that_comes_in_between_keeps_the_disk()
    {
        FakeDisks disks = Mirror().With("da1", 0xa, 0xa).With("da2");
        disks.Before = (disk, action) =>
        {
            if (disk == "da2" && action == "register_ignore")
            {
                disks.Registered[disk].Add(0xb);
                disks.Held[disk] = 0xb;
            }
        };
        disks.Reservations.Look(disks.System, ["beast"], Deadline, () => true);
        Assert.That(disks.Registered["da2"], Is.EqualTo((ulong[])[0xb]));
        Assert.That(disks.Held["da2"], Is.EqualTo(0xbUL));
    }

    [Test]
    public void Giving_up_removes_the_own_key_only()
    {
        FakeDisks disks = Mirror().With("da1", 0xa, 0xa, 0xb).With("da2", 0xa, 0xa);
        StepResult result = Step(disks, StepKind.ReleaseDisks);
        Assert.That(result.Outcome, Is.EqualTo(StepOutcome.Done), result.Detail);
        Assert.That(disks.Registered["da1"], Is.EqualTo((ulong[])[0xb]));
        Assert.That(disks.Held, Is.Empty);
    }

    [Test]
    public void A_step_without_a_lease_orders_nothing()
    {
        FakeDisks disks = Mirror().With("da1", 0xb, 0xb).With("da2", 0xb, 0xb);
        Assert.That(Step(disks, StepKind.ReserveDisks, lease: false).Outcome, Is.EqualTo(StepOutcome.Refused));
        Assert.That(disks.Log, Is.Empty);
    }

    [Test]
    public void A_test_leaves_every_key_and_reservation_as_it_was()
    {
        FakeDisks disks = Mirror().With("da1", 0xb, 0xb).With("da2", 0xa, 0xa);
        ReservationProof proof = ReservationTest.Run(disks.System, disks.Reservations, ["beast"], "/dev/da9p1");
        Assert.That(proof.Ok, Is.True, string.Join('\n', proof.Lines));
        Assert.That(disks.Registered["da1"], Is.EqualTo((ulong[])[0xb]));
        Assert.That(disks.Registered["da2"], Is.EqualTo((ulong[])[0xa]));
        Assert.That((disks.Held["da1"], disks.Held["da2"]), Is.EqualTo((0xbUL, 0xaUL)));
        Assert.That(disks.Log, Has.None.Contains("preempt").And.None.Contains("-o reserve"));
    }

    [Test]
    public void A_test_names_the_disk_without_reservations_and_what_to_do()
    {
        FakeDisks disks = Mirror().With("da1", 0xb, 0xb);
        ReservationProof proof = ReservationTest.Run(disks.System, disks.Reservations, ["beast"], "/dev/da9p1");
        Assert.That(proof.Ok, Is.False);
        Assert.That(
            proof.Lines, Has.Some.Contains("/dev/da2 has no persistent reservations").And.Some.Contains("use another"));
    }

    private static StepResult Step(FakeDisks disks, StepKind kind, bool lease = true) =>
        new StepExecutor(disks.System).Run(
            new Core.Configuration.GroupConfiguration { Name = "main", Id = 0, Pools = ["beast"] },
            new PlanStep(0, 0, kind, "beast", Deadline, FailureRule.ReportAndContinue, RetryRule.Once),
            () => lease,
            () => { });

    private static string Layout(string first, string second) =>
        $"  pool: beast\nconfig:\n\n\tNAME  STATE\n\tbeast  ONLINE\n\t  mirror-0  ONLINE\n"
        + $"\t    {first}  ONLINE\n\t    {second}  ONLINE\n";
}
