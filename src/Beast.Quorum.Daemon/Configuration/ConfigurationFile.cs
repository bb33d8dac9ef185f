using System.Text;
using Beast.Quorum.Daemon.Security;

namespace Beast.Quorum.Daemon.Configuration;

/// <summary>The configuration file on disk.</summary>
public static class ConfigurationFile
{
    /// <summary>Where the file is unless the command line says otherwise.</summary>
    public const string DefaultPath = "/usr/local/etc/beastq/beastq.yml";

    /// <summary>Largest file that is read, in bytes: 1 MiB, a hundred times what 64 groups need.</summary>
    public const int MaximumSize = 1 << 20;

    private static readonly UTF8Encoding Strict = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true);

    /// <summary>Reads and checks a file. Never throws for what is in the file or wrong with it.</summary>
    /// <param name="path">The file.</param>
    public static ConfigurationResult Load(string path)
    {
        try
        {
            byte[] content = ReadBounded(path);
            return content.Length > MaximumSize
                ? Refused($"is larger than {MaximumSize} bytes; a configuration is a few kilobytes of YAML")
                : ConfigurationReader.Read(Strict.GetString(content));
        }
        catch (DecoderFallbackException fault)
        {
            return Refused(
                $"is not text: invalid UTF-8 at byte {fault.Index}; allowed: a YAML file in UTF-8");
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return Refused(
                "does not exist; start from beastq.yml.sample, or name another file with --config");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Refused($"cannot be read: {fault.Message}");
        }
    }

    private static byte[] ReadBounded(string path)
    {
        if (Directory.Exists(path))
        {
            throw new IOException("it is a directory; name the file in it");
        }

        // Looked at first, because opening a pipe would wait for its writer.
        if (UnixFile.Look(path) is { IsRegular: false })
        {
            throw new IOException("it is not a regular file");
        }

        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        byte[] buffer = new byte[MaximumSize + 1];
        int length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        return buffer[..length];
    }

    private static ConfigurationResult Refused(string message) => new([new ConfigurationFault(0, "", message)]);
}
