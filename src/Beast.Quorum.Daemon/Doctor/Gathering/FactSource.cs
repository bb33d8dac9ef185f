namespace Beast.Quorum.Daemon.Doctor.Gathering;

/// <summary>Looks at one part of the system; has a thread of its own and may hang.</summary>
/// <param name="Name">For progress and messages.</param>
/// <param name="Look">Looks, and writes what it finds; what it throws is a fault of the program.</param>
internal sealed record FactSource(string Name, Action<FactBook> Look);
