using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Storage.Calls;
using Beast.Quorum.Storage.Text;

namespace Beast.Quorum.Storage.Initiator;

/// <summary>Looks at the initiator's sessions. An answer that cannot be read is a failure, never "not there".</summary>
internal static class SessionLook
{
    /// <summary>Finds the session to a group's private target on the peer.</summary>
    /// <param name="caller">Makes the calls.</param>
    /// <param name="paths">Where it leads to.</param>
    /// <param name="session">The session; null if there is none.</param>
    /// <param name="failure">Why that could not be told.</param>
    public static bool TryFind(
        Caller caller, ArbitratorConfiguration paths, out InitiatorSession? session, out CallFailure failure)
    {
        session = null;
        if (!TryAll(caller, out IReadOnlyList<InitiatorSession> all, out failure))
        {
            return false;
        }

        session = all.FirstOrDefault(one => one.LeadsTo(paths.Portal, paths.Target));
        return true;
    }

    private static bool TryAll(
        Caller caller, out IReadOnlyList<InitiatorSession> sessions, out CallFailure failure)
    {
        CommandsConfiguration commands = caller.System.Commands;
        sessions = [];
        if (!caller.Run(IscsictlCommands.ListJson(commands), out CommandResult json, out failure))
        {
            return false;
        }

        if (json.ExitCode == 0 && SessionJson.TryParse(json.StandardOutput, out sessions))
        {
            return true;
        }

        // iscsictl of 10.x has no libxo and refuses the option.
        IReadOnlyList<string> line = IscsictlCommands.ListText(commands);
        if (!caller.Run(line, out CommandResult text, out failure))
        {
            return false;
        }

        if (text.ExitCode == 0 && SessionText.TryParse(text.StandardOutput, out sessions))
        {
            return true;
        }

        InitiatorFailure why = InitiatorFailures.Recognise(text.StandardError);
        failure = new CallFailure(StepOutcome.Failed, text.ExitCode == 0
            ? $"{CommandText.Of(line)}: its answer cannot be read"
            : $"{CommandText.Of(line)}: {OneLine.Said(text.StandardError, "")}; {InitiatorFailures.Advice(why)}");
        return false;
    }
}
