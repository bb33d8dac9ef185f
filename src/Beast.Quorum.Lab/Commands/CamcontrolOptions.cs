using System.Globalization;

namespace Beast.Quorum.Lab.Commands;

/// <summary>The arguments of <c>camcontrol persist DEV</c> (sbin/camcontrol/persist.c).</summary>
internal sealed record CamcontrolOptions
{
    private static readonly string[] In = ["read_keys", "read_reservation", "report_capabilities", "read_full_status"];

    private static readonly string[] Out =
    [
        "register", "reserve", "release", "clear", "preempt", "preempt_abort", "register_ignore", "register_move",
        "replace_lost",
    ];

    private static readonly (string Name, int Type)[] Types =
    [
        ("read_shared", 0), ("write_exclusive", 1), ("wr_ex", 1), ("read_exclusive", 2), ("exclusive_access", 3),
        ("ex_ac", 3), ("write_exclusive_reg_only", 5), ("wr_ex_ro", 5), ("exclusive_access_reg_only", 6),
        ("ex_ac_ro", 6), ("write_exclusive_all_regs", 7), ("wr_ex_ar", 7), ("exclusive_access_all_regs", 8),
        ("ex_ac_ar", 8),
    ];

    internal bool IsIn { get; private init; }

    internal string Action { get; private init; } = "";

    internal ulong Key { get; private init; }

    internal ulong ServiceKey { get; private init; }

    internal int Type { get; private init; }

    internal bool Verbose { get; private init; }

    /// <summary>APTPL, ALL_TG_PT or SPEC_I_PT, none of which CTL takes as a target.</summary>
    internal bool Special { get; private init; }

    /// <summary>The long name of a type.</summary>
    internal static string TypeName(int type) => Types.First(known => known.Type == type).Name;

    /// <summary>Reads them; null if they make no sense.</summary>
    internal static CamcontrolOptions? Parse(ReadOnlySpan<string> arguments)
    {
        var options = new CamcontrolOptions();
        for (int index = 0; index < arguments.Length; index++)
        {
            string name = arguments[index];
            if (name is "-v" or "-a" or "-p" or "-S")
            {
                options = name == "-v" ? options with { Verbose = true } : options with { Special = true };
                continue;
            }

            string value = index + 1 < arguments.Length ? arguments[index + 1] : "";
            CamcontrolOptions? next = name switch
            {
                "-i" => Find(In, value) is { } found ? options with { IsIn = true, Action = found } : null,
                "-o" => Find(Out, value) is { } found ? options with { Action = found } : null,
                "-k" => Number(value) is { } key ? options with { Key = key } : null,
                "-K" => Number(value) is { } key ? options with { ServiceKey = key } : null,
                "-T" => TypeOf(value) is { } type ? options with { Type = type } : null,

                // What is no option ends getopt(3); camcontrol does not look at the rest.
                _ => name.StartsWith('-') ? null : options,
            };
            if (next is null)
            {
                return null;
            }

            options = next;
            index += name.StartsWith('-') ? 1 : 0;
        }

        return options.Action.Length > 0 ? options : null;
    }

    // A whole name, else an unambiguous prefix.
    private static string? Find(string[] names, string word) =>
        word.Length == 0 ? null
        : names.Contains(word) ? word
        : names.Count(name => name.StartsWith(word, StringComparison.Ordinal)) == 1
            ? names.First(name => name.StartsWith(word, StringComparison.Ordinal))
            : null;

    private static int? TypeOf(string word) =>
        Array.Find(Types, known => known.Name == word) is { Name: not null } named ? named.Type
        : int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int type) && type is >= 0 and <= 8
            ? type
            : null;

    private static ulong? Number(string text)
    {
        bool hex = text.StartsWith("0x", StringComparison.Ordinal);
        NumberStyles style = hex ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        return ulong.TryParse(text.AsSpan(hex ? 2 : 0), style, CultureInfo.InvariantCulture, out ulong number)
            ? number
            : null;
    }
}
