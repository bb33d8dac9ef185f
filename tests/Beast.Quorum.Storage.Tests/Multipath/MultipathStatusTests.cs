using Beast.Quorum.Storage.Multipath;
using Beast.Quorum.Storage.Tests.Support;

namespace Beast.Quorum.Storage.Tests.Multipath;

[TestFixture]
internal sealed class MultipathStatusTests
{
    [Test]
    public void Paths_are_gathered_by_their_device()
    {
        MultipathDevice device = Read(Transcript.Get("gmultipath", "status, optimal").StandardOutput).Single();
        Assert.That((device.Name, device.State), Is.EqualTo(("MP", "OPTIMAL")));
        Assert.That(
            device.Paths,
            Is.EqualTo(new List<MultipathPath> { new("da0", "ACTIVE"), new("da1", "PASSIVE") }));
        Assert.That(device.Paths.Select(path => path.IsActive), Is.EqualTo(new List<bool> { true, false }));
    }

    [Test]
    public void A_volume_is_a_path_like_a_disk()
    {
        IReadOnlyList<MultipathDevice> devices = Read(
            "CTRL_A_BACK  DEGRADED  da4 (FAIL)\nCTRL_B_BACK  OPTIMAL  zvol/ctrl-b_m0/v0 (ACTIVE)\n"
            + "CTRL_A_BACK  DEGRADED  da5 (ACTIVE)\nEMPTY  BROKEN  N/A\n");
        Assert.That(devices.Select(device => device.Name), Is.EqualTo("CTRL_A_BACK CTRL_B_BACK EMPTY".Split(' ')));
        Assert.That(devices[0].Paths.Select(path => path.IsGood), Is.EqualTo(new List<bool> { false, true }));
        Assert.That(devices[1].Paths.Single().Provider, Is.EqualTo("zvol/ctrl-b_m0/v0"));
        Assert.That(devices[2].Paths, Is.Empty);
    }

    [Test]
    public void No_device_is_an_answer() => Assert.That(Read(""), Is.Empty);

    [TestCase("MP  OPTIMAL  da0 (ACTIVE)", TestName = "cut")]
    [TestCase("MP  OPTIMAL  da0\n", TestName = "without_a_state")]
    [TestCase("MP  OPTIMAL\n", TestName = "without_a_path")]
    [TestCase("MP OPTIMAL da0 (ACTIVE)\n", TestName = "single_blanks")]
    [TestCase("MP  OPTIMAL  da 0 (ACTIVE)\n", TestName = "a_blank_in_a_name")]
    [TestCase("        Name   Status  Components\nmultipath/MP  OPTIMAL  da0 (ACTIVE)\n", TestName = "for_people")]
    public void What_is_not_a_list_of_paths_is_refused(string text) =>
        Assert.That(MultipathStatus.TryParse(text, out _), Is.False);

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public bool A_damaged_list_never_crashes_the_parser(ushort at, char with)
    {
        char[] text = Transcript.Get("gmultipath", "status, optimal").StandardOutput.ToCharArray();
        text[at % text.Length] = with;
        return !MultipathStatus.TryParse(new string(text), out var devices) || devices.Count <= 2;
    }

    private static IReadOnlyList<MultipathDevice> Read(string text)
    {
        Assert.That(MultipathStatus.TryParse(text, out IReadOnlyList<MultipathDevice> devices), Is.True);
        return devices;
    }
}
