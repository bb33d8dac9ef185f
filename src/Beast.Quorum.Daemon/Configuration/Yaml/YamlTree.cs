using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Beast.Quorum.Daemon.Configuration.Yaml;

/// <summary>
/// Builds the tree of a YAML text from the parser's events. The package's own tree stops at the first duplicate key
/// and follows aliases, with which a small file can grow without bound; here both are faults.
/// </summary>
internal sealed class YamlTree
{
    private const int DeepestLevel = 12;

    private readonly Parser parser;

    private YamlTree(string text) => parser = new Parser(new Scanner(new StringReader(text), skipComments: true));

    /// <summary>The root of the only document, or null if there is none.</summary>
    /// <exception cref="YamlException">The text is not YAML, or uses what a configuration has no need of.</exception>
    public static YamlItem? Parse(string text)
    {
        YamlTree tree = new(text);
        tree.Next<StreamStart>();
        if (tree.Next<ParsingEvent>() is StreamEnd)
        {
            return null;
        }

        YamlItem root = tree.Item(tree.Next<ParsingEvent>(), level: 1);
        tree.Next<DocumentEnd>();
        ParsingEvent last = tree.Next<ParsingEvent>();
        return last is not StreamEnd ? throw Refused(last, "a second document begins here; allowed: one")
            : root is YamlScalar { IsNothing: true } ? null
            : root;
    }

    private YamlItem Item(ParsingEvent start, int level)
    {
        if (level > DeepestLevel)
        {
            throw Refused(start, $"nested deeper than {DeepestLevel} levels");
        }

        if (start is AnchorAlias || start is NodeEvent { Anchor.IsEmpty: false })
        {
            throw Refused(start, "anchors (&) and aliases (*) are not used here; write the value out, or quote it");
        }

        if (start is NodeEvent { Tag.IsEmpty: false })
        {
            throw Refused(start, "tags (!) are not used here; write the value alone, or quote it");
        }

        int line = (int)start.Start.Line;
        return start switch
        {
            Scalar scalar => new YamlScalar(line, scalar.Value, scalar.Style == ScalarStyle.Plain),
            SequenceStart => new YamlList(line, Items(level)),
            MappingStart => new YamlMap(line, Entries(level)),
            _ => throw Refused(start, "a value was expected"),
        };
    }

    private List<YamlItem> Items(int level)
    {
        List<YamlItem> items = [];
        for (ParsingEvent next = Next<ParsingEvent>(); next is not SequenceEnd; next = Next<ParsingEvent>())
        {
            items.Add(Item(next, level + 1));
        }

        return items;
    }

    private List<YamlEntry> Entries(int level)
    {
        List<YamlEntry> entries = [];
        for (ParsingEvent next = Next<ParsingEvent>(); next is not MappingEnd; next = Next<ParsingEvent>())
        {
            if (Item(next, level + 1) is not YamlScalar key)
            {
                throw Refused(next, "a key must be a single word");
            }

            entries.Add(new YamlEntry(key.Line, key.Text, Item(Next<ParsingEvent>(), level + 1)));
        }

        return entries;
    }

    private T Next<T>()
        where T : ParsingEvent
    {
        Mark reached = parser.Current?.End ?? new Mark(0, 1, 1);
        try
        {
            return parser.MoveNext() && parser.Current is T current
                ? current
                : throw new YamlException(reached, reached, "the text ends too early");
        }
        catch (YamlException fault) when (fault.Start.Index == 0 && reached.Index > 0)
        {
            // Some of the scanner's faults carry no place; it is at most a little after what was read last.
            throw new YamlException(reached, reached, fault.Message, fault);
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException)
        {
            // The scanner trips over its own state and over escapes of characters that do not exist.
            throw new YamlException(reached, reached, "what follows cannot be scanned", fault);
        }
    }

    private static YamlException Refused(ParsingEvent at, string message) => new(at.Start, at.End, message);
}
