using System.Runtime.InteropServices;
using Beast.Quorum.Core.Machine;
using Beast.Quorum.Daemon.Adapters;
using Microsoft.Extensions.Hosting;

namespace Beast.Quorum.Daemon.Hosting;

/// <summary>
/// Signals: TERM and INT give everything up in order and then end; HUP reloads. The host's own lifetime would end the
/// process first and ask afterwards.
/// </summary>
internal sealed class DaemonLifetime(OperatorDesk desk, Reloader reloader) : IHostLifetime, IDisposable
{
    private readonly List<PosixSignalRegistration> registrations = [];

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop));
        registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop));
        registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGHUP, Reload));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in registrations)
        {
            registration.Dispose();
        }
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;

        // A host that goes down must not wait for a recovery: rc.shutdown would kill what does not end.
        desk.Post(id => new OperatorCommand.Stop(id, Force: true));
    }

    private void Reload(PosixSignalContext context)
    {
        context.Cancel = true;
        _ = Task.Run(reloader.Reload);
    }
}
