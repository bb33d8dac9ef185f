namespace Beast.Quorum.Storage.Initiator;

/// <summary>One session of this host's iSCSI initiator.</summary>
/// <param name="Target">Name of the target.</param>
/// <param name="Portal">Where it is reached, as it was given to iscsictl.</param>
/// <param name="Connected">Whether it is connected.</param>
/// <param name="State">Why it is not: <c>Disconnected</c>, <c>Disabled</c>, or the initiator's own reason.</param>
/// <param name="Devices">Its disks, without <c>/dev/</c>.</param>
public sealed record InitiatorSession(
    string Target, string Portal, bool Connected, string State, IReadOnlyList<string> Devices)
{
    private const string DefaultPort = ":3260";

    /// <summary>Whether it leads to a target at a portal; the port 3260 may be left out.</summary>
    public bool LeadsTo(string? portal, string? target) =>
        Target == target && portal is not null && WithoutPort(Portal) == WithoutPort(portal);

    private static string WithoutPort(string portal) =>
        portal.EndsWith(DefaultPort, StringComparison.Ordinal) ? portal[..^DefaultPort.Length] : portal;

    internal static bool IsDevice(string name) =>
        name.Length is > 0 and <= 32 && name.All(char.IsAsciiLetterOrDigit);

    internal static bool IsName(string name) =>
        name.Length is > 0 and <= 256 && name.All(letter => letter is > ' ' and <= '~');
}
