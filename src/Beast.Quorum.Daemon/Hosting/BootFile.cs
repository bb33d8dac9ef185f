using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Beast.Quorum.Platform.Clock;
using Beast.Quorum.Platform.Files;

namespace Beast.Quorum.Daemon.Hosting;

/// <summary>
/// A boot id for kernels that have none: a random one in <c>run_directory</c>, which rc.d/cleanvar empties at every
/// boot. Should that not have happened, a monotonic clock below the noted one gives the new boot away.
/// </summary>
internal static class BootFile
{
    public const string FileName = "boot";

    public static byte[] Read(string runDirectory) => Read(runDirectory, MonotonicClock.Ticks);

    internal static byte[] Read(string runDirectory, long now)
    {
        string path = Path.Combine(runDirectory, FileName);
        if (File.Exists(path) && File.ReadAllText(path).Split(' ') is [{ Length: 32 } id, { } at]
            && long.TryParse(at, CultureInfo.InvariantCulture, out long written) && written <= now)
        {
            return Encoding.ASCII.GetBytes(id);
        }

        string fresh = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        string line = string.Create(CultureInfo.InvariantCulture, $"{fresh} {now}");
        DurableFile.WriteAtomically(
            path, Encoding.ASCII.GetBytes(line), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return Encoding.ASCII.GetBytes(fresh);
    }
}
