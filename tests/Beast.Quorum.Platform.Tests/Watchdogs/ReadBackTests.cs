using Beast.Quorum.Platform.Devices;
using Beast.Quorum.Platform.Watchdogs;

namespace Beast.Quorum.Platform.Tests.Watchdogs;

[TestFixture(true, true)]
[TestFixture(true, false)]
[TestFixture(false, true)]
[TestFixture(false, false)]
internal sealed class ReadBackTests(bool isNew, bool canBeAsked)
{
    private FakeFido fido = null!;
    private FidoWatchdog dog = null!;

    [SetUp]
    public void SetUp()
    {
        fido = new FakeFido(isNew) { CanBeAsked = canBeAsked };
        dog = new FidoWatchdog(fido.Control, fido);
    }

    [TearDown]
    public void TearDown() => dog.Dispose();

    [Test]
    public void Every_time_reads_back_as_it_was_asked_for([Range(24, 43)] int exponent)
    {
        TimeSpan time = PowerOfTwo.ToTimeSpan(exponent);

        Assert.That(dog.Arm(time), Is.True, dog.Problem);
        Assert.That((dog.Timeout, fido.Exponent), Is.EqualTo((time, exponent)));
    }

    [Test]
    public void A_kernel_that_programs_another_time_is_refused_with_both_numbers_and_left_disarmed()
    {
        fido.Wrong = 1;

        Assert.That(dog.Arm(TimeSpan.FromSeconds(1)), Is.False);
        Assert.That(dog.Problem, Does.Contain("1.074 s").And.Contain("2.147 s"));
        Assert.That((dog.Timeout, fido.Exponent), Is.EqualTo((TimeSpan.Zero, 0)));
    }

    [Test]
    public void What_was_armed_before_stays_armed_when_another_time_is_refused()
    {
        Assert.That(dog.Arm(TimeSpan.FromSeconds(1)), Is.True);
        fido.Wrong = 2;

        Assert.That(dog.Arm(TimeSpan.FromSeconds(10)), Is.False);
        Assert.That(dog.Timeout, Is.EqualTo(PowerOfTwo.ToTimeSpan(30)));
        Assert.That(fido.Exponent, Is.Not.Zero);
    }

    [Test]
    public void Another_program_that_sets_the_time_out_is_found_at_the_next_pat()
    {
        dog.Arm(TimeSpan.FromSeconds(1));
        Assert.That(dog.Pat(), Is.True);
        int before = fido.Pats;
        fido.Exponent = 37;
        if (!canBeAsked)
        {
            Assert.That((dog.Pat(), fido.Exponent), Is.EqualTo((true, 30)), "a sysctl is not read at every pat");
            return;
        }

        Assert.That(dog.Pat(), Is.False);
        Assert.That(dog.LastError, Is.EqualTo(Errno.EBUSY));
        Assert.That(dog.Problem, Does.Contain("137.439 s").And.Contain("watchdogd"));
        Assert.That((fido.Pats, fido.Exponent), Is.EqualTo((before + 1, 30)), "the pat itself is done all the same");
        Assert.That(dog.Pat(), Is.True);
        Assert.That(dog.Problem, Does.Contain("no error"));
    }
}
