using Beast.Quorum.Storage.Multipath;

namespace Beast.Quorum.Storage.Tests.Multipath;

[TestFixture]
internal sealed class MultipathFailuresTests
{
    [TestCase("gmultipath: Command 'status' not available; try 'load' first.", MultipathFailure.NotLoaded)]
    [TestCase("gmultipath: Device MP is invalid", MultipathFailure.NoSuchDevice)]
    [TestCase("gmultipath: Device MP not found", MultipathFailure.NoSuchDevice)]
    [TestCase("gmultipath: No such geom: MP.", MultipathFailure.NoSuchDevice)]
    [TestCase("gmultipath: Device MP already exist", MultipathFailure.DeviceExists)]
    [TestCase("gmultipath: Provider da4 is invalid", MultipathFailure.NoSuchProvider)]
    [TestCase("gmultipath: Provider da4 not found", MultipathFailure.NoSuchProvider)]
    [TestCase("gmultipath: provider da4 is already there", MultipathFailure.AlreadyThere)]
    [TestCase("gmultipath: Providers size mismatch 104857600 != 0", MultipathFailure.SizeMismatch)]
    [TestCase("gmultipath: Providers sectorsize mismatch 512 != 4096", MultipathFailure.SectorMismatch)]
    [TestCase("gmultipath: Consumer da4 is invalid", MultipathFailure.BadPath)]
    [TestCase("gmultipath: failed to destroy MP (err=16)", MultipathFailure.Busy)]
    [TestCase("gmultipath: failed to rotate MP (err=6)", MultipathFailure.CannotRotate)]
    [TestCase("gmultipath: Can't open da4 (1)", MultipathFailure.CannotOpen)]
    [TestCase("gmultipath: Can't erase metadata on da1 (6)", MultipathFailure.Label)]
    [TestCase("gmultipath: Can't update metadata on da1 (5)", MultipathFailure.Label)]
    [TestCase("gmultipath: wrong number of arguments.", MultipathFailure.Usage)]
    [TestCase("gmultipath: missing device", MultipathFailure.Usage)]
    [TestCase("gmultipath: No 'arg0' argument", MultipathFailure.Usage)]
    [TestCase("gmultipath: Unknown command: frob.\nusage: gmultipath add [-v] name prov", MultipathFailure.Usage)]
    [TestCase("gmultipath: Operation not permitted", MultipathFailure.PermissionDenied)]
    [TestCase("something else", MultipathFailure.Unknown)]
    public void A_message_is_recognised(string said, MultipathFailure failure) =>
        Assert.That(MultipathFailures.Recognise(said), Is.EqualTo(failure));

    [Test]
    public void Every_failure_has_an_advice_in_one_line([Values] MultipathFailure failure)
    {
        string advice = MultipathFailures.Advice(failure);
        Assert.That(advice, Is.Not.Empty.And.Not.Contain("\n").And.Not.EndsWith("."));
    }
}
