using Beast.Quorum.Core.Plans;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Storage.Calls;
using Beast.Quorum.Storage.Text;

namespace Beast.Quorum.Storage.Zfs;

/// <summary>Looks at the imported pools. An answer that cannot be read is a failure, never "not imported".</summary>
internal static class PoolLook
{
    /// <summary>The names of all imported pools.</summary>
    public static bool TryNames(Caller caller, out IReadOnlyList<string> names, out CallFailure failure)
    {
        names = [];
        IReadOnlyList<string> line = ZpoolCommands.Names(caller.System.Commands);
        return Answered(caller, line, out CommandResult result, out failure) &&
            (PoolList.TryParseNames(result.StandardOutput, out names) || Unreadable(line, result, out failure));
    }

    /// <summary>All imported pools with their health.</summary>
    public static bool TryRows(Caller caller, out IReadOnlyList<PoolRow> rows, out CallFailure failure)
    {
        rows = [];
        IReadOnlyList<string> line = ZpoolCommands.Rows(caller.System.Commands);
        return Answered(caller, line, out CommandResult result, out failure) &&
            (PoolList.TryParseRows(result.StandardOutput, out rows) || Unreadable(line, result, out failure));
    }

    /// <summary>A property of an imported pool.</summary>
    public static bool TryGet(
        Caller caller, string property, string pool, out string value, out CallFailure failure)
    {
        value = "";
        IReadOnlyList<string> line = ZpoolCommands.Get(caller.System.Commands, property, pool);
        return Answered(caller, line, out CommandResult result, out failure) &&
            (PoolList.TryParseValue(result.StandardOutput, out value) || Unreadable(line, result, out failure));
    }

    /// <summary>Whether an imported pool is read-only.</summary>
    public static bool TryMode(Caller caller, string pool, out ImportState state, out CallFailure failure)
    {
        state = ImportState.Unknown;
        if (!TryGet(caller, "readonly", pool, out string value, out failure))
        {
            return false;
        }

        state = value switch
        {
            "on" => ImportState.ReadOnly,
            "off" => ImportState.ReadWrite,
            _ => ImportState.Unknown,
        };
        failure = new CallFailure(StepOutcome.Failed, $"readonly of pool {pool} is {OneLine.Of(value)}, not on or off");
        return state != ImportState.Unknown;
    }

    /// <summary>How one pool is imported.</summary>
    public static bool TryState(Caller caller, string pool, out ImportState state, out CallFailure failure)
    {
        state = ImportState.Unknown;
        if (!TryNames(caller, out IReadOnlyList<string> names, out failure))
        {
            return false;
        }

        if (!names.Contains(pool, StringComparer.Ordinal))
        {
            state = ImportState.No;
            return true;
        }

        return TryMode(caller, pool, out state, out failure);
    }

    /// <summary>What one imported pool's status says, as it is printed.</summary>
    public static bool TryStatus(Caller caller, string pool, bool paths, out string status, out CallFailure failure)
    {
        bool answered = Answered(
            caller, ZpoolCommands.Status(caller.System.Commands, pool, paths), out CommandResult result, out failure);
        status = answered ? result.StandardOutput : "";
        return answered;
    }

    private static bool Answered(
        Caller caller, IReadOnlyList<string> line, out CommandResult result, out CallFailure failure)
    {
        if (!caller.Run(line, out result, out failure))
        {
            return false;
        }

        if (result.ExitCode != 0)
        {
            string said = OneLine.Said(result.StandardError, result.StandardOutput);
            failure = new CallFailure(StepOutcome.Failed, $"{CommandText.Of(line)}: exit {result.ExitCode}, {said}");
        }

        return result.ExitCode == 0;
    }

    private static bool Unreadable(IReadOnlyList<string> line, CommandResult result, out CallFailure failure)
    {
        failure = new CallFailure(StepOutcome.Failed,
            $"{CommandText.Of(line)}: the answer cannot be read: {OneLine.Said("", result.StandardOutput)}");
        return false;
    }
}
