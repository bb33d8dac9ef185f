using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Storage.Tests.Support;
using Beast.Quorum.Storage.Zfs;

namespace Beast.Quorum.Storage.Tests.Zfs;

[TestFixture]
internal sealed class PoolFailuresTests
{
    private static readonly Dictionary<string, PoolFailure> Expected = new()
    {
        ["in use elsewhere, FreeBSD 10.4"] = PoolFailure.InUseElsewhere,
        ["in use elsewhere, OpenZFS"] = PoolFailure.InUseElsewhere,
        ["active elsewhere, OpenZFS multihost"] = PoolFailure.ActiveElsewhere,
        ["active elsewhere, OpenZFS multihost at the claim"] = PoolFailure.ActiveElsewhere,
        ["no host id, OpenZFS multihost"] = PoolFailure.NoHostId,
        ["multihost claim cannot be written, OpenZFS"] = PoolFailure.MultihostClaim,
        ["already imported, FreeBSD 10.4"] = PoolFailure.AlreadyImported,
        ["name taken, FreeBSD 10.4"] = PoolFailure.NameTaken,
        ["exists in the kernel"] = PoolFailure.NameTaken,
        ["no such pool, FreeBSD 10.4"] = PoolFailure.NoSuchPool,
        ["ambiguous"] = PoolFailure.Ambiguous,
        ["missing log device, FreeBSD 10.4"] = PoolFailure.MissingLogDevice,
        ["missing devices, FreeBSD 10.4"] = PoolFailure.MissingDevices,
        ["missing devices, listed"] = PoolFailure.MissingDevices,
        ["read-only device"] = PoolFailure.ReadOnlyDevice,
        ["busy, illumos"] = PoolFailure.Busy,
        ["busy, OpenZFS"] = PoolFailure.Busy,
        ["corrupt, FreeBSD 11.0"] = PoolFailure.CorruptMetadata,
        ["rewind needed"] = PoolFailure.NeedsRewind,
        ["I/O error"] = PoolFailure.IoError,
        ["invalid configuration"] = PoolFailure.InvalidConfiguration,
        ["unsupported feature"] = PoolFailure.UnsupportedFeature,
        ["suspended"] = PoolFailure.Suspended,
        ["not root"] = PoolFailure.PermissionDenied,
        ["usage, FreeBSD 10.4"] = PoolFailure.Usage,
        ["unknown"] = PoolFailure.Unknown,
    };

    private static readonly Dictionary<string, PoolFailure> ExpectedOfExport = new()
    {
        ["busy, FreeBSD 10.4"] = PoolFailure.Busy,
        ["in progress, OpenZFS"] = PoolFailure.Busy,
        ["mounted, illumos"] = PoolFailure.Busy,
        ["mounted, OpenZFS"] = PoolFailure.Busy,
        ["not imported, FreeBSD 10.4"] = PoolFailure.NoSuchPool,
        ["not root, FreeBSD 10.4"] = PoolFailure.PermissionDenied,
        ["shared spare"] = PoolFailure.SharedSpare,
        ["suspended"] = PoolFailure.Suspended,
        ["scrubbing"] = PoolFailure.ScrubRuns,
        ["resilvering"] = PoolFailure.ScrubRuns,
    };

    [Test]
    public void Every_known_import_text_has_its_reason() => Check("zpool-import", Expected);

    [Test]
    public void Every_known_export_text_has_its_reason() => Check("zpool-export", ExpectedOfExport);

    [Test]
    public void The_case_of_the_text_does_not_matter() =>
        Assert.That(PoolFailures.Recognise("CANNOT IMPORT 'P': POOL IS IMPORTED ON H", ""),
            Is.EqualTo(PoolFailure.ActiveElsewhere));

    [Test]
    public void Every_reason_is_met_by_some_text()
    {
        // The others are met by the tables in Failures.
        PoolFailure[] elsewhere =
        [
            PoolFailure.ImportedNotMounted, PoolFailure.NoSuchDevice, PoolFailure.DeviceOfPool, PoolFailure.Faulted,
            PoolFailure.Silent, PoolFailure.BadCacheFile, PoolFailure.BadValue,
        ];
        var met = Expected.Values.Concat(ExpectedOfExport.Values).Concat(elsewhere).ToHashSet();
        Assert.That(Enum.GetValues<PoolFailure>().Except(met), Is.Empty);
    }

    [Test]
    public void Every_reason_has_an_advice_of_one_line([Values] PoolFailure failure)
    {
        string advice = PoolFailures.Advice(failure, "beast");
        Assert.That(advice, Is.Not.Empty.And.Not.Contains("\n").And.Not.EndsWith("."));
    }

    [Test]
    public void Multihost_is_never_answered_with_an_advice_to_force() =>
        Assert.That(PoolFailures.Advice(PoolFailure.ActiveElsewhere, "beast"), Does.Not.Contain("-f"));

    private static void Check(string file, Dictionary<string, PoolFailure> expected)
    {
        IReadOnlyDictionary<string, CommandResult> texts = Transcript.All(file);
        Assert.That(texts.Keys, Is.EquivalentTo(expected.Keys));
        foreach ((string name, CommandResult result) in texts)
        {
            Assert.That(
                PoolFailures.Recognise(result.StandardError, result.StandardOutput), Is.EqualTo(expected[name]), name);
        }
    }
}
