using Beast.Quorum.Core.Plans;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Storage.Calls;
using Beast.Quorum.Storage.Text;

namespace Beast.Quorum.Storage.Multipath;

/// <summary>Looks at gmultipath devices. An answer that cannot be read is a failure, never "not there".</summary>
internal static class MultipathLook
{
    /// <summary>Finds a device.</summary>
    /// <param name="caller">Makes the call.</param>
    /// <param name="name">Its name.</param>
    /// <param name="device">The device; null if there is none of that name.</param>
    /// <param name="failure">Why that could not be told.</param>
    /// <param name="notLoaded">Whether the kernel's part is not loaded: no device then, and no failure.</param>
    public static bool TryFind(
        Caller caller, string name, out MultipathDevice? device, out CallFailure failure, out bool notLoaded)
    {
        device = null;
        notLoaded = false;
        IReadOnlyList<string> line = GmultipathCommands.Status(caller.System.Commands);
        if (!caller.Run(line, out CommandResult result, out failure))
        {
            return false;
        }

        if (result.ExitCode == 0 && MultipathStatus.TryParse(result.StandardOutput, out var devices))
        {
            device = devices.FirstOrDefault(one => one.Name == name);
            return true;
        }

        MultipathFailure why = MultipathFailures.Recognise(result.StandardError);
        notLoaded = result.ExitCode != 0 && why == MultipathFailure.NotLoaded;
        string said = OneLine.Said(result.StandardError, result.StandardOutput);
        failure = new CallFailure(StepOutcome.Failed, result.ExitCode == 0
            ? $"{CommandText.Of(line)}: its answer cannot be read: {said}"
            : $"{CommandText.Of(line)}: {said}; {MultipathFailures.Advice(why)}");
        return notLoaded;
    }

    /// <summary>The path over a provider; null if the device has none.</summary>
    public static MultipathPath? Over(this MultipathDevice? device, string provider) =>
        device?.Paths.FirstOrDefault(path => path.Provider == provider);

    /// <summary>The device's paths in one line.</summary>
    public static string Show(this MultipathDevice? device) => device is null
        ? "it is not there"
        : $"it is {device.State}: " + string.Join(", ", device.Paths.Select(path => $"{path.Provider} {path.State}"));
}
