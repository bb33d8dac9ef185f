using Beast.Quorum.Platform.Files;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Platform.Tests.Support;

namespace Beast.Quorum.Platform.Tests.Files;

internal sealed class InstanceLockTests
{
    private TemporaryDirectory directory = null!;

    [SetUp]
    public void SetUp() => directory = new TemporaryDirectory();

    [TearDown]
    public void TearDown() => directory.Dispose();

    [Test]
    public void The_second_daemon_is_told_who_has_the_lock()
    {
        using InstanceLock? first = InstanceLock.TryAcquire(directory["lock"], out int holder);
        Assert.That((first is not null, holder), Is.EqualTo((true, Environment.ProcessId)));

        Assert.That(InstanceLock.TryAcquire(directory["lock"], out int other), Is.Null);
        Assert.That(other, Is.EqualTo(Environment.ProcessId));
    }

    [Test]
    public void A_released_lock_can_be_taken_again()
    {
        InstanceLock.TryAcquire(directory["lock"], out _)!.Dispose();

        AssertCanBeTaken();
    }

    [Test]
    public void The_lock_lives_as_long_as_a_command_that_inherited_it()
    {
        InstanceLock held = InstanceLock.TryAcquire(directory["lock"], out _)!;
        using SpawnedProcess command = SpawnedProcess.Start(
            ["/bin/sleep", "1000"], inheritedDescriptors: [held.Descriptor]);
        held.Dispose();

        Assert.That(InstanceLock.TryAcquire(directory["lock"], out int holder), Is.Null, "the command still runs");
        Assert.That(holder, Is.EqualTo(Environment.ProcessId));

        command.KillGroup();
        Assert.That(command.WaitForExit(TimeSpan.FromSeconds(60)), Is.True);
        AssertCanBeTaken();
    }

    [Test]
    public void A_command_that_does_not_inherit_the_lock_does_not_hold_it()
    {
        InstanceLock held = InstanceLock.TryAcquire(directory["lock"], out _)!;
        using SpawnedProcess command = SpawnedProcess.Start(["/bin/sleep", "1000"]);
        held.Dispose();

        AssertCanBeTaken();
        Assert.That(command.HasExited, Is.False);
    }

    [Test]
    public void A_runner_passes_the_lock_on_while_its_command_runs()
    {
        using InstanceLock held = InstanceLock.TryAcquire(directory["lock"], out _)!;
        CommandResult result = new CommandRunner().Run(
            new CommandRequest(["/bin/sh", "-c", "ls -l /proc/$$/fd"], TimeSpan.FromSeconds(60))
            {
                InheritedDescriptors = [held.Descriptor],
            });

        Assert.That(result.StandardOutput, Does.Contain(held.Path));
    }

    [Test]
    public void A_lock_that_cannot_be_opened_is_an_error_and_not_a_lock_held_by_somebody() => Assert.That(
        () => InstanceLock.TryAcquire(directory["no/such"], out _),
        Throws.InstanceOf<IOException>().With.Message.Contains("no/such"));

    [Test]
    public void Rubbish_in_the_file_is_no_process_id()
    {
        File.WriteAllText(directory["lock"], "rubbish that is longer than a number");
        using InstanceLock? held = InstanceLock.TryAcquire(directory["lock"], out _);

        Assert.That(held, Is.Not.Null);
        // Not File.ReadAllText: .NET takes a lock of its own, which this one refuses.
        CommandResult cat = new CommandRunner().Run(
            new CommandRequest(["/bin/cat", directory["lock"]], TimeSpan.FromSeconds(60)));
        Assert.That(cat.StandardOutput, Is.EqualTo($"{Environment.ProcessId}\n"));
    }

    // A process that another thread is starting holds every descriptor between its fork and its exec.
    private void AssertCanBeTaken() => Eventually.True(
        () =>
        {
            using InstanceLock? taken = InstanceLock.TryAcquire(directory["lock"], out _);
            return taken is not null;
        },
        "the lock can be taken");
}
