using System.CommandLine;
using Beast.Quorum.Daemon.Control;

namespace Beast.Quorum.Daemon.CommandLine;

/// <summary><c>beastq recover</c>.</summary>
internal static class RecoverCommand
{
    public static Command Build()
    {
        Argument<string> group = CommonOptions.Group("the group that was taken over");
        Option<bool> status = new("--status") { Description = "only show how it stands" };
        Option<bool> yes = new("--yes") { Description = "take every step without a question, but move nothing" };
        Option<bool> accept = new("--accept") { Description = "end it with the damage that is left" };
        Option<bool> json = new("--json") { Description = "the recovery as JSON at the end (docs/status.md)" };
        Command command = new("recover", "After a takeover: errors, scrub, clear, and what is left to be done.")
        {
            group, status, yes, accept, json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(status) && (result.GetValue(yes) || result.GetValue(accept)))
            {
                result.AddError("--status only shows; it excludes --yes and --accept");
            }
        });
        command.SetAction(result =>
        {
            Surroundings surroundings = new(result);
            bool asJson = result.GetValue(json);
            ControlClient client = surroundings.Client();
            RecoverDesk desk = new(client.Ask, result.GetValue(group)!);
            RecoverView view = asJson
                ? new RecoverView(surroundings.Error, renews: false)
                : new RecoverView(surroundings.Out, surroundings.Terminal.Escapes);
            Consent consent = new(view.Writer, result.GetValue(yes), CanAsk(surroundings), Console.In.ReadLine);
            RecoverRun run = new(desk, view, consent);
            try
            {
                return result.GetValue(status) ? run.Show()
                    : result.GetValue(accept) ? run.Accept()
                    : run.Go();
            }
            finally
            {
                // However it ended: this is how it stands.
                if (asJson && desk.HasRead)
                {
                    surroundings.Out.WriteLine(desk.Json());
                }
            }
        });
        return command;
    }

    private static bool CanAsk(Surroundings surroundings) =>
        !Console.IsInputRedirected && ReferenceEquals(surroundings.Out, Console.Out) && !Console.IsOutputRedirected;
}
