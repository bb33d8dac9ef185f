using Beast.Quorum.Fuzz.Tests.Engine;
using Beast.Quorum.Storage.Fencing;

namespace Beast.Quorum.Fuzz.Tests.Targets.Storage;

/// <summary>What camcontrol and sg_persist print of keys: a list that is taken is the whole text.</summary>
internal sealed class PersistKeysTarget : FuzzTarget
{
    private static readonly IReservations[] Tools =
        [new CamcontrolReservations(["/c"]), new SgPersistReservations(["/s"])];

    public override string Name => "persist-keys";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        Bytes("PRgeneration: 0\n0 keys.\n"), Bytes("PRgeneration: 0x2\n2 keys:\n0: 0xabc\n1: 0xdef\n"),
        Bytes("  PR generation=0x2, 2 registered reservation keys follow:\n    0xabc\n    0xdef\n"),
        Bytes("  PR generation=0x0, there are NO registered reservation keys\n"),
    ];

    public override IReadOnlyList<byte[]> OtherSeeds { get; } = [Bytes("No reservations.\n"), Bytes("")];

    public override IReadOnlyList<string> Words => ["1 key:\n", "0x", "0", "2: 0x1\n", "PRgeneration: ", "keys"];

    public override Depth Run(byte[] input)
    {
        string text = Text(input);
        foreach (IReservations tool in Tools)
        {
            if (tool.TryParseKeys(text, out IReadOnlyList<ulong> keys))
            {
                string[] lines = text[..^1].Split('\n');
                Must(text[^1] == '\n' && lines.Length >= keys.Count, "more keys than lines");
                for (int index = 1; index <= keys.Count; index++)
                {
                    string shown = ReservationKeys.Show(keys[^index]).TrimStart('0', 'x');
                    Must(lines[^index].Trim().EndsWith(shown, StringComparison.OrdinalIgnoreCase),
                        "a key that was not printed");
                }

                return Depth.Accepted;
            }

            Must(keys.Count == 0, "a list that is not taken gives keys");
        }

        return text.EndsWith('\n') ? Depth.Looked : Depth.Refused;
    }
}

/// <summary>What they print of a reservation and of a disk's abilities.</summary>
internal sealed class PersistReservationTarget : FuzzTarget
{
    private static readonly IReservations[] Tools =
        [new CamcontrolReservations(["/c"]), new SgPersistReservations(["/s"])];

    public override string Name => "persist-reservation";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        Bytes("No reservations.\n"),
        Bytes("PRgeneration: 0x2\nReservation Key: 0xabc\nScope address: 0\nScope: lun (0)\n"
            + "Type: write_exclusive_reg_only (0x5)\nExtent length: 0\n"),
        Bytes("  PR generation=0x2, Reservation follows:\n    Key=0xabc\n"
            + "    scope: LU_SCOPE,  type: Write Exclusive, registrants only\n"),
        Bytes("Replace Lost Reservation Capable (RLR_C): 0\n    Write Exclusive - Registrants Only (WR_EX_RO): 1\n"),
    ];

    public override IReadOnlyList<byte[]> OtherSeeds { get; } = [Bytes("PRgeneration: 0\n0 keys.\n"), Bytes("")];

    public override IReadOnlyList<string> Words => ["(0x5)", "(0xf)", "Type: ", "0x", "Key=", "type: "];

    public override Depth Run(byte[] input)
    {
        string text = Text(input);
        bool taken = false;
        foreach (IReservations tool in Tools)
        {
            bool read = tool.TryParseReservation(text, out DiskReservation? reservation);
            Must(read || reservation is null, "a reservation from an answer that was not taken");
            Must(reservation is null or { Type: >= 0 and <= 15 }, "a type that does not exist");
            bool can = tool.TryParseCapabilities(text, out bool lists);
            Must(can || !lists, "an ability from an answer that was not taken");
            taken |= read | can;
        }

        return taken ? Depth.Accepted : text.EndsWith('\n') ? Depth.Looked : Depth.Refused;
    }
}
