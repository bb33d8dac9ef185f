namespace Beast.Quorum.Core.Machine;

/// <summary>The last resort: this host is reset. It takes all groups, and nothing follows it (DESIGN 5.7).</summary>
internal static class FenceSelf
{
    public static void Fire(NodeState node, string reason)
    {
        if (node.Fenced)
        {
            return;
        }

        node.Fenced = true;
        node.DropEffects();
        node.Emit(Effect.SelfFence(reason));
        node.Report(new Decision.SelfFence(reason));
    }
}
