namespace Beast.Quorum.Explorer.Tests.Model;

/// <summary>What a record says: 6 bits of it.</summary>
/// <param name="Role">The role for the group.</param>
/// <param name="Epoch">Of the claim or term; with <see cref="Role.Free"/> the last one owned.</param>
/// <param name="Stopping">A planned restart is on its way: silence counts from D later.</param>
internal readonly record struct Publication(Role Role, byte Epoch, bool Stopping)
{
    public override string ToString() =>
        Role switch
        {
            Role.Claim => $"claim({Epoch})",
            Role.Own => $"own({Epoch})",
            _ => $"free({Epoch})",
        } + (Stopping ? "+stopping" : "");
}
