using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Beast.Quorum.Lab.Portal;
using Beast.Quorum.Lab.Wire;
using Microsoft.Win32.SafeHandles;

namespace Beast.Quorum.Lab.Pools;

/// <summary>
/// What two read-write imports of one pool do to it. Each host goes on from what it knew when it imported; when one of
/// them writes its state (a write, an export), what the other wrote since is overwritten: the pool goes back to where
/// that host had left it, or, after enough has changed, its metadata no longer fits together. Seen on FreeBSD 10.4 and
/// 11: acknowledged writes were lost after 64 KiB, "pool metadata is corrupted" after 80 MiB.
/// </summary>
internal sealed class RivalImports(PoolStore store, int node)
{
    /// <summary>More writes than this of the other host, and the metadata is destroyed.</summary>
    internal const int DeadlyWrites = 256;

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Pool, string Importer), HashSet<(string, long)>> _kept = [];

    private int Rival => 1 - node;

    /// <summary>This host imported the pool for writing.</summary>
    internal void Imported(string pool)
    {
        lock (_gate)
        {
            File.Delete(UndoPath(pool, node));
            string text = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId} {Guid.NewGuid()}");
            File.WriteAllText(ImporterPath(pool, node), text);
        }
    }

    /// <summary>This host no longer has it: exported, or the host's memory of it is gone.</summary>
    internal void Forget(string pool)
    {
        lock (_gate)
        {
            File.Delete(ImporterPath(pool, node));
            File.Delete(UndoPath(pool, node));
        }
    }

    /// <summary>Before this host writes a block: keeps for the rival what the rival knows of it.</summary>
    internal void BeforeWrite(string pool, string volume, long block, SafeFileHandle backing)
    {
        string importerPath = ImporterPath(pool, Rival);
        if (!File.Exists(importerPath))
        {
            return;
        }

        lock (_gate)
        {
            if (Importer(importerPath) is not { } importer)
            {
                return;
            }

            if (!_kept.TryGetValue((pool, importer), out HashSet<(string, long)>? kept))
            {
                _kept[(pool, importer)] = kept = [];
            }

            var before = new byte[DataBlock.Length];
            bool first = kept.Add((volume, block));
            if (first)
            {
                RandomAccess.Read(backing, before, block * DataBlock.Length);
            }

            Append(UndoPath(pool, Rival), volume, block, first ? before : []);
        }
    }

    /// <summary>
    /// This host writes its state of the pool over whatever is there. Returns whether the metadata survived.
    /// </summary>
    internal bool Overwrite(string pool)
    {
        lock (_gate)
        {
            string path = UndoPath(pool, node);
            if (!File.Exists(path))
            {
                return true;
            }

            int writes = Apply(pool, File.ReadAllBytes(path));
            File.Delete(path);
            return writes <= DeadlyWrites;
        }
    }

    private int Apply(string pool, byte[] undo)
    {
        int at = 0, writes = 0;
        while (at + 16 <= undo.Length)
        {
            int nameLength = BinaryPrimitives.ReadInt32LittleEndian(undo.AsSpan(at));
            int length = BinaryPrimitives.ReadInt32LittleEndian(undo.AsSpan(at + 4));
            long block = BinaryPrimitives.ReadInt64LittleEndian(undo.AsSpan(at + 8));
            string volume = Encoding.UTF8.GetString(undo, at + 16, nameLength);
            if (length > 0)
            {
                using SafeFileHandle file = File.OpenHandle(
                    store.VolumePath(pool, volume), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
                RandomAccess.Write(file, undo.AsSpan(at + 16 + nameLength, length), block * DataBlock.Length);
            }

            at += 16 + nameLength + length;
            writes++;
        }

        return writes;
    }

    private static void Append(string path, string volume, long block, byte[] before)
    {
        byte[] name = Encoding.UTF8.GetBytes(volume);
        var record = new byte[16 + name.Length + before.Length];
        BinaryPrimitives.WriteInt32LittleEndian(record, name.Length);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(4), before.Length);
        BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(8), block);
        name.CopyTo(record, 16);
        before.CopyTo(record, 16 + name.Length);
        using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        file.Write(record);
    }

    /// <summary>Which import it is; null if that host is dead, and with it what it knew.</summary>
    private static string? Importer(string path)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (FileNotFoundException)
        {
            // Exported between the look and the reading.
            return null;
        }

        return text.Split(' ') is [{ } process, ..]
            && int.TryParse(process, CultureInfo.InvariantCulture, out int id) && Libc.Kill(id, 0) == 0
            ? text
            : null;
    }

    private string ImporterPath(string pool, int host) => store.FileOf(pool, $"importer-{host}");

    private string UndoPath(string pool, int host) => store.FileOf(pool, $"undo-{host}");
}
