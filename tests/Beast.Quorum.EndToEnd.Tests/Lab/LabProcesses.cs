using System.Globalization;
using System.Text;
using Beast.Quorum.Lab.Watchdogs;

namespace Beast.Quorum.EndToEnd.Tests.Lab;

/// <summary>
/// Finds what belongs to a lab: by its directory on the command line or by its mark in the environment.
/// </summary>
internal static class LabProcesses
{
    internal static IReadOnlyList<string> Of(string directory)
    {
        string mark = $"{NodeProcesses.Variable}={directory}";
        List<string> found = [];
        foreach (string process in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(process), CultureInfo.InvariantCulture, out int id)
                && id != Environment.ProcessId && Text(process, "cmdline") is { Length: > 0 } command
                && (command.Contains(directory, StringComparison.Ordinal)
                    || Text(process, "environ").Contains(mark, StringComparison.Ordinal)))
            {
                found.Add($"{id}: {command.Replace('\0', ' ')}");
            }
        }

        return found;
    }

    private static string Text(string process, string file)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(process, file)));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // It has ended in the meantime.
            return "";
        }
    }
}
