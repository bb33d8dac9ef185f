using Beast.Quorum.Core.Recovery;

namespace Beast.Quorum.Simulation.Pair;

/// <summary>The errors and the scrub of a group's shared pool: they are on its disks, whoever imports it.</summary>
internal sealed class PoolErrors(World world, string pool)
{
    private TimeSpan? scrubBegan;

    /// <summary>Devices count errors, or objects are damaged.</summary>
    public bool Damaged { get; set; }

    /// <summary>How long a scrub takes.</summary>
    public TimeSpan ScrubTime { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>zpool status says nothing that can be read.</summary>
    public bool Unreadable { get; set; }

    public void Scrub() => scrubBegan = Scans ? scrubBegan : world.Now;

    public void Clear() => Damaged = false;

    public PoolFinding Read(bool looksFail)
    {
        ScanProgress scan = scrubBegan is null ? ScanProgress.None
            : Scans ? ScanProgress.Running
            : ScanProgress.Finished;
        return looksFail || Unreadable
            ? new PoolFinding { Pool = pool, Condition = PoolCondition.Unread, Errors = "no answer" }
            : new PoolFinding
            {
                Pool = pool,
                Condition = Damaged ? PoolCondition.Damaged : PoolCondition.Sound,
                State = "ONLINE",
                Scan = scan,
                IsScrub = scrubBegan is not null,
                Percent = Scans ? Math.Round((world.Now - scrubBegan!.Value) / ScrubTime * 100) : null,
                Errors = Damaged ? "19 data errors" : "No known data errors",
            };
    }

    private bool Scans => scrubBegan is { } began && world.Now < began + ScrubTime;
}
