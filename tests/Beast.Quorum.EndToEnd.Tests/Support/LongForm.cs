namespace Beast.Quorum.EndToEnd.Tests.Support;

/// <summary>
/// Whether tests that have a long form run it: <c>BEASTQ_LONG=1</c>, as <c>.ci/run --long</c> sets it.
/// </summary>
internal static class LongForm
{
    internal static bool IsWanted { get; } = Environment.GetEnvironmentVariable("BEASTQ_LONG") == "1";
}
