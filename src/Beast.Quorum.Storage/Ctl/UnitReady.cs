using Beast.Quorum.Storage.Text;

namespace Beast.Quorum.Storage.Ctl;

/// <summary>
/// Reads <c>ctladm tur</c>. Its exit code is 0 whatever the LUN says; only the words on standard output tell.
/// </summary>
public static class UnitReady
{
    private const string Ready = "Unit is ready";

    private static readonly (string Text, string Meaning)[] Senses =
    [
        ("asc:4,3", "it is primary without media: its backing path did not open"),
        ("asc:3a,1", "it has no media: its backing path did not open"),
        ("asc:4,a", "it is in transition: no controller is primary"),
        ("asc:4,b", "it is standby: the other controller is primary"),
        ("asc:4,c", "it is unavailable: secondary, and the HA link is not configured"),
        ("asc:25,0", "there is no such LUN: is ctld running, is ctl-lun in ctl.conf?"),
        ("asc:29,", "it reports a reset; the next answer tells"),
        ("asc:2a,", "it reports a change; the next answer tells"),
        ("error opening /dev/cam/ctl", "CTL is not there: is ctl_load=\"YES\" in /boot/loader.conf?"),
    ];

    /// <summary>Whether the LUN is ready.</summary>
    public static bool Is(string standardOutput) =>
        standardOutput.AsSpan().Trim().Equals(Ready, StringComparison.OrdinalIgnoreCase);

    /// <summary>Why it is not, in one line.</summary>
    public static string Why(string standardError, string standardOutput)
    {
        foreach ((string text, string meaning) in Senses)
        {
            if (standardError.Contains(text, StringComparison.OrdinalIgnoreCase))
            {
                return meaning;
            }
        }

        return OneLine.Said(standardError, standardOutput);
    }
}
