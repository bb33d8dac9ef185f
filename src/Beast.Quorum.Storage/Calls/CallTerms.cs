namespace Beast.Quorum.Storage.Calls;

/// <summary>The terms on which one command or sysctl call is made.</summary>
/// <param name="Deadline">Longest time that the call may take.</param>
/// <param name="MayStart">Asked right before a command starts or a sysctl is written; false refuses it (S5).</param>
/// <param name="WhenGone">Called once when a call that was given up has ended after all.</param>
public sealed record CallTerms(TimeSpan Deadline, Func<bool> MayStart, Action WhenGone);
