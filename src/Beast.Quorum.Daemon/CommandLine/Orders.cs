using Beast.Quorum.Daemon.Control;

namespace Beast.Quorum.Daemon.CommandLine;

/// <summary>Gives an order to the daemon and shows its answer.</summary>
internal static class Orders
{
    /// <summary>Time for an order that runs a plan: an import alone may take minutes.</summary>
    public static readonly TimeSpan Long = TimeSpan.FromMinutes(35);

    /// <summary>Gives the order; prints the answer and returns the exit code.</summary>
    public static int Give(Surroundings surroundings, ControlRequest request, TimeSpan patience)
    {
        ControlAnswer answer = surroundings.Client().Ask(request, patience);
        if (answer.Ok)
        {
            surroundings.Out.WriteLine(answer.Text.Length > 0 ? answer.Text : "done");
            return ExitCodes.Ok;
        }

        surroundings.Error.WriteLine($"beastq: {answer.Text}");
        return ExitCodes.Failed;
    }
}
