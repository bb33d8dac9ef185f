using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Storage.Calls;
using Beast.Quorum.Storage.Ctl;
using Beast.Quorum.Storage.Multipath;
using Beast.Quorum.Storage.Text;

namespace Beast.Quorum.Storage.Steps;

/// <summary>
/// Makes a provider a good path of the gmultipath device, and the device if there is none. It is looked for afterwards:
/// a path that the kernel could not open is refused on the console only, and the command still succeeds
/// (sys/geom/multipath/g_multipath.c, g_multipath_add_disk).
/// </summary>
internal sealed class AttachPathStep(Caller caller, ArbitratorConfiguration paths, IPathSource source) : IStepAction
{
    private readonly string name = paths.Multipath ?? "";

    public Attempt Try()
    {
        if (!source.TryFind(caller, out string provider, out Attempt other))
        {
            return other;
        }

        if (!MultipathLook.TryFind(
            caller, name, out MultipathDevice? device, out CallFailure failure, out bool notLoaded))
        {
            return Attempt.OrAgain(failure);
        }

        if (notLoaded)
        {
            return Load();
        }

        if (device.Over(provider) is { IsGood: true } path)
        {
            return Attempt.AlreadySo($"{provider} is a path of {name} ({path.State})");
        }

        if (source.MustOpen && new BackingPathStep(caller, "/dev/" + provider).Try() is var opened
            && !opened.Result.Outcome.Succeeded())
        {
            return opened;
        }

        // What is open on a device that is gone stays open on nothing; closed now, it is opened on the new one later.
        if (device is null && !Closed(out other))
        {
            return other;
        }

        return Change(device, provider);
    }

    private Attempt Load() =>
        caller.Run(GmultipathCommands.Load(caller.System.Commands), out CommandResult result, out CallFailure failure)
            ? Attempt.NotYet("gmultipath was not loaded: " + (result.ExitCode == 0
                ? "it is now"
                : $"{OneLine.Said(result.StandardError, "")}; {MultipathFailures.Advice(MultipathFailure.NotLoaded)}"))
            : Attempt.Of(failure);

    private bool Closed(out Attempt failed)
    {
        failed = BackedLuns.Set(caller, paths.ServedPath, LunRoles.Secondary);
        return failed.Result.Outcome.Succeeded();
    }

    private Attempt Change(MultipathDevice? device, string provider)
    {
        CommandsConfiguration commands = caller.System.Commands;
        IReadOnlyList<string> line = device is null ? GmultipathCommands.Create(commands, name, provider)
            : device.Over(provider) is null ? GmultipathCommands.Add(commands, name, provider)
            : GmultipathCommands.Restore(commands, name, provider);
        if (!caller.Run(line, out CommandResult result, out CallFailure failure))
        {
            return Attempt.Of(failure);
        }

        MultipathFailure why = MultipathFailures.Recognise(result.StandardError);
        if (result.ExitCode != 0 && why != MultipathFailure.AlreadyThere)
        {
            string text = $"{provider} did not become a path of {name} ({why}, exit {result.ExitCode}): "
                + $"{OneLine.Said(result.StandardError, "")}; {MultipathFailures.Advice(why)}";
            return why is MultipathFailure.PermissionDenied or MultipathFailure.Usage or MultipathFailure.SectorMismatch
                ? Attempt.Failed(text)
                : Attempt.NotYet(text);
        }

        return MultipathLook.TryFind(caller, name, out MultipathDevice? now, out failure, out _)
            ? now.Over(provider) is { IsGood: true }
                ? Attempt.Done($"{provider} is a path of {name}")
                : Attempt.NotYet($"{provider} was given to {name} and is no good path of it, {now.Show()}: something "
                    + "else has it open for writing (kern.geom.multipath.exclusive must be 0), see dmesg")
            : Attempt.OrAgain(failure);
    }
}

/// <summary>Rotates the gmultipath device until I/O goes over the wanted path.</summary>
internal sealed class UsePathStep(Caller caller, string name, IPathSource source) : IStepAction
{
    private bool rotated;

    public Attempt Try()
    {
        if (!source.TryFind(caller, out string provider, out Attempt other))
        {
            return other;
        }

        if (!Look(provider, out MultipathDevice? device, out other))
        {
            return other;
        }

        if (device.Over(provider) is not { IsGood: true })
        {
            return Attempt.NotYet($"{provider} is no good path of {name}, {device.Show()}");
        }

        if (!caller.Run(
            GmultipathCommands.Rotate(caller.System.Commands, name), out CommandResult result, out CallFailure failure))
        {
            return Attempt.Of(failure);
        }

        rotated = true;
        MultipathFailure why = MultipathFailures.Recognise(result.StandardError);
        return result.ExitCode != 0
            ? Attempt.NotYet($"{name} was not rotated ({why}): {OneLine.Said(result.StandardError, "")}; "
                + MultipathFailures.Advice(why))
            : Look(provider, out device, out other)
                ? Attempt.NotYet($"{name} was rotated and does not use {provider}, {device.Show()}")
                : other;
    }

    // True: it is there and not in use; false: the attempt is over.
    private bool Look(string provider, out MultipathDevice? device, out Attempt end)
    {
        bool told = MultipathLook.TryFind(caller, name, out device, out CallFailure failure, out _);
        bool active = told && device.Over(provider) is { IsActive: true };
        string text = $"I/O of {name} goes over {provider}";
        end = !told ? Attempt.OrAgain(failure) : rotated ? Attempt.Done(text) : Attempt.AlreadySo(text);
        return told && !active;
    }
}

/// <summary>Takes the local volume out of the gmultipath device, so that its pool can be exported.</summary>
internal sealed class DetachPathStep(Caller caller, ArbitratorConfiguration paths) : IStepAction
{
    private readonly string name = paths.Multipath ?? "";
    private readonly string provider = LocalPath.ProviderOf(paths);
    private bool removed;

    public Attempt Try()
    {
        if (!MultipathLook.TryFind(caller, name, out MultipathDevice? device, out CallFailure failure, out _))
        {
            return Attempt.OrAgain(failure);
        }

        if (device.Over(provider) is null)
        {
            string text = $"{provider} is no path of {name}";
            return removed ? Attempt.Done(text) : Attempt.AlreadySo(text);
        }

        // The device goes with its last path (g_mpd); CTL would be left with a path that leads nowhere.
        if (device!.Paths.Count == 1)
        {
            Attempt closed = BackedLuns.Set(caller, paths.ServedPath, LunRoles.Secondary);
            if (!closed.Result.Outcome.Succeeded())
            {
                return closed;
            }
        }

        IReadOnlyList<string> line = GmultipathCommands.Remove(caller.System.Commands, name, provider);
        if (!caller.Run(line, out CommandResult result, out failure))
        {
            return Attempt.Of(failure);
        }

        // It is gone when the list says so: I/O that is under way is waited for after the command has returned.
        removed = true;
        MultipathFailure why = MultipathFailures.Recognise(result.StandardError);
        return Attempt.NotYet(result.ExitCode == 0
            ? $"{provider} is still a path of {name}: I/O over it has not ended"
            : $"{provider} was not taken out of {name} ({why}): {OneLine.Said(result.StandardError, "")}; "
                + MultipathFailures.Advice(why));
    }
}
