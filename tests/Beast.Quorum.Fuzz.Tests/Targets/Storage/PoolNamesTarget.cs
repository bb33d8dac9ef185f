using Beast.Quorum.Fuzz.Tests.Engine;
using Beast.Quorum.Storage.Zfs;

namespace Beast.Quorum.Fuzz.Tests.Targets.Storage;

/// <summary>
/// <c>zpool list -H -o name</c>: a list that is taken is the whole text, name by name. A pool that is missing because
/// the answer was cut would be a pool that may be imported twice.
/// </summary>
internal sealed class PoolNamesTarget : FuzzTarget
{
    public override string Name => "pool-names";

    public override IReadOnlyList<string> Words => ["no pools available\n", "beast", "\t", "[cut]"];

    public override Depth Run(byte[] input)
    {
        string text = Text(input);
        if (!PoolList.TryParseNames(text, out IReadOnlyList<string> names))
        {
            Must(names.Count == 0, "a list that is not taken gives names");
            return text.EndsWith('\n') ? Depth.Looked : Depth.Refused;
        }

        Must(Reference.IsWholeList(text, 1) && text.Length < PoolList.MostCharacters, "a list that is not whole");
        Must(names.Count == 0 || string.Concat(names.Select(name => name + "\n")) == text, "names that were not there");
        // Cut anywhere but between two lines, it is no list.
        foreach (int at in new[] { 1, text.Length / 3, text.Length - 1 })
        {
            if (at > 0 && at < text.Length && text[at - 1] != '\n')
            {
                Must(!PoolList.TryParseNames(text[..at], out _), "a list that was cut was taken");
            }
        }

        return Depth.Accepted;
    }
}
