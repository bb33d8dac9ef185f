using Beast.Quorum.Core.Records;
using FsCheck;
using FsCheck.Fluent;

namespace Beast.Quorum.Core.Tests.Records;

/// <summary>Records with every field filled.</summary>
internal static class SomeRecord
{
    public static Arbitrary<Record> Arbitrary() =>
        ArbMap.Default.GeneratorFor<int>()
            .Select(seed => Make(new Random(seed), new Random(seed).Next(65)))
            .ToArbitrary();

    public static Record With(int groups)
    {
        Record record = Make(new Random(5), groups);
        record.Node = 0;
        return record;
    }

    /// <summary>Every field as text, to compare two records.</summary>
    public static string Describe(Record record) => string.Join('|', new object[]
    {
        record.Node, record.BootId, record.Incarnation, record.Sequence, record.UptimeMilliseconds,
        record.WallMilliseconds, record.AckIncarnation, record.AckSequence, record.TimingFingerprint, (int)record.Flags,
        record.Watchdog.Ticks, record.StoppingFor.Ticks, record.MaintenanceCounter, record.MaintenanceLeftMilliseconds,
        record.GroupCount,
    }.Concat(record.Groups.Take(record.GroupCount).Select(entry => (object)(
        entry.Id, entry.Role, entry.Target, (int)entry.Flags, entry.Epoch, entry.HighestSeen, entry.LastOwned))));

    private static Record Make(Random random, int groups)
    {
        byte[] boot = new byte[16];
        random.NextBytes(boot);
        Record record = new()
        {
            Node = (byte)random.Next(2),
            BootId = new Guid(boot),
            Incarnation = (ulong)random.NextInt64(),
            Sequence = (ulong)random.NextInt64() + 1,
            UptimeMilliseconds = (ulong)random.NextInt64(),
            WallMilliseconds = random.NextInt64(),
            AckIncarnation = (ulong)random.NextInt64(),
            AckSequence = (ulong)random.NextInt64(),
            TimingFingerprint = 77,
            Flags = (RecordFlags)random.Next(64),
            Watchdog = new TimeSpan(random.NextInt64(RecordCodec.LongestDuration.Ticks + 1)),
            StoppingFor = new TimeSpan(random.NextInt64(RecordCodec.LongestDuration.Ticks + 1)),
            MaintenanceCounter = (uint)random.Next(),
            MaintenanceLeftMilliseconds = (uint)random.Next(),
            GroupCount = groups,
        };
        for (int index = 0; index < groups; index++)
        {
            record.Groups[index] = new GroupEntry
            {
                Id = (byte)index,
                Role = (GroupRole)random.Next(1, 6),
                Target = (byte)random.Next(256),
                Flags = (GroupFlags)random.Next(8),
                Epoch = (uint)random.NextInt64(),
                HighestSeen = (uint)random.NextInt64(),
                LastOwned = (uint)random.NextInt64(),
            };
        }

        return record;
    }
}
