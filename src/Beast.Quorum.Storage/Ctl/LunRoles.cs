using Beast.Quorum.Core.Plans;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Storage.Calls;
using Beast.Quorum.Storage.Steps;
using Beast.Quorum.Storage.Text;

namespace Beast.Quorum.Storage.Ctl;

/// <summary>Reads LUNs and gives one a role of its own, keeping its other options.</summary>
internal static class LunRoles
{
    /// <summary>Value of the role option for a primary; any other value means secondary.</summary>
    public const string Primary = "primary";

    /// <summary>Value of the role option for a secondary.</summary>
    public const string Secondary = "secondary";

    // CTL prints options as they are; if a version escaped them, these would tell, and nobody knows which is meant.
    private static readonly string[] Entities = ["&amp;", "&lt;", "&gt;"];

    /// <summary>The LUNs of this node.</summary>
    public static bool TryList(Caller caller, out IReadOnlyList<CtlLun> luns, out CallFailure failure) =>
        TryList(caller, out luns, out failure, out _);

    /// <summary>The LUNs of this node; says too whether CTL is not there at all, and so has none.</summary>
    public static bool TryList(
        Caller caller, out IReadOnlyList<CtlLun> luns, out CallFailure failure, out bool notLoaded)
    {
        luns = [];
        notLoaded = false;
        IReadOnlyList<string> line = CtladmCommands.List(caller.System.Commands);
        if (!caller.Run(line, out CommandResult result, out failure))
        {
            return false;
        }

        if (result.ExitCode == 0 && LunList.TryParse(result.StandardOutput, out luns))
        {
            return true;
        }

        CtlFailure why = CtlFailures.Recognise(result.StandardError, "");
        notLoaded = result.ExitCode != 0 && why == CtlFailure.NoCtl;
        string said = result.ExitCode != 0 || result.StandardError.Length > 0
            ? $"{OneLine.Said(result.StandardError, result.StandardOutput)}; {CtlFailures.Meaning(why)}"
            : "its answer cannot be read";
        failure = new CallFailure(StepOutcome.Failed, $"{CommandText.Of(line)}: {said}");
        return false;
    }

    /// <summary>Gives a LUN a role and reads it back.</summary>
    /// <param name="caller">Makes the calls.</param>
    /// <param name="lun">The LUN as it was just read.</param>
    /// <param name="role">Its new role.</param>
    /// <param name="backingOpen">False if CTL said that the volume did not open; the role is set all the same.</param>
    public static Attempt Set(Caller caller, CtlLun lun, string role, out bool backingOpen)
    {
        backingOpen = true;
        if (Obstacle(lun) is string obstacle)
        {
            return Attempt.Failed($"LUN {lun.Number} was left alone: {obstacle}");
        }

        if (!caller.Run(
            CtladmCommands.SetRole(caller.System.Commands, lun, role), out CommandResult result, out CallFailure none))
        {
            return Attempt.Of(none);
        }

        CtlFailure failure = CtlFailures.Recognise(result.StandardError, "");
        backingOpen = failure != CtlFailure.BackingNotOpen;
        string said = OneLine.Said(result.StandardError, result.StandardOutput);
        if (result.ExitCode != 0)
        {
            string text = $"LUN {lun.Number} did not become {role} ({failure}, exit {result.ExitCode}): {said}; "
                + CtlFailures.Meaning(failure);
            return failure == CtlFailure.NoSuchLun ? Attempt.NotYet(text) : Attempt.Failed(text);
        }

        Attempt read = ReadBack(caller, lun, role);
        return backingOpen || !read.Result.Outcome.Succeeded()
            ? read
            : Attempt.Done($"{read.Result.Detail}; warning: {said}; {CtlFailures.Meaning(failure)}");
    }

    private static Attempt ReadBack(Caller caller, CtlLun before, string role)
    {
        if (!TryList(caller, out IReadOnlyList<CtlLun> luns, out CallFailure failure))
        {
            return Attempt.Of(failure.After($"LUN {before.Number}: its role was written and cannot be read back"));
        }

        CtlLun? now = luns.FirstOrDefault(other => other.Number == before.Number);
        if (now?.OwnRole != role)
        {
            return Attempt.NotYet(now is null
                ? $"LUN {before.Number} is gone: does something else stop or reload ctld?"
                : $"LUN {before.Number} was made {role} and reads {now.OwnRole ?? "no role of its own"}: "
                    + "does something else reload ctld?");
        }

        IEnumerable<LunOption> lost = before.Set.Where(option => option.Name != CtlLun.RoleOption).Except(now.Set);
        return lost.FirstOrDefault() is LunOption option
            ? Attempt.Failed($"LUN {before.Number} is {role} but its option {option.Name} is not what it was: "
                + CtlFailures.Meaning(CtlFailure.NoFileOption))
            : Attempt.Done($"LUN {before.Number} is {role} on this node");
    }

    private static string? Obstacle(CtlLun lun)
    {
        if (lun.Backend != "block")
        {
            return $"its backend is {OneLine.Of(lun.Backend)}, and only LUNs of the block backend can be given a role";
        }

        foreach (LunOption option in lun.Set)
        {
            if (option.Value.Contains('=', StringComparison.Ordinal))
            {
                return $"ctladm modify would cut the value of its option {option.Name} at the sign =: "
                    + "take the sign out of /etc/ctl.conf and run 'service ctld onereload' while the group is not here";
            }

            if (Array.Exists(Entities, entity => option.Value.Contains(entity, StringComparison.Ordinal)))
            {
                return $"nobody can tell whether the ampersand in its option {option.Name} is meant: "
                    + "take it out of /etc/ctl.conf and run 'service ctld onereload' while the group is not here";
            }
        }

        return null;
    }
}
