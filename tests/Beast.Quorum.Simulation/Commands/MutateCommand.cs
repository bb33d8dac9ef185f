using System.CommandLine;
using Beast.Quorum.Simulation.Mutations;

namespace Beast.Quorum.Simulation.Commands;

/// <summary><c>mutate</c>: takes lines of safety away, one at a time, and sees who notices.</summary>
internal static class MutateCommand
{
    public static Command Build()
    {
        Option<int> seeds = new("--seeds")
        {
            Description = "seeds for each mutation",
            HelpName = "N",
            DefaultValueFactory = _ => 2000,
        };
        Option<string[]> only = new("--only")
        {
            Description = "only these mutations",
            HelpName = "NAME",
            AllowMultipleArgumentsPerToken = true,
        };
        Option<bool> list = new("--list") { Description = "name them and end" };
        Option<bool> compile = new("--compile") { Description = "only see whether each still applies and compiles" };
        Option<bool> rules = new("--rules")
        {
            Description = "only take the safety rules S1 to S10 away, and want the tests of each to fail",
        };
        Command command = new("mutate", "Mutates the core; exit code 0 only if every mutation is caught, or excused.")
        {
            seeds, only, list, compile, rules,
        };
        command.SetAction(result =>
        {
            IReadOnlyList<Mutation> all = MutationList.Read();
            string[] wanted = result.GetValue(only) ?? [];
            string[] unknown = [.. wanted.Except(all.Select(mutation => mutation.Name))];
            if (unknown.Length > 0)
            {
                Console.Error.WriteLine($"no mutation of that name: {string.Join(", ", unknown)}; see --list");
                return 2;
            }

            Mutation[] chosen = [.. all.Where(mutation => wanted.Length == 0 || wanted.Contains(mutation.Name))];
            if (result.GetValue(list))
            {
                foreach (Mutation mutation in chosen)
                {
                    Console.WriteLine($"{mutation.Name}  {mutation.Origin}");
                }

                return 0;
            }

            return InCopy((source, folder) =>
            {
                CoreCompiler compiler = new(source);
                MutatedCopy copy = new(source, folder);
                string target = Path.Combine(folder, "mutated.dll");
                return result.GetValue(rules)
                    ? RuleRun.Execute(compiler, copy, all, target)
                    : MutateAll(chosen, compiler, target, result.GetValue(compile)
                        ? null
                        : new MutationRun(copy, result.GetValue(seeds)));
            });
        });
        return command;
    }

    private static int InCopy(Func<CoreSource, string, bool> work)
    {
        if (CoreSource.Find() is not { } source || !Directory.Exists(MutatedCopy.TestsOf(source)))
        {
            Console.Error.WriteLine(
                "the core's source and its built tests are not found above this program; build all in the repository");
            return 2;
        }

        // Below the repository, since tests look for their texts above themselves.
        string folder = Path.Combine(
            source.Root, "tests", "Beast.Quorum.Simulation", "obj", $"mutate.{Environment.ProcessId}");
        Directory.CreateDirectory(folder);
        try
        {
            return work(source, folder) ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool MutateAll(Mutation[] mutations, CoreCompiler compiler, string target, MutationRun? run)
    {
        int caught = 0;
        int unexcused = 0;
        if (!compiler.CompileOrTell(new Mutation("nothing", "", []), target) || run?.SeeUnchanged(target) == false)
        {
            Console.Error.WriteLine("the unchanged core cannot be tried, so no mutation can");
            return false;
        }

        Console.WriteLine("| mutation | from | caught by seed | as | named scenarios |");
        Console.WriteLine("| --- | --- | --- | --- | --- |");
        foreach (Mutation mutation in mutations)
        {
            string? problem = compiler.Compile(mutation, target);
            MutationResult result = problem is not null
                ? new MutationResult(mutation, null, "", [], problem)
                : run?.Run(mutation, target) ?? new MutationResult(mutation, 0, "compiles", [], null);
            caught += result.IsCaught ? 1 : 0;
            unexcused += result.IsCaught || (problem is null && mutation.Excuse is not null) ? 0 : 1;
            Console.WriteLine(Row(result));
        }

        Console.WriteLine($"caught {caught} of {mutations.Length}");
        return unexcused == 0;
    }

    private static string Row(MutationResult result)
    {
        string scenarios = result.Scenarios.Count switch
        {
            0 => "-",
            <= 2 => string.Join(", ", result.Scenarios),
            _ => $"{result.Scenarios[0]}, {result.Scenarios[1]} and {result.Scenarios.Count - 2} more",
        };
        string seed = result.Problem is not null ? $"NOT COUNTED: {result.Problem}"
            : result.Seed is { } number ? $"{number}"
            : result.IsCaught ? "-"
            : $"NOT CAUGHT: {result.Mutation.Excuse ?? "it should be"}";
        return $"| {result.Mutation.Name} | {result.Mutation.Origin} | {seed} | {Short(result.What)} | {scenarios} |";
    }

    private static string Short(string text) => text.Length <= 60 ? text : text[..60] + "...";
}
