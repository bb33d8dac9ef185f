using System.Globalization;
using Beast.Quorum.Simulation.Pair;

namespace Beast.Quorum.Core.Tests.Scenarios.Commands;

/// <summary>What happens to interlinks and to the way to the device: <c>cut</c>, <c>mend</c>, <c>device</c>.</summary>
internal static class PathCommands
{
    private static readonly Dictionary<string, Access> Accesses = new()
    {
        ["works"] = Access.Works,
        ["fails"] = Access.Fails,
        ["reads-fail"] = Access.ReadsFail,
        ["writes-fail"] = Access.WritesFail,
        ["hangs"] = Access.Hangs,
        ["writes-hang"] = Access.WritesHang,
    };

    public static void AddTo(Dictionary<string, Action<Arguments>> commands, Stage stage)
    {
        commands["cut"] = arguments => Cut(stage, arguments, true);
        commands["mend"] = arguments => Cut(stage, arguments, false);
        commands["loss"] = arguments =>
        {
            string word = arguments.Word("a share, as 30%");
            double share = word.EndsWith('%') && double.TryParse(word[..^1], CultureInfo.InvariantCulture, out double n)
                ? n / 100
                : throw new ScenarioException($"'{word}' is no share; write 30%");
            OfLinks(stage, arguments, link => link.Loss = share);
        };
        commands["delay"] = arguments =>
        {
            TimeSpan time = arguments.Time("how long a datagram takes");
            OfLinks(stage, arguments, link => link.Delay = time);
        };
        commands["device"] = arguments =>
        {
            if (arguments.Has("takes"))
            {
                TimeSpan time = arguments.Time("how long a request takes");
                stage.World.Device.Delay = () => time;
                return;
            }

            int[] nodes = arguments.Nodes();
            Access access = arguments.OneOf(Accesses);
            foreach (int node in nodes)
            {
                stage.World.Device.Set(node, access);
            }
        };
        commands["fence"] = arguments => stage.World.Fence =
            Enum.Parse<FenceResult>(arguments.OneOf("works", "fails", "lies"), ignoreCase: true);
    }

    /// <summary><c>cut both|0->1|1->0 [number of the interlink]</c></summary>
    private static void Cut(Stage stage, Arguments arguments, bool cut)
    {
        string which = arguments.OneOf("both", "0->1", "1->0");
        OfLinks(stage, arguments, link =>
        {
            link.Cut[0] = which == "1->0" ? link.Cut[0] : cut;
            link.Cut[1] = which == "0->1" ? link.Cut[1] : cut;
        });
    }

    private static void OfLinks(Stage stage, Arguments arguments, Action<Interlink> action)
    {
        Interlink[] links = stage.World.Interlinks;
        if (!arguments.More)
        {
            Array.ForEach(links, action);
            return;
        }

        int number = arguments.Number("the number of an interlink");
        if (number < 0 || number >= links.Length)
        {
            throw new ScenarioException($"there is no interlink {number}; there are {links.Length}");
        }

        action(links[number]);
    }
}
