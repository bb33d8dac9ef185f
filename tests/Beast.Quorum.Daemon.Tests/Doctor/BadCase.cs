using Beast.Quorum.Daemon.Doctor.Checks;

namespace Beast.Quorum.Daemon.Tests.Doctor;

/// <summary>One thing that is wrong, and the check that must see it.</summary>
/// <param name="Id">The check.</param>
/// <param name="State">What it must come to.</param>
/// <param name="Says">What its detail must contain.</param>
/// <param name="Spoil">What is wrong.</param>
internal sealed record BadCase(string Id, CheckState State, string Says, Action<DoctorPair> Spoil)
{
    public override string ToString() => $"{Id} {Says}";
}
