using System.Text.Json;
using Beast.Quorum.Daemon.Control;
using Beast.Quorum.Daemon.Status;

namespace Beast.Quorum.Daemon.CommandLine;

/// <summary>What <c>recover</c> asks the daemon, and what it answered last.</summary>
/// <param name="ask">Sends a request to the daemon.</param>
/// <param name="group">The group.</param>
internal sealed class RecoverDesk(Func<ControlRequest, TimeSpan, ControlAnswer> ask, string group)
{
    /// <summary>Longer than the daemon's own patience, so that its reason is heard.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static readonly RecoveryStatus Nothing = new(RecoveryJudge.None, false, "", 0, []);

    public string Name => group;

    public GroupStatus Group { get; private set; } = null!;

    public StatusDocument Status { get; private set; } = null!;

    public RecoveryStatus Recovery { get; private set; } = Nothing;

    public bool HasRead => Status is not null;

    public string Json() => JsonSerializer.Serialize(Recovery, StatusJson.Readable.RecoveryStatus);

    /// <summary>Takes a step.</summary>
    /// <param name="action">One of <see cref="RecoveryActions.Names"/>.</param>
    /// <param name="accept">For the end: with the damage that is left.</param>
    /// <returns>What the daemon says of it.</returns>
    /// <exception cref="CommandFailure">It was refused, or failed.</exception>
    public string Order(string action, bool accept = false)
    {
        ControlAnswer answer = ask(
            new ControlRequest { Request = ControlRequests.Recover, Group = group, Action = action, Accept = accept },
            Patience);
        return answer.Ok ? answer.Text : throw new CommandFailure(answer.Text);
    }

    /// <summary>Moves the group to its preferred node.</summary>
    public ControlAnswer Failback() => ask(
        new ControlRequest { Request = ControlRequests.Failback, Group = group }, Orders.Long);

    /// <summary>Has the pools read now, and takes in what was found.</summary>
    public void Look()
    {
        Order(RecoveryActions.Look);
        Refresh();
    }

    /// <summary>Whether a daemon has ended or is just beginning, so that what it refused says nothing.</summary>
    public bool IsBetweenDaemons()
    {
        try
        {
            ControlAnswer answer = ask(
                new ControlRequest { Request = ControlRequests.Status }, ControlClient.Quick);
            return answer.Status is not { Started: true, Stopping: false, Restarting: false };
        }
        catch (ControlException)
        {
            // That nobody answers is the answer.
            return true;
        }
    }

    /// <summary>Takes in what the daemon knows.</summary>
    /// <exception cref="CommandFailure">The group is not served here any more.</exception>
    /// <exception cref="ControlException">The daemon does not answer, or has not taken the group up yet.</exception>
    public void Refresh()
    {
        ControlAnswer answer = ask(new ControlRequest { Request = ControlRequests.Status }, ControlClient.Quick);
        Status = answer.Status
            ?? throw new ControlException(
                answer.Text.Length > 0 ? answer.Text : "the daemon answered without a status");
        Group = Status.Groups.FirstOrDefault(found => found.Name == group)
            ?? throw new CommandFailure($"there is no group '{group}' here");
        if (Group.Owner != Status.Node && Status.Started)
        {
            throw new CommandFailure(
                $"{group} is not served here any more; see 'beastq status', and go on where it is served");
        }

        if (Group.Phase != "serving")
        {
            throw new ControlException(
                $"the daemon has not taken {group} up yet ({Group.Phase}); try again in a moment");
        }

        Recovery = Group.Recovery ?? Nothing;
    }
}
