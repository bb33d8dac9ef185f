namespace Beast.Quorum.Lab.Iscsi;

/// <summary>A session at one moment.</summary>
/// <param name="Id">Its number, which only grows.</param>
/// <param name="Portal">Address, or address and port, as it was given.</param>
/// <param name="Target">The target's name.</param>
/// <param name="IsConnected">Whether it is logged in.</param>
/// <param name="Reason">Why not; empty while nobody knows.</param>
/// <param name="Disks">Its disks.</param>
internal sealed record SessionView(
    int Id, string Portal, string Target, bool IsConnected, string Reason, IReadOnlyList<SessionDisk> Disks);
