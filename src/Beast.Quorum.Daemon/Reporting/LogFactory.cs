using System.Globalization;
using Beast.Quorum.Platform.Logging;
using Serilog;
using Serilog.Core;

namespace Beast.Quorum.Daemon.Reporting;

/// <summary>The log: syslog always, the console in the foreground. No file: that is the journal.</summary>
internal static class LogFactory
{
    public static Logger Create(bool foreground)
    {
        LoggerConfiguration configuration = new LoggerConfiguration()
            .MinimumLevel.Information()
            .WriteTo.Sink(new SyslogSink(new SyslogSocket()));
        if (foreground)
        {
            configuration = configuration.WriteTo.Console(
                outputTemplate: "{Timestamp:HH:mm:ss.fff} {Level:u3} {Message:lj}{NewLine}{Exception}",
                formatProvider: CultureInfo.InvariantCulture);
        }

        return configuration.CreateLogger();
    }
}
