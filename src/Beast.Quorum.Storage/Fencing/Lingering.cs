namespace Beast.Quorum.Storage.Fencing;

/// <summary>
/// Counts the processes that could not be killed, and says once when the last of them has ended.
/// </summary>
internal sealed class Lingering(Action whenGone)
{
    private readonly Lock gate = new();
    private int gone;
    private int left;
    private bool closed;
    private bool told;

    /// <summary>Whether a process was left behind.</summary>
    public bool Any
    {
        get
        {
            lock (gate)
            {
                return left > 0;
            }
        }
    }

    /// <summary>A process was left behind. Its end may have been heard of already.</summary>
    public void Left()
    {
        lock (gate)
        {
            left++;
        }
    }

    /// <summary>One has ended.</summary>
    public void Gone()
    {
        lock (gate)
        {
            gone++;
        }

        TellIfAll();
    }

    /// <summary>No more will be left behind.</summary>
    public void Close()
    {
        lock (gate)
        {
            closed = true;
        }

        TellIfAll();
    }

    private void TellIfAll()
    {
        lock (gate)
        {
            if (told || !closed || left == 0 || gone < left)
            {
                return;
            }

            told = true;
        }

        whenGone();
    }
}
