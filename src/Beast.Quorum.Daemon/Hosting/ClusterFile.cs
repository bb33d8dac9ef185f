using System.Text;
using Beast.Quorum.Platform.Files;

namespace Beast.Quorum.Daemon.Hosting;

/// <summary>
/// Remembers which cluster this node belongs to, so that a daemon that starts without its quorum device can still talk
/// over the interlinks, and a device of another cluster is not taken for ours.
/// </summary>
internal static class ClusterFile
{
    public const string FileName = "cluster";

    public static string PathIn(string stateDirectory) => Path.Combine(stateDirectory, FileName);

    public static Guid? Read(string stateDirectory)
    {
        string path = PathIn(stateDirectory);
        return File.Exists(path) && Guid.TryParse(File.ReadAllText(path).Trim(), out Guid cluster) ? cluster : null;
    }

    public static void Write(string stateDirectory, Guid cluster)
    {
        if (Read(stateDirectory) != cluster)
        {
            DurableFile.WriteAtomically(
                PathIn(stateDirectory),
                Encoding.ASCII.GetBytes($"{cluster}\n"),
                UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }
}
