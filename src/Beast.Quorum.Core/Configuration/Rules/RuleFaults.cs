using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Core.Configuration.Rules;

/// <summary>Collects the faults of one check.</summary>
internal sealed class RuleFaults
{
    private readonly List<RuleFault> all = [];

    public IReadOnlyList<RuleFault> All => all;

    public void Add(string key, string message, params IReadOnlyList<string> others) =>
        all.Add(new RuleFault(key, message) { Others = others });

    public void Need(bool holds, string key, string message, params IReadOnlyList<string> others)
    {
        if (!holds)
        {
            Add(key, message, others);
        }
    }

    public void Within(int value, Bound<int> bound, string key) =>
        Need(bound.Allows(value), key, $"is {value}; allowed: {bound.Least} to {bound.Most}");

    public void Within(TimeSpan value, Bound<TimeSpan> bound, string key) =>
        Need(
            bound.Allows(value),
            key,
            $"is {TimingProof.Show(value)}; "
            + $"allowed: {TimingProof.Show(bound.Least)} to {TimingProof.Show(bound.Most)}");

    /// <summary>A fault at every element of a list that stands earlier in it already.</summary>
    public void Distinct(IReadOnlyList<string> values, Func<int, string> keyOf)
    {
        Dictionary<string, int> first = [];
        for (int index = 0; index < values.Count; index++)
        {
            if (!first.TryAdd(values[index], index))
            {
                string earlier = keyOf(first[values[index]]);
                Add(keyOf(index), $"{values[index]} is already at {earlier}; allowed: each once", earlier);
            }
        }
    }
}
