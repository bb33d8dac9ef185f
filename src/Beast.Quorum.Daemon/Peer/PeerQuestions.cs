namespace Beast.Quorum.Daemon.Peer;

/// <summary>The questions that this node answers, by name.</summary>
internal sealed class PeerQuestions
{
    private readonly Dictionary<string, IPeerQuestion> byName = [];

    public PeerQuestions(IEnumerable<IPeerQuestion> questions)
    {
        foreach (IPeerQuestion question in questions)
        {
            if (!byName.TryAdd(question.Name, question))
            {
                throw new ArgumentException($"Two questions are called {question.Name}.", nameof(questions));
            }
        }
    }

    /// <summary>Names, in order.</summary>
    public IReadOnlyList<string> Names => [.. byName.Keys.Order(StringComparer.Ordinal)];

    public IPeerQuestion? Find(string name) => byName.GetValueOrDefault(name);
}
