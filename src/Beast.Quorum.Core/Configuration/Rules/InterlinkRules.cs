namespace Beast.Quorum.Core.Configuration.Rules;

/// <summary>The private paths: how many, and both ends of each.</summary>
internal static class InterlinkRules
{
    public static void Check(IReadOnlyList<InterlinkConfiguration> interlinks, RuleFaults faults)
    {
        Bound<int> count = ConfigurationBounds.Interlinks;
        faults.Need(
            count.Allows(interlinks.Count),
            "interlinks",
            $"lists {interlinks.Count}; allowed: {count.Least} to {count.Most}");
        List<(string Key, Endpoint End)> ends = [];
        for (int index = 0; index < interlinks.Count; index++)
        {
            string key = $"interlinks[{index}]";
            Endpoint? local = End(interlinks[index].Local, key + ".local", faults);
            Endpoint? peer = End(interlinks[index].Peer, key + ".peer", faults);
            if (local is not null && peer is not null)
            {
                faults.Need(
                    local.IsIPv6 == peer.IsIPv6,
                    key + ".peer",
                    $"{interlinks[index].Peer} and local {interlinks[index].Local} are of different families; "
                    + "allowed: both IPv4 or both IPv6",
                    key + ".local");
            }

            Collect(local, key + ".local");
            Collect(peer, key + ".peer");
        }

        // Local ends differ from each other, peers too, and no local end is a peer: so all of them differ.
        faults.Distinct(
            [.. ends.Select(end => end.End.IsIPv6
                ? $"[{end.End.Address}]:{end.End.Port}"
                : $"{end.End.Address}:{end.End.Port}")],
            index => ends[index].Key);

        void Collect(Endpoint? end, string key)
        {
            if (end is not null)
            {
                ends.Add((key, end));
            }
        }
    }

    private static Endpoint? End(string text, string key, RuleFaults faults)
    {
        Endpoint? end = Endpoint.Parse(text);
        if (end is null)
        {
            faults.Add(key, $"\"{Words.Quotable(text)}\" is not an address with a port; {Endpoint.Allowed}");
        }
        else if (!end.IsUnicast)
        {
            faults.Add(key, $"{text} is not the address of one host; {Endpoint.Allowed}");
        }

        return end;
    }
}
