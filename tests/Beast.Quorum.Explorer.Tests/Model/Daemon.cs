namespace Beast.Quorum.Explorer.Tests.Model;

/// <summary>How the host and its daemon are.</summary>
internal enum Daemon : byte
{
    /// <summary>The host is down: nothing is imported, nothing runs, the watchdog is off.</summary>
    Off,

    Running,

    /// <summary>Stopped for any time; commands that run, writes on their way and the watchdog go on.</summary>
    Paused,

    /// <summary>The process is gone, the host is up, and goes on serving what it served.</summary>
    Dead,
}
