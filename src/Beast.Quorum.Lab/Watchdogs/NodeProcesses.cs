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

    /// <summary>Field 22 of proc(5)'s stat, counted from the state, which is field 3.</summary>
    private const int StartTimeField = 19;

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
        var killed = new Dictionary<int, string>();
        while (true)
        {
            IReadOnlyList<int> found = Find(mark);
            foreach (int process in found)
            {
                killed.TryAdd(process, StartTime(process));
                _ = Libc.Kill(process, Libc.Kill9);
            }

            bool gone = true;
            foreach ((int process, string started) in killed)
            {
                gone &= IsGone(process, started);
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
    private static bool IsGone(int process, string started)
    {
        try
        {
            string[] stat = Stat(process);
            return stat[StartTimeField] != started
                || (stat[0] is "Z" or "X" && Directory.GetDirectories($"/proc/{process}/task").Length <= 1);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    /// <summary>When a process began, in the kernel's units: its id may be another's by the next look.</summary>
    private static string StartTime(int process)
    {
        try
        {
            return Stat(process)[StartTimeField];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    /// <summary>The fields of proc(5)'s stat after the name in parentheses, the state first.</summary>
    private static string[] Stat(int process)
    {
        string stat = File.ReadAllText($"/proc/{process}/stat");
        return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
    }
}
