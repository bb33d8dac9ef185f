using Beast.Quorum.Fuzz.Tests.Engine;
using Beast.Quorum.Storage.Multipath;

namespace Beast.Quorum.Fuzz.Tests.Targets.Storage;

/// <summary><c>gmultipath status -gs</c>: a list that is taken is the whole text, path by path.</summary>
internal sealed class MultipathStatusTarget : FuzzTarget
{
    public override string Name => "multipath-status";

    public override IReadOnlyList<string> Words =>
        ["CTRL_B_BACK  OPTIMAL  ", "da4 (ACTIVE)\n", "zvol/ctrl-b_m0/v0 (FAIL)\n", "N/A\n", "  ", " (", ")", "[cut]"];

    public override int Longest => MultipathStatus.MostCharacters + 100;

    public override (long Base, long PerByte) Memory => (256 * 1024, 150);

    public override Depth Run(byte[] input)
    {
        string text = Text(input);
        if (!MultipathStatus.TryParse(text, out IReadOnlyList<MultipathDevice> devices))
        {
            Must(devices.Count == 0, "a list that is not taken gives devices");
            return text.EndsWith('\n') ? Depth.Looked : Depth.Refused;
        }

        Must(text.Length < MultipathStatus.MostCharacters, "a list that was probably cut was taken");
        string[] lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        int bare = lines.Count(line => line.TrimEnd().EndsWith("N/A", StringComparison.Ordinal));
        Must(devices.Sum(device => device.Paths.Count) == lines.Length - bare, "more or fewer paths than lines");
        foreach (MultipathPath path in devices.SelectMany(device => device.Paths))
        {
            Must(text.Contains($"{path.Provider} ({path.State})", StringComparison.Ordinal), "a path reads otherwise");
            Must(!path.IsActive || path.IsGood, "an active path that is no good");
        }

        return Depth.Accepted;
    }
}
