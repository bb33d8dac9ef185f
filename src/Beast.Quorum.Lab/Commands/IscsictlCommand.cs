using System.Globalization;
using Beast.Quorum.Lab.Iscsi;

namespace Beast.Quorum.Lab.Commands;

/// <summary>
/// iscsictl(8): -A, -M, -R, -L. What the kernel refuses is a warning and exit code 0, since the refusals are counted as
/// -1 and only a positive count is a failure (usr.bin/iscsictl/iscsictl.c, main).
/// </summary>
/// <param name="initiator">The host's initiator.</param>
/// <param name="speaksJson">Whether it knows libxo: from FreeBSD 11 on.</param>
internal sealed class IscsictlCommand(Initiator initiator, bool speaksJson)
{
    private const string Usage = "usage: iscsictl -A -p portal -t target [-u user -s secret] [-w timeout]\n"
        + "       iscsictl -A -d discovery-host [-u user -s secret]\n"
        + "       iscsictl -A -a [-c path]\n"
        + "       iscsictl -A -n nickname [-c path]\n"
        + "       iscsictl -M -i session-id [-p portal] [-t target] [-u user] [-s secret]\n"
        + "       iscsictl -M -i session-id -n nickname [-c path]\n"
        + "       iscsictl -R [-p portal] [-t target]\n"
        + "       iscsictl -R -a\n"
        + "       iscsictl -R -n nickname [-c path]\n"
        + "       iscsictl -L [-v] [-w timeout]\n";

    internal CommandOutput Run(ReadOnlySpan<string> arguments)
    {
        bool json = speaksJson && arguments.Length > 1 && arguments[0] == "--libxo" && arguments[1] == "json";
        if (IscsictlOptions.Parse(json ? arguments[2..] : arguments, out string problem) is not { } options)
        {
            return CommandOutput.Failed(problem.Length == 0 ? Usage : $"iscsictl: {problem}\n{Usage}");
        }

        if (options.Problem() is { } wrong)
        {
            return CommandOutput.Failed($"iscsictl: {wrong}\n");
        }

        CommandOutput output = options.Mode switch
        {
            'A' => Add(options),
            'M' => Modify(options),
            'R' => Remove(options),
            _ => CommandOutput.Ok(IscsictlListing.Show(initiator, options.Verbose, json)),
        };
        // A refusal counts as -1, a wait in vain as 1.
        return options.Wait is { } seconds && !AwaitAll(seconds) && output.Error.Length == 0
            ? output with { Exit = 1 }
            : output;
    }

    private CommandOutput Add(IscsictlOptions options) => initiator.Add(options.Portal!, options.Target!)
        ? CommandOutput.Ok()
        : Refused("ISCSISADD: Device busy");

    private CommandOutput Remove(IscsictlOptions options) => initiator.Remove(options.Portal, options.Target)
        ? CommandOutput.Ok()
        : Refused("ISCSISREMOVE: No such process");

    private CommandOutput Modify(IscsictlOptions options)
    {
        if (initiator.Find(options.Session!.Value) is not { } session)
        {
            return CommandOutput.Failed(
                string.Create(CultureInfo.InvariantCulture, $"iscsictl: session-id {options.Session} not found\n"));
        }

        session.Modify(options.Portal, options.Target);
        return CommandOutput.Ok();
    }

    /// <summary>Looks once a second until every session is connected; 0 seconds are for ever.</summary>
    private bool AwaitAll(int seconds)
    {
        for (int left = seconds; ; left--)
        {
            if (initiator.Sessions().All(session => session.Look().IsConnected))
            {
                return true;
            }

            Thread.Sleep(TimeSpan.FromSeconds(1));
            if (seconds > 0 && left == 1)
            {
                return false;
            }
        }
    }

    private static CommandOutput Refused(string text) => new(0, "", $"iscsictl: {text}\n");
}
