using Beast.Quorum.Core.Configuration;

namespace Beast.Quorum.Lab.Runs;

/// <summary>Places of their own for the two daemons, with a wire between them that is not the lab's.</summary>
/// <param name="Enter">For each node the words that precede the daemon's command line and bring it there.</param>
/// <param name="Interlink">For each node its end of the interlink and its peer's.</param>
internal sealed record NodePlaces(
    IReadOnlyList<IReadOnlyList<string>> Enter, IReadOnlyList<InterlinkConfiguration> Interlink);
