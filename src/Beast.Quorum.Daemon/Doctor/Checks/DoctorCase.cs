using System.Globalization;
using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Daemon.Doctor.Facts;

namespace Beast.Quorum.Daemon.Doctor.Checks;

/// <summary>What the checks judge.</summary>
/// <param name="Configuration">This node's configuration.</param>
/// <param name="Own">The facts of the node that is judged.</param>
/// <param name="Peer">The other node's; null if there are none.</param>
/// <param name="NoPeer">Why there are none although they were asked for; null if nobody asked.</param>
internal sealed record DoctorCase(BeastqConfiguration Configuration, FactSheet Own, FactSheet? Peer, string? NoPeer)
{
    /// <summary>Names a group's profile.</summary>
    public Func<GroupConfiguration, string> Profile { get; init; } = group => group.Profile.ToString();

    /// <summary>Names of the configured methods of fencing.</summary>
    public IReadOnlyList<string> Fencing { get; init; } = FencingMethods.Of(Configuration);

    public IReadOnlyList<string> Pools =>
        [.. Configuration.Groups.SelectMany(group => group.Pools).Distinct(StringComparer.Ordinal)];

    /// <summary>Whether the kernel has OpenZFS: only that has multihost and a module version.</summary>
    public static bool IsOpenZfs(FactSheet sheet) => sheet[FactName.Sysctl("vfs.zfs.version.module")].Value is not null;

    /// <summary>Whether a group has one of these profiles.</summary>
    public bool Has(params IReadOnlyList<string> profiles) =>
        Configuration.Groups.Any(group => profiles.Contains(Profile(group)));

    /// <summary>Judges a fact that is known and there.</summary>
    /// <param name="name">The fact.</param>
    /// <param name="judge">Judges its value.</param>
    /// <param name="absent">What it means that it is not there.</param>
    public Finding Read(string name, Func<string, Finding> judge, Finding? absent = null) =>
        Of(Own[name], name, judge, absent);

    /// <summary>Judges a fact that is a whole number.</summary>
    public Finding Number(string name, Func<long, Finding> judge, Finding? absent = null) => Read(
        name,
        text => long.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
            ? judge(value)
            : Finding.Unknown($"{name} is '{Show(text)}', no number"),
        absent);

    /// <summary>Judges the values of both nodes; where neither has it there is nothing to compare.</summary>
    /// <param name="name">The fact.</param>
    /// <param name="judge">Judges the own and the peer's value.</param>
    public Finding Both(string name, Func<string, string, Finding> judge)
    {
        Fact own = Own[name];
        Fact peer = Peer![name];
        return own.Absent && peer.Absent ? Finding.NotApplicable($"neither node has {name}")
            : own.Unknown is { } here ? Finding.Unknown($"{Label(Own)}: {name}: {here}")
            : peer.Unknown is { } there ? Finding.Unknown($"{Label(Peer)}: {name}: {there}")
            : own.Absent || peer.Absent
                ? Finding.Error($"only {Label(own.Absent ? Peer : Own)} has {name}")
            : judge(own.Value ?? "", peer.Value ?? "");
    }

    /// <summary>Both nodes must have the same.</summary>
    public Finding Same(string name, Finding? bad = null) => Both(name, (own, peer) => Finding.Need(
        own == peer,
        $"{Show(own)} on both nodes",
        (bad ?? Finding.Error("")) with { Detail = $"{Label(Own)}: {Show(own)}; {Label(Peer!)}: {Show(peer)}" }));

    /// <summary>Both nodes must differ.</summary>
    public Finding Different(string name) => Both(name, (own, peer) => Finding.Need(
        own.Trim() != peer.Trim(), $"{Show(own)} and {Show(peer)}", Finding.Error($"{Show(own)} on both nodes")));

    /// <summary>The worst of the pools.</summary>
    public Finding EachPool(Func<string, Finding> judge) =>
        Finding.Worst(Pools.Select(judge), "no group has a pool");

    /// <summary>Judges a fact of a pool, where the pool is imported.</summary>
    public Finding EachImported(string what, Func<string, string, Finding> judge, Finding? absent = null) =>
        EachPool(pool => Read(FactName.Pool(pool, "imported"), how => how == "no"
            ? Finding.NotApplicable($"{pool} is not imported on node {Own.Node}")
            : Read(FactName.Pool(pool, what), value => judge(pool, value), absent)));

    /// <summary>The rows of a fact, each with this many fields at least; rows with fewer are passed over.</summary>
    public static IReadOnlyList<string[]> Rows(string text, int fields) =>
        [.. text.Split('\n').Select(line => line.Split('\t')).Where(row => row.Length >= fields)];

    public static string Label(FactSheet sheet) =>
        string.Create(CultureInfo.InvariantCulture, $"node {sheet.Node}");

    /// <summary>A value for a message: short, in one line.</summary>
    public static string Show(string value) =>
        value.Length == 0 ? "nothing" : Daemon.Configuration.Printable.Short(value.Trim(), 80);

    private static Finding Of(Fact fact, string name, Func<string, Finding> judge, Finding? absent) =>
        fact.Unknown is { } why ? Finding.Unknown($"{name}: {Daemon.Configuration.Printable.Short(why, 300)}")
        : fact.Absent ? absent ?? Finding.Unknown($"{name} is not there")
        : judge(fact.Value ?? "");
}
