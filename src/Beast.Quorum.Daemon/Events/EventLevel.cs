namespace Beast.Quorum.Daemon.Events;

/// <summary>Who must act on an event. The numbers are syslog's severities (syslog(3)).</summary>
public enum EventLevel
{
    /// <summary>Somebody must look now: a group moved, stopped, or is in danger. LOG_ALERT.</summary>
    Alert = 1,

    /// <summary>Somebody must look today: service goes on, but what protects it does not. LOG_CRIT.</summary>
    Critical = 2,

    /// <summary>Something failed that was tried; it may be tried again by itself. LOG_ERR.</summary>
    Error = 3,

    /// <summary>Nobody need act unless it repeats. LOG_WARNING.</summary>
    Warning = 4,

    /// <summary>Normal, and worth reading afterwards: roles, orders, starts. LOG_NOTICE.</summary>
    Notice = 5,

    /// <summary>Normal detail. LOG_INFO.</summary>
    Info = 6,

    /// <summary>For developers. LOG_DEBUG.</summary>
    Debug = 7,
}
