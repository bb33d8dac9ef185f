using Beast.Quorum.Simulation.Pair;

namespace Beast.Quorum.Simulation.Faults;

/// <summary>
/// Blocks of a ring: one is damaged, any number cannot be read by one node or by both, or the whole ring is wiped.
/// Failed writes may leave torn blocks, as many as there are. What is damaged stays so until it is written again; the
/// unreadable becomes readable. Not modelled: two completed records of a ring lost at once, but for the wiped ring.
/// </summary>
internal sealed class DamageFault(Swarm swarm) : Fault(swarm)
{
    private readonly Ref<int> turn = new();

    public override string Name => "damage";

    public override void Strike()
    {
        int owner = Random.Next(2);
        World.Device.TearOnFailure = Chance(0.5);
        switch (Random.Next(8))
        {
            case 0:
                World.Note(owner, "FAULT its ring is wiped");
                World.Device.Wipe(owner);
                break;
            case 1 when World.Device.IsWhole(owner):
            case 2 when World.Device.IsWhole(owner):
                Unreadable(owner);
                break;
            default:
                Damage(owner);
                break;
        }
    }

    public override void Heal()
    {
        turn.Value++;
        World.Device.TearOnFailure = false;
        Array.Clear(World.Device.Unreadable);
    }

    private void Damage(int owner)
    {
        if (World.Device.IsWhole(owner) && World.Device.Unreadable[owner, 0] + World.Device.Unreadable[owner, 1] == 0)
        {
            int block = Random.Next(8);
            World.Note(owner, $"FAULT block {block} of its ring is damaged");
            World.Device.Scribble(owner, 1 << block);
        }
    }

    private void Unreadable(int owner)
    {
        byte mask = (byte)(Chance(0.7) ? 1 << Random.Next(8) : Random.Next(256));
        int reader = Random.Next(2);
        TimeSpan time = AnyTime();
        World.Note(owner, $"FAULT blocks {mask:x} of its ring are unreadable for node {reader}");
        World.Device.Unreadable[owner, reader] = mask;
        if (Chance(0.5))
        {
            World.Device.Unreadable[owner, 1 - reader] = mask;
        }

        // Two unreadable blocks are a failed read (DESIGN 5.2): for the other node that is a path less.
        World.Excuses.DeviceBad(0, time);
        World.Excuses.DeviceBad(1, time);
        EndAfter(time, turn, () => Array.Clear(World.Device.Unreadable));
    }
}
