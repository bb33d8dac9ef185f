namespace Beast.Quorum.Core.Machine;

/// <summary>
/// Sending over the interlinks: every h, and at once when something changes. Goes on while a write hangs.
/// </summary>
internal static class Interlinks
{
    public static void Advance(NodeState node)
    {
        // Not before the register says what the interlinks say, unless there is no register to say it (5.1).
        bool maySpeak = node.Initialised && node.GenerationSaved && !node.Wiped
            && (node.Device.WritesCompleted >= 2 || node.Device.Lost);
        if (!maySpeak)
        {
            return;
        }

        if (node.SendWanted || node.Now >= node.NextSend)
        {
            node.SendWanted = false;
            node.NextSend = node.Now + node.Jittered(node.Timing.Heartbeat);
            ulong sequence = node.NextSequence();
            node.Sent.Add(sequence, node.Now);
            node.Emit(Effect.SendRecord(sequence));
        }

        node.WakeAt(node.NextSend);
    }
}
