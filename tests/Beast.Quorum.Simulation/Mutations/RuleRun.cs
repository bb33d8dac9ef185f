namespace Beast.Quorum.Simulation.Mutations;

/// <summary>
/// Takes the ten safety rules away, one at a time, and wants a test of that rule's category to fail; the unchanged core
/// must pass them all.
/// </summary>
internal static class RuleRun
{
    private const string Tests = "FullyQualifiedName~SafetyRules";

    /// <summary>True if every rule is missed when it is gone.</summary>
    public static bool Execute(
        CoreCompiler compiler, MutatedCopy copy, IReadOnlyList<Mutation> mutations, string target)
    {
        if (!compiler.CompileOrTell(new Mutation("nothing", "", []), target) || Red(copy, target, Tests) is not "")
        {
            Console.WriteLine("nothing removed: NOT GREEN");
            return false;
        }

        bool all = true;
        for (int number = 1; number <= 10; number++)
        {
            string rule = $"S{number}";
            Mutation mutation = mutations.First(mutation => mutation.Origin.Split(", ").Contains(rule));
            string? red = compiler.CompileOrTell(mutation, target)
                ? Red(copy, target, $"{Tests}&TestCategory={rule}")
                : null;
            Console.WriteLine($"{rule} removed ({mutation.Name}): {(red is null or "" ? "STILL GREEN" : red)}");
            all &= red is not (null or "");
        }

        return all;
    }

    /// <summary>The tests that failed; null if none ran.</summary>
    private static string? Red(MutatedCopy copy, string target, string filter)
    {
        (_, string text) = copy.Test(target, filter);
        return TestOutput.Ran(text) ? string.Join(", ", TestOutput.Failed(text)) : null;
    }
}
