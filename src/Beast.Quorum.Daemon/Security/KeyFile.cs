using System.Security.Cryptography;
using System.Text;

namespace Beast.Quorum.Daemon.Security;

/// <summary>The file with the key that authenticates every record. Both nodes have the same one.</summary>
public static class KeyFile
{
    /// <summary>Fewest bytes of a key, and the number that <see cref="Generate"/> makes.</summary>
    public const int KeySize = 32;

    /// <summary>Largest file that is read, in bytes.</summary>
    public const int MaximumSize = 4096;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Reads the key.</summary>
    /// <param name="path">A regular file of this process's user, mode 0600 or less, with hex or base64.</param>
    /// <exception cref="KeyFileException">It is not such a file; the message says what to do.</exception>
    public static byte[] Load(string path)
    {
        try
        {
            CheckFile(path);
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            byte[] content = new byte[MaximumSize + 1];
            int length = stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            if (length > MaximumSize)
            {
                throw new KeyFileException($"{path} is larger than {MaximumSize} bytes; it should hold one key, "
                    + "made by \"beastq key generate\"");
            }

            return Decode(Encoding.Latin1.GetString(content, 0, length).Trim(), path);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new KeyFileException(
                $"{path} does not exist; run \"beastq key generate\" on one node and copy the file to the other",
                fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new KeyFileException($"{path} cannot be read: {fault.Message}", fault);
        }
    }

    /// <summary>Writes a new random key, as hex, into a file that only its owner can read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="force">Whether an existing file is replaced.</param>
    /// <exception cref="KeyFileException">
    /// The file exists, or cannot be written; the message says what to do.
    /// </exception>
    public static void Generate(string path, bool force)
    {
        string text = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeySize)) + "\n";

        // A new file takes the old one's place in one step, so that no reader ever sees half a key.
        string written = force ? $"{path}.{Guid.NewGuid():N}.new" : path;
        try
        {
            if (Directory.Exists(path))
            {
                throw new KeyFileException($"{path} is a directory; name the file in it");
            }

            Write(written, text);
            if (force)
            {
                File.Move(written, path, overwrite: true);
            }
        }
        catch (DirectoryNotFoundException fault)
        {
            throw new KeyFileException(
                $"{path} cannot be written, because its directory does not exist; "
                + $"run \"mkdir -p -m 755 {Path.GetDirectoryName(path)}\"",
                fault);
        }
        catch (IOException) when (!force && File.Exists(path))
        {
            throw new KeyFileException(
                $"{path} exists; the peer may be using this key. To replace it on both nodes, add --force");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new KeyFileException($"{path} cannot be written: {fault.Message}", fault);
        }
    }

    private static void Write(string path, string text)
    {
        FileStreamOptions options = new()
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = OwnerOnly,
        };
        using FileStream stream = new(path, options);
        stream.Write(Encoding.ASCII.GetBytes(text));
        stream.Flush(flushToDisk: true);
    }

    private static void CheckFile(string path)
    {
        if (Directory.Exists(path))
        {
            throw new KeyFileException($"{path} is a directory; name the file in it");
        }

        UnixFileMode mode = File.GetUnixFileMode(path);
        UnixFileLook? look = UnixFile.Look(path);
        if (look is { IsRegular: false })
        {
            throw new KeyFileException($"{path} is not a regular file; run \"beastq key generate\" for one that is");
        }

        if ((mode & Others) != 0)
        {
            throw new KeyFileException(
                $"{path} can be used by others (mode {Convert.ToString((int)mode, 8).PadLeft(4, '0')}), "
                + $"who could forge records; run \"chmod 600 {path}\"");
        }

        if (look is { } known && known.Owner != UnixFile.EffectiveUser)
        {
            throw new KeyFileException(
                $"{path} belongs to user {known.Owner}, but beastq runs as user {UnixFile.EffectiveUser}; "
                + $"run \"chown {UnixFile.EffectiveUser} {path}\"");
        }
    }

    private static byte[] Decode(string text, string path)
    {
        bool isHex = text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit);
        byte[] room = new byte[text.Length];
        int length = 0;
        if (!isHex && !Convert.TryFromBase64String(text, room, out length))
        {
            throw new KeyFileException(
                $"{path} holds neither hex nor base64; allowed: one key of at least {KeySize} bytes, "
                + "made by \"beastq key generate\"");
        }

        byte[] key = isHex ? Convert.FromHexString(text) : room[..length];
        return key.Length >= KeySize
            ? key
            : throw new KeyFileException(
                $"{path} holds a key of {key.Length} bytes; allowed: at least {KeySize}, "
                + "made by \"beastq key generate\"");
    }
}
