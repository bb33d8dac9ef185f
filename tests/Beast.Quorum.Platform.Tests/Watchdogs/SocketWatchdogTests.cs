using Beast.Quorum.Platform.Devices;
using Beast.Quorum.Platform.Tests.Support;
using Beast.Quorum.Platform.Watchdogs;

namespace Beast.Quorum.Platform.Tests.Watchdogs;

internal sealed class SocketWatchdogTests
{
    private TemporaryDirectory directory = null!;
    private DatagramListener listener = null!;
    private SocketWatchdog dog = null!;

    [SetUp]
    public void SetUp()
    {
        directory = new TemporaryDirectory();
        listener = new DatagramListener(directory["dog"]);
        dog = new SocketWatchdog(directory["dog"]);
    }

    [TearDown]
    public void TearDown()
    {
        dog.Dispose();
        listener.Dispose();
        directory.Dispose();
    }

    [Test]
    public void Arming_counts_once_it_is_answered()
    {
        Assert.That(Armed("ok 1073741824"), Is.EqualTo("arm 1073741824"));
        Assert.That(dog.Timeout, Is.EqualTo(TimeSpan.FromTicks((1L << 30) / 100)));

        Assert.That((dog.Pat(), listener.Receive()), Is.EqualTo((true, "pat")));
        Assert.That((dog.Disarm(), listener.Receive()), Is.EqualTo((true, "disarm")));
        Assert.That((dog.Timeout, dog.Pat()), Is.EqualTo((TimeSpan.Zero, false)));
    }

    [Test]
    public void A_time_that_was_programmed_otherwise_is_refused_with_both_numbers()
    {
        for (int tries = 0; tries < 50 && !dog.Problem.Contains("reads back", StringComparison.Ordinal); tries++)
        {
            Task<string> server = Task.Run(() => listener.ReceiveAndAnswer("ok 2147483648"));
            Assert.That(dog.Arm(TimeSpan.FromSeconds(1)), Is.False);
            server.Wait();
        }

        Assert.That(dog.Problem, Does.Contain("1.074 s").And.Contain("2.147 s"));
        Assert.That((dog.Timeout, listener.Receive()), Is.EqualTo((TimeSpan.Zero, "disarm")));
    }

    [Test]
    public void Arming_without_an_answer_fails_in_bounded_time()
    {
        Assert.That(dog.Arm(TimeSpan.FromSeconds(1)), Is.False);
        Assert.That((dog.LastError, dog.Timeout), Is.EqualTo((Errno.ETIMEDOUT, TimeSpan.Zero)));
    }

    [Test]
    public void An_answer_that_is_none_does_not_arm()
    {
        for (int tries = 0; tries < 20 && (dog.LastError is 0 || dog.LastError == Errno.ETIMEDOUT); tries++)
        {
            Task<string> server = Task.Run(() => listener.ReceiveAndAnswer("no such thing"));
            Assert.That(dog.Arm(TimeSpan.FromSeconds(1)), Is.False);
            server.Wait();
        }

        Assert.That((dog.LastError, dog.Timeout), Is.EqualTo((Errno.EOPNOTSUPP, TimeSpan.Zero)));
    }

    [Test]
    public void A_watchdog_that_is_away_is_seen()
    {
        Assert.That(dog.IsPresent, Is.True);
        listener.Dispose();

        Assert.That(dog.IsPresent, Is.False);
        Assert.That(dog.Arm(TimeSpan.FromSeconds(1)), Is.False);
        Assert.That(dog.LastError, Is.EqualTo(Errno.ENOENT).Or.EqualTo(Errno.ECONNREFUSED));
    }

    [Test]
    public void Disposing_says_nothing_and_removes_the_clients_name()
    {
        Armed("ok 1073741824");
        dog.Dispose();

        Assert.That(listener.IsEmpty, Is.True);
        Assert.That(Directory.GetFileSystemEntries(directory.Root), Has.Length.EqualTo(1));
    }

    [Test]
    public void Patting_allocates_nothing_and_a_full_queue_does_not_block()
    {
        Armed("ok 1073741824");

        Assert.That(Allocations.OfThousand(() => dog.Pat()), Is.Zero);
        Assert.That(dog.LastError, Is.EqualTo(Errno.EAGAIN).Or.EqualTo(Errno.ENOBUFS));
    }

    // On a loaded machine an answer may take longer than the client waits: then it asks again.
    private string Armed(string answer)
    {
        string asked = "";
        for (int tries = 0; tries < 50 && dog.Timeout == TimeSpan.Zero; tries++)
        {
            Task<string> server = Task.Run(() => listener.ReceiveAndAnswer(answer));
            dog.Arm(TimeSpan.FromSeconds(1));
            asked = server.Result;
        }

        Assert.That(dog.Timeout, Is.GreaterThan(TimeSpan.Zero));
        return asked;
    }
}
