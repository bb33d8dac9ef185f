using Beast.Quorum.Core.Plans;
using Beast.Quorum.Storage.Calls;
using Beast.Quorum.Storage.Ctl;

namespace Beast.Quorum.Storage.Steps;

/// <summary>
/// The one door to <c>kern.cam.ctl.ha_role</c>. A write opens or closes every LUN in the writer's thread, so writes
/// are made one at a time; one that was given up keeps the door shut until it has returned.
/// </summary>
internal sealed class RoleSwitch(TimeProvider time)
{
    private readonly object door = new();
    private bool shut;
    private long lastWrite = time.GetTimestamp();

    /// <summary>Time since the last write began.</summary>
    public TimeSpan SinceLastWrite => time.GetElapsedTime(Interlocked.Read(ref lastWrite));

    /// <summary>
    /// Writes the role. Writing the role that is set already is no waste: it opens LUNs that have no media.
    /// </summary>
    /// <param name="caller">Makes the call.</param>
    /// <param name="role">The value.</param>
    /// <param name="wait">Longest wait for another write to return.</param>
    /// <param name="failure">Why it was not written.</param>
    public bool TrySet(Caller caller, string role, TimeSpan wait, out CallFailure failure)
    {
        if (!TryEnter(new Countdown(TimeProvider.System, wait)))
        {
            failure = new CallFailure(StepOutcome.TimedOut, "an earlier write of ha_role has not returned yet");
            return false;
        }

        bool abandoned = false;
        try
        {
            Interlocked.Exchange(ref lastWrite, time.GetTimestamp());
            bool written = caller.Write(CtlVariables.Role, role, Open, out failure);
            abandoned = !written && failure.Outcome == StepOutcome.Abandoned;
            return written;
        }
        finally
        {
            if (!abandoned)
            {
                Open();
            }
        }
    }

    private bool TryEnter(Countdown wait)
    {
        lock (door)
        {
            while (shut)
            {
                TimeSpan left = wait.Left;
                if (left <= TimeSpan.Zero)
                {
                    return false;
                }

                Monitor.Wait(door, left);
            }

            shut = true;
            return true;
        }
    }

    private void Open()
    {
        lock (door)
        {
            shut = false;
            Monitor.PulseAll(door);
        }
    }
}
