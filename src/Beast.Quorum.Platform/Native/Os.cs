namespace Beast.Quorum.Platform.Native;

/// <summary>Which operating system this is; looked up once.</summary>
internal static class Os
{
    /// <summary>FreeBSD, the system beastq is made for; everything else is treated as Linux.</summary>
    internal static readonly bool IsFreeBsd = OperatingSystem.IsFreeBSD();
}
