namespace Beast.Quorum.Storage.Fencing;

/// <summary>
/// <c>camcontrol persist</c> (FreeBSD 10.4 and later; sbin/camcontrol/persist.c). Always with <c>-v</c>: without it a
/// refusal is silent. Never with <c>-p</c> or <c>-a</c>, which CTL as a target rejects.
/// </summary>
/// <param name="program">The program with what comes before its arguments.</param>
public sealed class CamcontrolReservations(IReadOnlyList<string> program) : IReservations
{
    private const string Type = "write_exclusive_reg_only";
    private const string Devices = "/dev/";

    /// <inheritdoc/>
    public string Name => "camcontrol";

    /// <inheritdoc/>
    public IReadOnlyList<string> ReadKeys(string path) => Line(path, "-i", "read_keys");

    /// <inheritdoc/>
    public IReadOnlyList<string> ReadReservation(string path) => Line(path, "-i", "read_reservation");

    /// <inheritdoc/>
    public IReadOnlyList<string> ReadCapabilities(string path) => Line(path, "-i", "report_capabilities");

    /// <inheritdoc/>
    public IReadOnlyList<string> Register(string path, ulong key) =>
        Line(path, "-o", "register_ignore", "-K", ReservationKeys.Show(key));

    /// <inheritdoc/>
    public IReadOnlyList<string> Unregister(string path, ulong key) =>
        Line(path, "-o", "register", "-k", ReservationKeys.Show(key), "-K", "0");

    /// <inheritdoc/>
    public IReadOnlyList<string> Reserve(string path, ulong key) =>
        Line(path, "-o", "reserve", "-k", ReservationKeys.Show(key), "-T", Type);

    /// <inheritdoc/>
    public IReadOnlyList<string> Release(string path, ulong key) =>
        Line(path, "-o", "release", "-k", ReservationKeys.Show(key), "-T", Type);

    /// <inheritdoc/>
    public IReadOnlyList<string> Preempt(string path, ulong key, ulong other, bool abort) => Line(
        path, "-o", abort ? "preempt_abort" : "preempt",
        "-k", ReservationKeys.Show(key), "-K", ReservationKeys.Show(other), "-T", Type);

    /// <inheritdoc/>
    public bool TryParseKeys(string text, out IReadOnlyList<ulong> keys)
    {
        ArgumentNullException.ThrowIfNull(text);
        keys = [];
        if (!PersistText.TryLines(text, out string[] lines) || lines.Length < 2 ||
            !TryField(lines[0], "PRgeneration: ", out _))
        {
            return false;
        }

        if (lines is [_, "0 keys."])
        {
            return true;
        }

        string[] words = lines[1].Split(' ');
        if (words is not [{ } number, "key:" or "keys:"] || !PersistText.TryCount(number, out int count) ||
            count < 1 || lines.Length != count + 2)
        {
            return false;
        }

        var found = new List<ulong>(count);
        for (int index = 0; index < count; index++)
        {
            if (!TryField(lines[index + 2], $"{index}: ", out ulong key))
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
        if (text == "No reservations.\n")
        {
            return true;
        }

        if (!PersistText.TryLines(text, out string[] lines) || lines.Length < 5 ||
            !TryField(lines[0], "PRgeneration: ", out _) || !TryField(lines[1], "Reservation Key: ", out ulong key) ||
            !TryField(lines[2], "Scope address: ", out _) || lines[3] != "Scope: lun (0)")
        {
            return false;
        }

        // Type: write_exclusive_reg_only (0x5)
        int open = lines[4].LastIndexOf('(');
        if (!lines[4].StartsWith("Type: ", StringComparison.Ordinal) || open < 0 || lines[4][^1] != ')' ||
            !PersistText.TryNumber(lines[4].AsSpan(open + 1, lines[4].Length - open - 2), out ulong type) || type > 15)
        {
            return false;
        }

        reservation = new DiskReservation(key, (int)type);
        return true;
    }

    /// <inheritdoc/>
    public bool TryParseCapabilities(string text, out bool listsType)
    {
        ArgumentNullException.ThrowIfNull(text);
        listsType = false;
        if (!PersistText.TryLines(text, out string[] lines) ||
            !lines[0].StartsWith("Replace Lost Reservation Capable (RLR_C): ", StringComparison.Ordinal))
        {
            return false;
        }

        listsType = lines.Contains("    Write Exclusive - Registrants Only (WR_EX_RO): 1");
        return true;
    }

    private static bool TryField(string line, string name, out ulong value)
    {
        value = 0;
        return line.StartsWith(name, StringComparison.Ordinal) &&
            PersistText.TryNumber(line.AsSpan(name.Length), out value);
    }

    // camcontrol names devices without /dev (camcontrol(8)).
    private IReadOnlyList<string> Line(string path, params IReadOnlyList<string> arguments)
    {
        string device = path.StartsWith(Devices, StringComparison.Ordinal) ? path[Devices.Length..] : path;
        return [.. program, "persist", device, "-v", .. arguments];
    }
}
