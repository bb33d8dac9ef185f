using System.CommandLine;
using System.Text.Json;
using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Daemon.Configuration;
using Beast.Quorum.Daemon.Fencing;
using Beast.Quorum.Daemon.Hosting;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Platform.Sysctls;
using Beast.Quorum.Storage;

namespace Beast.Quorum.Daemon.CommandLine;

/// <summary><c>beastq fence test</c>: proves the methods of fencing as far as that is possible without harm.</summary>
internal static class FenceCommand
{
    private static readonly JsonSerializerOptions Style = new() { WriteIndented = true };

    public static Command Build() => new("fence", "Fencing of the peer.") { Test() };

    private static Command Test()
    {
        Option<string?> only = new("--method")
        {
            Description = "only this method (default: all that are configured)",
            HelpName = "NAME",
        };
        Option<bool> json = new("--json") { Description = "one JSON object" };
        Command command = new("test", "Prove the methods of fencing without harm; the peer is not fenced.")
        {
            only, json,
        };
        command.SetAction(result =>
        {
            Surroundings surroundings = new(result);
            BeastqConfiguration configuration = surroundings.Configuration();
            IReadOnlyList<IFenceMethod> methods = Chosen(configuration, result.GetValue(only));
            (string Method, FenceProof Proof)[] proofs = [.. methods.Select(method => (method.Name, Prove(method)))];
            foreach ((string method, FenceProof proof) in proofs)
            {
                Record(configuration.StateDirectory, method, proof);
            }

            surroundings.Out.Write(result.GetValue(json) ? Json(proofs) : Text(proofs));
            return proofs.Any(one => one.Proof.Outcome == FenceOutcome.Failed) ? ExitCodes.Failed : ExitCodes.Ok;
        });
        return command;
    }

    private static IReadOnlyList<IFenceMethod> Chosen(BeastqConfiguration configuration, string? name)
    {
        if (!configuration.Fencing.Exists)
        {
            throw new CommandFailure("no method of fencing is configured: see fencing in the configuration");
        }

        bool reserves = configuration.Fencing.Reservations is not null;
        Guid? cluster = ClusterFile.Read(configuration.StateDirectory);
        if (reserves && cluster is null)
        {
            throw new CommandFailure(
                $"the id of the cluster, from which the keys are made, is not in {configuration.StateDirectory} yet: "
                + "run 'beastq device init' on one node and start the daemon here once");
        }

        CommandRunner runner = new();
        StorageSystem system = new(configuration, runner, new NativeSysctl(), [])
        {
            Reservations = FenceSetup.Reservations(configuration, cluster ?? Guid.Empty),
        };
        IReadOnlyList<IFenceMethod> all = FenceMethods.Of(configuration, runner, system, []);
        IReadOnlyList<IFenceMethod> chosen = [.. all.Where(method => name is null || method.Name == name)];
        return chosen.Count > 0
            ? chosen
            : throw new CommandFailure($"there is no method '{Printable.Short(name!, 40)}'; the configuration has: "
                + string.Join(", ", all.Select(method => method.Name).Distinct()));
    }

    private static FenceProof Prove(IFenceMethod method)
    {
        try
        {
            return method.Prove();
        }
        catch (InvalidOperationException fault)
        {
            return new FenceProof(FenceOutcome.Failed, [fault.Message]);
        }
    }

    private static void Record(string directory, string method, FenceProof proof)
    {
        if (proof.Outcome == FenceOutcome.Failed)
        {
            return;
        }

        try
        {
            FenceTestRecord.Add(directory, new FenceTestEntry(method, DateTimeOffset.UtcNow, Word(proof.Outcome)));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure($"the outcome cannot be kept in {directory}: {fault.Message}", fault);
        }
    }

    private static string Text(IReadOnlyList<(string Method, FenceProof Proof)> proofs)
    {
        StringWriter text = new() { NewLine = "\n" };
        foreach ((string method, FenceProof proof) in proofs)
        {
            text.WriteLine($"{method}: {Word(proof.Outcome)}");
            foreach (string line in proof.Lines)
            {
                text.WriteLine($"  {line}");
            }
        }

        return text.ToString();
    }

    private static string Json(IReadOnlyList<(string Method, FenceProof Proof)> proofs) => JsonSerializer.Serialize(
        new
        {
            version = 1,
            methods = proofs.Select(one => new
            {
                method = one.Method,
                outcome = Word(one.Proof.Outcome),
                lines = one.Proof.Lines,
            }),
        },
        Style) + "\n";

    private static string Word(FenceOutcome outcome) => outcome.ToString().ToLowerInvariant();
}
