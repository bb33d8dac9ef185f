using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Time;
using Beast.Quorum.Daemon.Configuration;
using Beast.Quorum.Daemon.Events;
using Beast.Quorum.Daemon.Hosting;
using Beast.Quorum.Daemon.Tests.Configuration;
using Beast.Quorum.Platform.Devices;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Platform.Sysctls;
using Beast.Quorum.Platform.Watchdogs;
using Moq;

namespace Beast.Quorum.Daemon.Tests.Hosting;

public sealed class WatchdogChoiceTests
{
    private readonly List<string> notes = [];

    [SetUp]
    public void SetUp() => notes.Clear();

    /// <summary>The configuration is proved with Core's idea of a driver, the daemon arms Platform's.</summary>
    [TestCase(WatchdogKind.Fido)]
    [TestCase(WatchdogKind.Socket)]
    [TestCase(WatchdogKind.Linux)]
    public void What_the_proof_counts_on_is_what_the_watchdog_programs(WatchdogKind kind)
    {
        using Folder folder = new();
        File.WriteAllText(folder.At("dog"), "");
        using IWatchdog watchdog = kind switch
        {
            WatchdogKind.Linux => new LinuxWatchdog(folder.At("dog")),
            WatchdogKind.Socket => new SocketWatchdog(folder.At("dog")),
            _ => new NoWatchdog(),
        };
        for (double seconds = 0.05; seconds < 300; seconds *= 1.01)
        {
            TimeSpan asked = TimeSpan.FromSeconds(seconds);
            Assert.That(watchdog.Effective(asked), Is.EqualTo(WatchdogTimeout.Programmed(kind, asked)), $"{asked}");
        }

        foreach (QuorumTiming timing in TimingPresets.All)
        {
            TimeSpan programmed = watchdog.Effective(timing.Watchdog);
            Assert.That(TimingProof.Violations(timing, programmed), Is.Empty, $"{timing.Name} with {kind}");
        }
    }

    [Test]
    public void A_time_out_that_is_rounded_is_told_with_both_numbers()
    {
        using Folder folder = new();
        File.WriteAllText(folder.At("dog"), "");
        using IWatchdog watchdog = Make($"watchdog: {{kind: linux, path: {folder.At("dog")}}}");

        Assert.That(watchdog, Is.TypeOf<LinuxWatchdog>());
        Assert.That(string.Join('\n', notes), Is.EqualTo("BQ2024 timeout=1 s asked=1.074 s"));
    }

    [Test]
    public void A_host_without_the_configured_watchdog_does_not_start() => Assert.That(
        () => Make("watchdog: {kind: fido, path: /nonexistent/fido}").Dispose(),
        Throws.TypeOf<DeviceException>().With.Message.Contains("/nonexistent/fido"));

    [Test]
    public void Without_a_watchdog_nothing_is_proved_and_nothing_is_said()
    {
        using IWatchdog watchdog = Make("watchdog: {kind: none}\ni_accept_no_fencing: true");

        Assert.That(watchdog, Is.TypeOf<NoWatchdog>());
        Assert.That(notes, Is.Empty);
    }

    private IWatchdog Make(string lines)
    {
        ConfigurationResult result = Yaml.With(lines + "\n");
        Assert.That(result.Faults, Is.Empty);
        return WatchdogChoice.Make(
            result.Configuration, new Mock<ICommandRunner>().Object, new Mock<ISysctl>().Object, Note);
    }

    private void Note(EventEntry entry, (string Key, object? Value)[] fields) => notes.Add(
        $"{entry.Id} {string.Join(' ', fields.Select(field => $"{field.Key}={field.Value}"))}");
}
