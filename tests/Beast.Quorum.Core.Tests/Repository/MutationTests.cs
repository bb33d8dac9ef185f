using Beast.Quorum.Simulation.Mutations;

namespace Beast.Quorum.Core.Tests.Repository;

/// <summary>The list of mutations follows the source; whether each is caught, <c>mutate</c> finds out.</summary>
public class MutationTests
{
    [Test]
    public void Every_mutation_still_finds_what_it_takes_away()
    {
        CoreSource? source = CoreSource.Find();
        Assert.That(source, Is.Not.Null, "the repository is not above the tests");
        List<string> lost = [];
        foreach (Mutation mutation in MutationList.Read())
        {
            foreach (string file in mutation.Edits.Select(edit => edit.File).Distinct())
            {
                bool applies = source!.Files.TryGetValue(file, out string? text)
                    && mutation.Apply(file, text) is { } changed && changed != text;
                if (!applies)
                {
                    lost.Add($"{mutation.Name}: {file}");
                }
            }
        }

        Assert.That(lost, Is.Empty);
    }

    [Test]
    public void Every_safety_rule_and_every_hole_of_the_machine_has_a_mutation()
    {
        string[] origins = [.. MutationList.Read().SelectMany(mutation => mutation.Origin.Split(", "))];

        // 18 is documented, not solved; 22 is the inherited lock, and 23 the proof of the thresholds.
        IEnumerable<string> wanted = Enumerable.Range(1, 10).Select(rule => $"S{rule}").Concat(
            Enumerable.Range(1, 24).Where(hole => hole is not (18 or 22 or 23)).Select(hole => $"hole {hole}"));
        Assert.That(wanted.Except(origins), Is.Empty);
    }

    [Test]
    public void A_list_that_is_not_understood_is_told_and_not_skipped()
    {
        Assert.That(() => MutationList.Parse("what?"), Throws.TypeOf<FormatException>());
        Assert.That(() => MutationList.Parse("== a | b\n@@ f\nx"), Throws.TypeOf<FormatException>());
        Assert.That(() => MutationList.Parse("== a | b\n@@ f\n<<<<\nx\n>>>>\n"), Throws.TypeOf<FormatException>());
    }
}
