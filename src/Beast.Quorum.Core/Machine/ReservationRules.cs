namespace Beast.Quorum.Core.Machine;

/// <summary>
/// An owner whose disks were taken from it: somebody fenced this node, whatever the registers say, and from here on
/// what it acknowledges is lost (DESIGN section 7, <c>scsi-pr</c>).
/// </summary>
internal static class ReservationRules
{
    public static void OnLost(NodeState node, GroupState group, in NodeEvent e)
    {
        // A look that began in an earlier term, or before the group was given up, says nothing of this one.
        if (!group.Service.Looking || group.Service.Token != e.Token || group.Phase != GroupPhase.Serving)
        {
            return;
        }

        FenceSelf.Fire(node, $"the disks of group {group.Name} were taken by a reservation: {e.Text}");
    }
}
