using System.Globalization;
using Beast.Quorum.Storage.Calls;
using Beast.Quorum.Storage.ImportCache;
using Beast.Quorum.Storage.Zfs;

namespace Beast.Quorum.Storage.Steps;

/// <summary>Times the phases of an import, and puts those that were refused into the step's detail.</summary>
internal sealed class PhaseNotes(TimeProvider time)
{
    private readonly List<string> refused = [];
    private ImportPhase phase = new("", []);
    private Countdown clock = new(time, TimeSpan.Zero);

    /// <summary>A phase begins.</summary>
    public void Begin(ImportPhase begun) => (phase, clock) = (begun, new Countdown(time, TimeSpan.Zero));

    /// <summary>The phase in words, with its time.</summary>
    public string Done() => $"{phase.Name} in {Seconds} s";

    /// <summary>The phase was refused.</summary>
    public void Refused(PoolFailure failure) => refused.Add($"{phase.Name} {failure} in {Seconds} s");

    /// <summary>Adds the phases that were refused before to what came of the import.</summary>
    public Attempt Tell(Attempt attempt) => refused.Count == 0
        ? attempt
        : attempt with
        {
            Result = attempt.Result with
            {
                Detail = $"{attempt.Result.Detail}; before: {string.Join(", ", refused)}",
            },
        };

    private string Seconds => clock.Elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
}
