using System.CommandLine;
using System.Text.Json;
using Beast.Quorum.Daemon.Control;
using Beast.Quorum.Daemon.Status;

namespace Beast.Quorum.Daemon.CommandLine;

/// <summary><c>beastq status</c>.</summary>
internal static class StatusCommand
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    public static Command Build()
    {
        Option<bool> brief = new("--short") { Description = "one line" };
        Option<bool> json = new("--json") { Description = "the status document (docs/status.md)" };
        Option<bool> watch = new("--watch") { Description = "again every second, until Ctrl-C" };
        Command command = new("status", "Show who owns what, what is wrong and what to do.") { brief, json, watch };
        command.Validators.Add(result =>
        {
            if (result.GetValue(brief) && result.GetValue(json))
            {
                result.AddError("--short and --json exclude each other");
            }
        });
        command.SetAction(result =>
        {
            Surroundings surroundings = new(result);
            ControlClient client = surroundings.Client();
            Action<StatusDocument> show = result.GetValue(json) ? status => surroundings.Out.WriteLine(Json(status))
                : result.GetValue(brief) ? status => surroundings.Out.WriteLine(StatusView.Short(status))
                : status => StatusView.Write(status, surroundings.Terminal);
            if (!result.GetValue(watch))
            {
                return Once(client, show);
            }

            using StopSignal stop = new();
            return Watch(surroundings, client, show, stop.Token);
        });
        return command;
    }

    /// <summary>The document as <c>--json</c> prints it.</summary>
    internal static string Json(StatusDocument status) =>
        JsonSerializer.Serialize(status, StatusJson.Readable.StatusDocument);

    /// <summary>Shows the status until cancelled; a daemon that goes away and comes back is part of the
    /// picture.</summary>
    internal static int Watch(
        Surroundings surroundings, ControlClient client, Action<StatusDocument> show, CancellationToken cancel)
    {
        int code = ExitCodes.Ok;
        bool redraws = surroundings.Terminal.Escapes;
        for (bool first = true; !cancel.IsCancellationRequested; first = false)
        {
            if (redraws)
            {
                surroundings.Out.Write("\u001b[H\u001b[2J");
            }
            else if (!first)
            {
                surroundings.Out.WriteLine();
            }

            try
            {
                code = Once(client, show);
            }
            catch (ControlException fault)
            {
                surroundings.Out.WriteLine(fault.Message);
                code = fault.NotRunning ? ExitCodes.NotRunning : ExitCodes.Critical;
            }

            surroundings.Out.Flush();
            cancel.WaitHandle.WaitOne(Period);
        }

        return code;
    }

    private static int Once(ControlClient client, Action<StatusDocument> show)
    {
        ControlAnswer answer = client.Ask(new ControlRequest { Request = ControlRequests.Status }, ControlClient.Quick);
        if (!answer.Ok || answer.Status is null)
        {
            throw new ControlException(answer.Text.Length > 0 ? answer.Text : "the daemon answered without a status");
        }

        show(answer.Status);
        return (int)answer.Status.Health;
    }
}
