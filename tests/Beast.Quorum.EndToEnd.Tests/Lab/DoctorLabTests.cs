namespace Beast.Quorum.EndToEnd.Tests.Lab;

/// <summary>The doctor over the lab's tools and the peer channel.</summary>
[TestFixture]
internal sealed class DoctorLabTests
{
    [Test]
    public void The_doctor_finds_a_lab_pair_sound_from_both_sides_and_says_what_it_cannot_know()
    {
        DoctorInLab scenario = new();
        OwnScenario.MustPass(scenario, null);
        Assert.That(scenario.Findings, Is.Empty, string.Join('\n', scenario.Findings));
    }
}
