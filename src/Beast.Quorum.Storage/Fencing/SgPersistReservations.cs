using System.Globalization;

namespace Beast.Quorum.Storage.Fencing;

/// <summary><c>sg_persist</c> of sg3_utils (Linux), with the texts of its versions 1.3x and 1.4x.</summary>
/// <param name="program">The program with what comes before its arguments.</param>
public sealed class SgPersistReservations(IReadOnlyList<string> program) : IReservations
{
    private const string Type = "--prout-type=5";

    /// <inheritdoc/>
    public string Name => "sg_persist";

    /// <inheritdoc/>
    public IReadOnlyList<string> ReadKeys(string path) => Line(path, "--in", "--read-keys");

    /// <inheritdoc/>
    public IReadOnlyList<string> ReadReservation(string path) => Line(path, "--in", "--read-reservation");

    /// <inheritdoc/>
    public IReadOnlyList<string> ReadCapabilities(string path) => Line(path, "--in", "--report-capabilities");

    /// <inheritdoc/>
    public IReadOnlyList<string> Register(string path, ulong key) =>
        Line(path, "--out", "--register-ignore", $"--param-sark={Hex(key)}");

    /// <inheritdoc/>
    public IReadOnlyList<string> Unregister(string path, ulong key) =>
        Line(path, "--out", "--register", $"--param-rk={Hex(key)}", "--param-sark=0");

    /// <inheritdoc/>
    public IReadOnlyList<string> Reserve(string path, ulong key) =>
        Line(path, "--out", "--reserve", $"--param-rk={Hex(key)}", Type);

    /// <inheritdoc/>
    public IReadOnlyList<string> Release(string path, ulong key) =>
        Line(path, "--out", "--release", $"--param-rk={Hex(key)}", Type);

    /// <inheritdoc/>
    public IReadOnlyList<string> Preempt(string path, ulong key, ulong other, bool abort) => Line(
        path, "--out", abort ? "--preempt-abort" : "--preempt",
        $"--param-rk={Hex(key)}", $"--param-sark={Hex(other)}", Type);

    /// <inheritdoc/>
    public bool TryParseKeys(string text, out IReadOnlyList<ulong> keys)
    {
        ArgumentNullException.ThrowIfNull(text);
        keys = [];
        if (!TryBody(text, out string[] lines))
        {
            return false;
        }

        string said = lines[0];
        if (said == "there are NO registered reservation keys")
        {
            return lines.Length == 1;
        }

        // 2 registered reservation keys follow:
        string[] words = said.Split(' ');
        if (words is not [{ } number, "registered", "reservation", "key" or "keys", "follow:" or "follows:"] ||
            !PersistText.TryCount(number, out int count) || count < 1 || lines.Length != count + 1)
        {
            return false;
        }

        var found = new List<ulong>(count);
        foreach (string line in lines.AsSpan(1))
        {
            if (!PersistText.TryNumber(line.Trim(), out ulong key))
            {
                return false;
            }

            found.Add(key);
        }

        keys = found;
        return true;
    }

    /// <inheritdoc/>
    public bool TryParseReservation(string text, out DiskReservation? reservation)
    {
        ArgumentNullException.ThrowIfNull(text);
        reservation = null;
        if (!TryBody(text, out string[] lines))
        {
            return false;
        }

        if (lines is ["there is NO reservation held"])
        {
            return true;
        }

        if (lines.Length < 3 || lines[0] != "Reservation follows:" || lines[1].Trim() is not { } holder ||
            !holder.StartsWith("Key=", StringComparison.Ordinal) ||
            !PersistText.TryNumber(holder.AsSpan(4), out ulong key))
        {
            return false;
        }

        // scope: LU_SCOPE,  type: Write Exclusive, registrants only
        string what = lines[2].Trim();
        int at = what.IndexOf("type: ", StringComparison.Ordinal);
        int type = at < 0 ? 0 : Array.IndexOf(Types, what[(at + 6)..]);
        if (!what.StartsWith("scope: LU_SCOPE,", StringComparison.Ordinal) || type < 1)
        {
            return false;
        }

        reservation = new DiskReservation(key, type);
        return true;
    }

    /// <inheritdoc/>
    public bool TryParseCapabilities(string text, out bool listsType)
    {
        ArgumentNullException.ThrowIfNull(text);
        listsType = false;
        if (!PersistText.TryLines(text, out string[] lines) ||
            !lines.Contains("Report capabilities response:"))
        {
            return false;
        }

        listsType = lines.Any(line => line.Trim() == "Write Exclusive, registrants only: 1");
        return true;
    }

    // By their numbers (sg_persist.c, pr_type_strs); those that are never used are empty.
    private static readonly string[] Types =
    [
        "-", "Write Exclusive", "-", "Exclusive Access", "-", "Write Exclusive, registrants only",
        "Exclusive Access, registrants only", "Write Exclusive, all registrants", "Exclusive Access, all registrants",
    ];

    /// <summary>What follows <c>PR generation=0x2, </c>; the lines before it name the disk.</summary>
    private static bool TryBody(string text, out string[] lines)
    {
        lines = [];
        if (!PersistText.TryLines(text, out string[] all))
        {
            return false;
        }

        int first = Array.FindIndex(
            all, line => line.TrimStart().StartsWith("PR generation=", StringComparison.Ordinal));
        string head = first < 0 ? "" : all[first].TrimStart()["PR generation=".Length..];
        int comma = head.IndexOf(", ", StringComparison.Ordinal);
        if (comma < 0 || !PersistText.TryNumber(head.AsSpan(0, comma), out _))
        {
            return false;
        }

        lines = [head[(comma + 2)..].TrimEnd(), .. all[(first + 1)..]];
        return true;
    }

    private static string Hex(ulong key) => key.ToString("x", CultureInfo.InvariantCulture);

    private IReadOnlyList<string> Line(string path, params IReadOnlyList<string> arguments) =>
        [.. program, .. arguments, path];
}
