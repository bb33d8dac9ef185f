using System.Globalization;
using System.Text;
using Beast.Quorum.Lab.Wire;

namespace Beast.Quorum.Lab.Watchdogs;

/// <summary>
/// The processes of one node: those that carry its mark in their environment, whoever started them. Frozen ones are
/// found and killed like the others.
/// </summary>
public static class NodeProcesses
{
    /// <summary>The environment variable that marks a process; its value is <c>DIRECTORY:NODE</c>.</summary>
    public const string Variable = "BEASTQ_LAB_NODE";

    /// <summary>The mark of a node's processes.</summary>
    public static string Mark(string directory, int node) =>
        string.Create(CultureInfo.InvariantCulture, $"{Path.GetFullPath(directory)}:{node}");

    /// <summary>The ids of the processes that carry a mark now.</summary>
    public static IReadOnlyList<int> Find(string mark)
    {
        byte[] wanted = Encoding.UTF8.GetBytes($"{Variable}={mark}\0");
        var found = new List<int>();
        foreach (string directory in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(directory), CultureInfo.InvariantCulture, out int process)
                && Carries(process, wanted))
            {
                found.Add(process);
            }
        }

        return found;
    }

    /// <summary>
    /// Kills every marked process and returns when none is left, not even a thread that still finishes a write.
    /// </summary>
    /// <returns>How many processes were killed.</returns>
    public static int KillAll(string mark)
    {
        var killed = new HashSet<int>();
        while (true)
        {
            IReadOnlyList<int> found = Find(mark);
            foreach (int process in found)
            {
                killed.Add(process);
                _ = Libc.Kill(process, Libc.Kill9);
            }

            bool gone = true;
            foreach (int process in killed)
            {
                gone &= IsGone(process);
            }

            // A second empty scan would only help against a fork from a process that was already dead.
            if (found.Count == 0 && gone)
            {
                return killed.Count;
            }

            Thread.Sleep(1);
        }
    }

    private static bool Carries(int process, byte[] wanted)
    {
        byte[] environment;
        try
        {
            environment = File.ReadAllBytes($"/proc/{process}/environ");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Gone in the meantime, or another user's: neither is of this lab.
            return false;
        }

        int at = environment.AsSpan().IndexOf(wanted);
        return at == 0 || (at > 0 && environment[at - 1] == 0);
    }

    /// <summary>Whether a killed process can run no more instruction: not there, or a zombie without threads.</summary>
    private static bool IsGone(int process)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{process}/stat");
            int end = stat.LastIndexOf(')');
            bool dead = end > 0 && end + 2 < stat.Length && stat[end + 2] is 'Z' or 'X';
            return dead && Directory.GetDirectories($"/proc/{process}/task").Length <= 1;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }
}
