using Beast.Quorum.Daemon.Events;
using Beast.Quorum.Platform.Logging;
using Serilog.Core;
using Serilog.Events;

namespace Beast.Quorum.Daemon.Reporting;

/// <summary>
/// Serilog's way to syslog: one datagram a line, never blocking; what cannot be sent is dropped and counted.
/// </summary>
internal sealed class SyslogSink(SyslogSocket socket) : ILogEventSink
{
    /// <summary>Property with the syslog severity; Serilog has no level above fatal.</summary>
    public const string Severity = "Severity";

    public void Emit(LogEvent logEvent)
    {
        int severity = logEvent.Properties.TryGetValue(Severity, out LogEventPropertyValue? value)
            && value is ScalarValue { Value: int number }
            ? number
            : (int)Translate(logEvent.Level);
        socket.Send(severity, logEvent.RenderMessage());
    }

    public static LogEventLevel Translate(EventLevel level) => level switch
    {
        EventLevel.Alert or EventLevel.Critical => LogEventLevel.Fatal,
        EventLevel.Error => LogEventLevel.Error,
        EventLevel.Warning => LogEventLevel.Warning,
        EventLevel.Debug => LogEventLevel.Debug,
        _ => LogEventLevel.Information,
    };

    private static EventLevel Translate(LogEventLevel level) => level switch
    {
        LogEventLevel.Fatal => EventLevel.Critical,
        LogEventLevel.Error => EventLevel.Error,
        LogEventLevel.Warning => EventLevel.Warning,
        LogEventLevel.Information => EventLevel.Info,
        _ => EventLevel.Debug,
    };
}
