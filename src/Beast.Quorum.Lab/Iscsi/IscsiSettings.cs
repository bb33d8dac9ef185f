namespace Beast.Quorum.Lab.Iscsi;

/// <summary>kern.iscsi.*: what holds for every session of a host. Times in seconds.</summary>
internal sealed class IscsiSettings
{
    /// <summary>Whether a dropped session destroys its devices at once; else their I/O waits for its return.</summary>
    internal int FailOnDisconnection { get; set; }

    internal int FailOnShutdown { get; set; } = 1;

    internal int MaximumTags { get; set; } = 255;

    /// <summary>A login that failed or hangs is tried again only after this.</summary>
    internal int LoginTimeout { get; set; } = 60;

    internal int IscsidTimeout { get; set; } = 60;

    internal int PingTimeout { get; set; } = 5;

    internal int Debug { get; set; } = 1;

    /// <summary>iscsid's process id; without it no session is made.</summary>
    internal int IscsidProcess { get; set; }
}
