using System.Globalization;

namespace Beast.Quorum.Lab.Pools;

/// <summary>What the shared disks say about a pool; zdb -l shows the same fields of a real one.</summary>
/// <param name="Guid">The pool's id.</param>
/// <param name="Exported">Whether the last host to have it exported it in order.</param>
/// <param name="HostId">kern.hostid of the last host that imported it read-write; 0 if none did.</param>
/// <param name="HostName">That host's name.</param>
/// <param name="LastAccess">When, in seconds of wall time since 1970; only shown, never compared.</param>
/// <param name="Txg">Grows with every import and export.</param>
/// <param name="Disks">The mirror's disks.</param>
/// <param name="Log">The log disk; empty if there is none.</param>
public sealed record PoolLabel(
    ulong Guid, bool Exported, ulong HostId, string HostName, long LastAccess, long Txg,
    IReadOnlyList<string> Disks, string Log)
{
    /// <summary>Whether the pool's metadata is destroyed: no host can import it any more.</summary>
    public bool Damaged { get; init; }

    /// <summary>Whether multihost is on (OpenZFS): hosts write that they are alive, imports look for it.</summary>
    public bool Multihost { get; init; }

    /// <summary>wait, continue or panic.</summary>
    public string FailMode { get; init; } = "wait";

    /// <summary>Reads a label file.</summary>
    /// <exception cref="InvalidDataException">A field is missing or is no number; the message names it.</exception>
    public static PoolLabel Load(string path)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string line in File.ReadAllLines(path))
        {
            int equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
            {
                fields[line[..equals]] = line[(equals + 1)..];
            }
        }

        string Field(string name) => fields.TryGetValue(name, out string? value)
            ? value
            : throw new InvalidDataException($"pool label {path}: field '{name}' is missing; create the pool again");
        T Number<T>(string name) where T : struct, ISpanParsable<T> =>
            T.TryParse(Field(name), CultureInfo.InvariantCulture, out T value)
                ? value
                : throw new InvalidDataException($"pool label {path}: field '{name}' is no number; create it again");
        return new PoolLabel(
            Number<ulong>("guid"), Field("state") == "exported", Number<ulong>("hostid"), Field("hostname"),
            Number<long>("time"), Number<long>("txg"),
            Field("disks").Split(',', StringSplitOptions.RemoveEmptyEntries), Field("log"))
        {
            Damaged = Field("damaged") == "yes",
            Multihost = Field("multihost") == "on",
            FailMode = Field("failmode"),
        };
    }

    /// <summary>Writes a label file at once or not at all, as a label on disk is protected by its checksum.</summary>
    public void Save(string path)
    {
        string text = string.Create(CultureInfo.InvariantCulture,
            $"guid={Guid}\nstate={(Exported ? "exported" : "active")}\nhostid={HostId}\nhostname={HostName}\n"
            + $"time={LastAccess}\ntxg={Txg}\ndisks={string.Join(',', Disks)}\nlog={Log}\n"
            + $"damaged={(Damaged ? "yes" : "no")}\nmultihost={(Multihost ? "on" : "off")}\nfailmode={FailMode}\n");
        string temporary = string.Create(CultureInfo.InvariantCulture,
            $"{path}.{Environment.ProcessId}.{Environment.CurrentManagedThreadId}");
        File.WriteAllText(temporary, text);
        File.Move(temporary, path, overwrite: true);
    }
}
