namespace Beast.Quorum.Explorer.Tests.Model;

/// <summary>
/// What a record says about the group. `none` and `released` are one here: the protocol treats them alike.
/// `releasing` counts as `own`: it renews, and it withdraws claims.
/// </summary>
internal enum Role : byte
{
    Free,
    Claim,
    Own,
}
