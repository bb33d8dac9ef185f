using System.Globalization;

namespace Beast.Quorum.Fuzz.Tests.Engine;

/// <summary>What the environment asks for.</summary>
/// <param name="Seed"><c>BEASTQ_SEED</c>; a new one every day and every run otherwise.</param>
/// <param name="Inputs"><c>BEASTQ_FUZZ_INPUTS</c>: inputs of a target of cost 1.</param>
/// <param name="First"><c>BEASTQ_FUZZ_FIRST</c>: number of the first input, to replay one alone.</param>
internal sealed record FuzzSettings(ulong Seed, long Inputs, long First)
{
    /// <summary>What every change must pass; the whole project then takes some 15 s of one core.</summary>
    public const long EveryChange = 10_000;

    /// <summary>No input may take longer. Usual are microseconds; a machine may be loaded beyond reason.</summary>
    public static readonly TimeSpan LongestInput = TimeSpan.FromSeconds(60);

    public static FuzzSettings Read() => new(
        Number("BEASTQ_SEED") is long seed ? (ulong)seed : (ulong)Random.Shared.NextInt64(1_000_000_000),
        Number("BEASTQ_FUZZ_INPUTS") ?? EveryChange,
        Number("BEASTQ_FUZZ_FIRST") ?? 0);

    /// <summary>The line that runs one input of one target again.</summary>
    public string Replay(string target, long input) =>
        $"BEASTQ_SEED={Seed} BEASTQ_FUZZ_FIRST={input} BEASTQ_FUZZ_INPUTS=1 dotnet test "
        + $"tests/Beast.Quorum.Fuzz.Tests -c Release --filter Name~reader_of_{target.Replace('-', '_')}";

    private static long? Number(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
            ? long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture)
            : null;
}
