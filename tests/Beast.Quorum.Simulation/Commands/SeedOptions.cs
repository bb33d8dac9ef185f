using System.CommandLine;
using System.Globalization;
using Beast.Quorum.Core.Time;
using Beast.Quorum.Simulation.Faults;
using Beast.Quorum.Simulation.Runs;

namespace Beast.Quorum.Simulation.Commands;

/// <summary>What <c>run</c> and <c>replay</c> share: the options that, with a seed, decide everything.</summary>
internal sealed class SeedOptions
{
    private readonly Option<double> minutes = new("--minutes")
    {
        Description = "simulated minutes of faults; then they stop, and service must return",
        HelpName = "M",
        DefaultValueFactory = _ => RunOptions.LeastMinutes,
    };

    private readonly Option<string?> preset = new("--timing")
    {
        Description = "preset of every seed instead of a drawn one: "
            + string.Join(", ", TimingPresets.All.Select(preset => preset.Name)),
        HelpName = "NAME",
    };

    private readonly Option<bool> none = new("--no-faults")
    {
        Description = "nothing ever breaks, and only harm counts: two nodes that write, or none that serves",
    };

    private readonly Option<bool> onePath = new("--one-path")
    {
        Description = "only faults that leave the quorum device or the interlinks healthy: nothing may move",
    };

    public SeedOptions()
    {
        preset.AcceptOnlyFromAmong([.. TimingPresets.All.Select(timing => timing.Name)]);
        minutes.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= 0.1 and <= 100_000))
            {
                result.AddError("--minutes must be from 0.1 to 100000");
            }
        });
    }

    public void AddTo(Command command)
    {
        command.Options.Add(minutes);
        command.Options.Add(preset);
        command.Options.Add(none);
        command.Options.Add(onePath);
    }

    public RunOptions Read(ParseResult result) => new(
        result.GetValue(minutes),
        result.GetValue(preset),
        result.GetValue(none) ? FaultKinds.None
            : result.GetValue(onePath) ? FaultKinds.OnePath
            : FaultKinds.All);

    /// <summary>The command that runs one seed again.</summary>
    public static string Replay(ulong seed, RunOptions options)
    {
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"dotnet run --project tests/Beast.Quorum.Simulation -c Release -- replay {seed}");
        text += options.Minutes == RunOptions.LeastMinutes
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $" --minutes {options.Minutes}");
        text += options.Preset is null ? "" : $" --timing {options.Preset}";
        return text + options.Kinds switch
        {
            FaultKinds.None => " --no-faults",
            FaultKinds.OnePath => " --one-path",
            _ => "",
        };
    }
}
