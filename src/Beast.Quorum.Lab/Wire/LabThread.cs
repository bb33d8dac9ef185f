namespace Beast.Quorum.Lab.Wire;

/// <summary>Threads of the lab: all background, all named.</summary>
internal static class LabThread
{
    /// <summary>Starts a named background thread.</summary>
    internal static Thread Start(string name, Action run)
    {
        var thread = new Thread(() => run(), 512 * 1024) { IsBackground = true, Name = name };
        thread.Start();
        return thread;
    }
}
