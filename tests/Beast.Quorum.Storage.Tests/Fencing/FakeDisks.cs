using System.Globalization;
using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Storage.Fencing;
using Beast.Quorum.Storage.Tests.Support;
using Moq;

namespace Beast.Quorum.Storage.Tests.Fencing;

/// <summary>
/// Disks behind a camcontrol: keys and a reservation each, and what a test wants to go wrong. A disk that is not here
/// fails without a word.
/// </summary>
internal sealed class FakeDisks
{
    public static readonly ReservationKeys Keys = new(0xa, 0xb);

    private readonly Lock gate = new();

    public FakeDisks(params FencedDiskConfiguration[] disks)
    {
        Mock<ICommandRunner> runner = new(MockBehavior.Strict);
        runner.Setup(one => one.Run(It.IsAny<CommandRequest>())).Returns<CommandRequest>(Run);
        Configuration = FakeHost.Configuration(AccessMethod.Native, new CommandsConfiguration()) with
        {
            QuorumDevice = new QuorumDeviceConfiguration(QuorumDeviceKind.Raw, "/dev/da9p1"),
            Fencing = new FencingConfiguration
            {
                Methods =
                [
                    new FencingMethodConfiguration
                    {
                        Method = FencingMethod.ScsiPr, Tool = ReservationTool.Camcontrol, Disks = disks,
                    },
                ],
            },
        };
        System = new StorageSystem(Configuration, runner.Object, Mock.Of<Platform.Sysctls.ISysctl>(), [])
        {
            Reservations = new PoolReservations(Configuration, Keys),
        };
    }

    public BeastqConfiguration Configuration { get; }

    public StorageSystem System { get; }

    public PoolReservations Reservations => System.Reservations!;

    public Dictionary<string, List<ulong>> Registered { get; } = [];

    public Dictionary<string, ulong> Held { get; } = [];

    public List<string> Log { get; } = [];

    /// <summary>How many of the next commands of each disk fail without a word.</summary>
    public Dictionary<string, int> Fails { get; } = [];

    /// <summary>Actions that never work.</summary>
    public HashSet<string> Broken { get; } = [];

    /// <summary>Called before an action is carried out.</summary>
    public Action<string, string> Before { get; set; } = (_, _) => { };

    /// <summary>What zpool says.</summary>
    public string Zpool { get; set; } = "";

    public static FencedDiskConfiguration Disk(string vdev, params string[] paths) =>
        new() { Pool = "beast", Vdev = vdev, Paths = paths };

    public FakeDisks With(string disk, ulong? holder = null, params ulong[] keys)
    {
        Registered[disk] = [.. keys];
        if (holder is { } key)
        {
            Held[disk] = key;
        }

        return this;
    }

    private CommandResult Run(CommandRequest request)
    {
        lock (gate)
        {
            IReadOnlyList<string> words = request.Arguments;
            Log.Add(string.Join(' ', words));
            if (request.MayStart?.Invoke() == false)
            {
                return Transcript.End(CommandEnd.Refused);
            }

            return words[0].EndsWith("zpool", StringComparison.Ordinal)
                ? Transcript.Exit(Zpool.Length > 0 ? 0 : 1, Zpool)
                : Persist(words[2], words);
        }
    }

    private CommandResult Persist(string disk, IReadOnlyList<string> words)
    {
        string action = words[5];
        Before(disk, action);
        bool fails = Fails.GetValueOrDefault(disk) > 0;
        Fails[disk] = Fails.GetValueOrDefault(disk) - 1;
        if (fails || Broken.Contains(action) || !Registered.TryGetValue(disk, out List<ulong>? keys))
        {
            return Transcript.Exit(1);
        }

        ulong own = Option(words, "-k"), other = Option(words, "-K");
        bool knows = keys.Contains(own);
        switch (action)
        {
            case "read_keys":
                return Transcript.Exit(0, Show(keys));
            case "read_reservation":
                return Transcript.Exit(0, Held.TryGetValue(disk, out ulong held)
                    ? $"PRgeneration: 0x2\nReservation Key: {ReservationKeys.Show(held)}\nScope address: 0\n"
                        + "Scope: lun (0)\nType: write_exclusive_reg_only (0x5)\nExtent length: 0\n"
                    : "No reservations.\n");
            case "report_capabilities":
                return Transcript.Exit(0, "Replace Lost Reservation Capable (RLR_C): 0\n");
            case "register_ignore":
                keys.Add(other);
                return Transcript.Exit(0);
            case "register" when knows && other == 0:
                keys.Remove(own);
                if (Held.GetValueOrDefault(disk) == own)
                {
                    Held.Remove(disk);
                }

                return Transcript.Exit(0);
            case "reserve" when knows && Held.GetValueOrDefault(disk, own) == own:
                Held[disk] = own;
                return Transcript.Exit(0);
            case "preempt" or "preempt_abort" when knows && keys.Contains(other):
                keys.RemoveAll(key => key == other);
                if (Held.GetValueOrDefault(disk) == other)
                {
                    Held[disk] = own;
                }

                return Transcript.Exit(0);
            default:
                return Transcript.Exit(1, "", $"(pass1:vtscsi0:0:1:0): SCSI status: Reservation Conflict\n");
        }
    }

    private static string Show(List<ulong> keys) =>
        "PRgeneration: 0x2\n" + (keys.Count == 0 ? "0 keys.\n" : $"{keys.Count} key{(keys.Count == 1 ? "" : "s")}:\n")
        + string.Concat(keys.Select((key, index) => $"{index}: {ReservationKeys.Show(key)}\n"));

    private static ulong Option(IReadOnlyList<string> words, string name)
    {
        int at = words.ToList().IndexOf(name);
        return at < 0 || words[at + 1] == "0" ? 0 : ulong.Parse(words[at + 1].AsSpan(2), NumberStyles.HexNumber);
    }
}
