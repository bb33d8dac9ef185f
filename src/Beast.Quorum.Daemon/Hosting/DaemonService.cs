using Microsoft.Extensions.Hosting;

namespace Beast.Quorum.Daemon.Hosting;

/// <summary>Ends the host when the decisions have ended.</summary>
internal sealed class DaemonService(DecisionThread decisions, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await decisions.Ended.ConfigureAwait(false);
        }
        finally
        {
            lifetime.StopApplication();
        }
    }
}
