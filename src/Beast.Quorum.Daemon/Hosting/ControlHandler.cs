using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Machine;
using Beast.Quorum.Daemon.Adapters;
using Beast.Quorum.Daemon.Control;
using Beast.Quorum.Daemon.Loop;
using Beast.Quorum.Daemon.Status;

namespace Beast.Quorum.Daemon.Hosting;

/// <summary>Answers the control socket: status from a snapshot, orders from the machine.</summary>
internal sealed class ControlHandler(
    BeastqConfiguration configuration,
    SnapshotDesk snapshots,
    OperatorDesk desk,
    Reloader reloader) : IControlHandler
{
    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patient = TimeSpan.FromMinutes(30);

    /// <summary>A look waits for what is under way, then reads each pool with a deadline of its own.</summary>
    private static readonly TimeSpan RecoveryPatience = TimeSpan.FromMinutes(2);
    private readonly StatusContext context = StatusContext.From(configuration);

    public ControlAnswer Handle(ControlRequest request, CancellationToken cancel)
    {
        switch (request.Request)
        {
            case ControlRequests.Ping:
                return ControlAnswer.Done("alive");
            case ControlRequests.Status:
                return Status();
            case ControlRequests.Switchover:
                return ForGroup(request, Patient, (id, group) => new OperatorCommand.Switchover(
                    id, group, request.Target ?? (1 - configuration.Node), request.Force == true), cancel);
            case ControlRequests.Failback:
                return ForGroup(request, Patient, (id, group) => new OperatorCommand.Switchover(
                    id, group, configuration.Groups[group].Preferred, request.Force == true), cancel);
            case ControlRequests.Claim:
                return ForGroup(request, Quick, (id, group) => new OperatorCommand.Claim(id, group), cancel);
            case ControlRequests.Retry:
                return ForGroup(request, Quick, (id, group) => new OperatorCommand.Retry(id, group), cancel);
            case ControlRequests.Maintenance when request.On == true:
                TimeSpan? duration = request.DurationS is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
                return Order(id => new OperatorCommand.MaintenanceOn(id, duration), Quick, cancel);
            case ControlRequests.Maintenance:
                return Order(id => new OperatorCommand.MaintenanceOff(id), Quick, cancel);
            case ControlRequests.Restart:
                TimeSpan away = Away(request.AwayS);
                return Order(id => new OperatorCommand.Restart(id, away), Patient, cancel);
            case ControlRequests.Stop:
                return Order(id => new OperatorCommand.Stop(id, request.Force == true), Patient, cancel);
            case ControlRequests.Recover:
                return Recover(request, cancel);
            case ControlRequests.Reload:
                return ControlAnswer.Done(reloader.Reload());
            default:
                return ControlAnswer.Refused($"'{request.Request}' is not known to this daemon");
        }
    }

    private ControlAnswer Status()
    {
        NodeSnapshot? snapshot = snapshots.Take(Quick);
        return snapshot is null
            ? ControlAnswer.Refused("the decision thread does not answer; see the log")
            : ControlAnswer.WithStatus(StatusBuilder.Build(snapshot, context));
    }

    private ControlAnswer Recover(ControlRequest request, CancellationToken cancel) =>
        RecoveryActions.Find(request.Action) is { } action
            ? ForGroup(request, RecoveryPatience, (id, group) =>
                new OperatorCommand.Recover(id, group, action, request.Accept == true), cancel)
            : ControlAnswer.Refused($"recover needs action: {string.Join(", ", RecoveryActions.Names)}");

    private ControlAnswer ForGroup(
        ControlRequest request, TimeSpan within, Func<long, int, OperatorCommand> make, CancellationToken cancel)
    {
        for (int group = 0; group < configuration.Groups.Count; group++)
        {
            if (configuration.Groups[group].Name == request.Group)
            {
                int position = group;
                return Order(id => make(id, position), within, cancel);
            }
        }

        string known = string.Join(", ", configuration.Groups.Select(group => group.Name));
        return ControlAnswer.Refused($"there is no group '{request.Group}' here; there is: {known}");
    }

    private ControlAnswer Order(Func<long, OperatorCommand> make, TimeSpan within, CancellationToken cancel) =>
        desk.Order(make, within, cancel) is not { } answer
            ? ControlAnswer.Refused(cancel.IsCancellationRequested
                ? "the daemon ended before it could answer; see 'beastq status' for what became of it"
                : "no answer in time; see 'beastq status' for what became of it")
            : answer.Ok ? ControlAnswer.Done(answer.Text) : ControlAnswer.Refused(answer.Text);

    /// <summary>
    /// One of the values that a watchdog can be programmed to, not below what was asked; 17.2 s by default.
    /// </summary>
    private static TimeSpan Away(double? seconds)
    {
        int exponent = seconds is null ? 34 : 30;
        while (exponent < 38 && seconds is { } asked
            && Core.Time.TimingPresets.WatchdogPeriod(exponent).TotalSeconds < asked)
        {
            exponent++;
        }

        return Core.Time.TimingPresets.WatchdogPeriod(exponent);
    }
}
