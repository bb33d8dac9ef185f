using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Daemon.Configuration;
using Beast.Quorum.Daemon.Doctor;
using Beast.Quorum.Daemon.Doctor.Checks;
using Beast.Quorum.Daemon.Doctor.Output;
using Beast.Quorum.Daemon.Status;

namespace Beast.Quorum.Daemon.CommandLine;

/// <summary><c>beastq doctor</c>: looks for everything that would spoil a takeover. Reads only.</summary>
internal static class DoctorCommand
{
    private static IReadOnlyList<string> Names { get; } =
    [
        .. DoctorTable.All.Select(check => check.Area).Distinct(), .. DoctorTable.All.Select(check => check.Id),
    ];

    public static Command Build()
    {
        Option<bool> peer = new("--peer") { Description = "ask the peer's daemon too, and compare both nodes" };
        Option<bool> json = new("--json") { Description = "every result, for programs (docs/doctor.md)" };
        Option<bool> all = new("--all") { Description = "show what is fine too" };
        Option<string?> check = new("--check")
        {
            Description = "only this check, or those whose id begins so (zfs)",
            HelpName = "ID",
        };
        check.CompletionSources.Add(_ => Names.Select(name => new CompletionItem(name)));
        check.Validators.Add(Known);
        Command command = new("doctor", "Look for everything that would spoil a takeover; reads only.")
        {
            peer, json, all, check,
        };
        command.SetAction(result => Run(
            new Surroundings(result), result.GetValue(peer), result.GetValue(json), result.GetValue(all),
            result.GetValue(check)));
        return command;
    }

    private static int Run(Surroundings surroundings, bool askPeer, bool json, bool all, string? chosen)
    {
        BeastqConfiguration configuration = surroundings.Configuration();
        DoctorCase facts = DoctorVisit.Gather(configuration, askPeer, Progress(surroundings));
        IReadOnlyList<DoctorResult> results = DoctorRun.Of(
            facts, DoctorTable.All.Where(check => chosen is null || check.Id == chosen || check.Area == chosen));
        if (json)
        {
            surroundings.Out.WriteLine(DoctorDocument.Of(configuration, askPeer, results).Json());
        }
        else
        {
            DoctorView.Write(results, all || chosen is not null, surroundings.Terminal);
        }

        return DoctorRun.ExitCode(results);
    }

    /// <summary>On a terminal: how many are still looking, in a line that goes away.</summary>
    private static Action<int>? Progress(Surroundings surroundings)
    {
        bool shows = !Console.IsErrorRedirected && ReferenceEquals(surroundings.Error, Console.Error)
            && Terminal.Detect(surroundings.Out).Escapes;
        return shows
            ? left => surroundings.Error.Write(left == 0 ? "\r\u001b[K" : $"\r\u001b[Klooking ({left})")
            : null;
    }

    private static void Known(OptionResult result)
    {
        string word = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
        if (!Names.Contains(word))
        {
            string? meant = Suggestion.For(word, Names);
            result.AddError($"there is no check '{Printable.Short(word, 40)}'"
                + (meant is null ? "; docs/doctor.md lists them" : $"; did you mean '{meant}'?"));
        }
    }
}
