using System.Globalization;
using System.Text;
using Beast.Quorum.Lab.Geom;

namespace Beast.Quorum.Lab.Commands;

/// <summary>The standard commands of geom(8) for multipath devices.</summary>
internal static class GmultipathListing
{
    /// <summary>
    /// <c>status [-ags] [name]…</c>. Name and state are aligned to the right, with <c>-s</c> too if several devices
    /// are shown (sbin/geom/core/geom.c, status_update_len).
    /// </summary>
    internal static CommandOutput Status(MultipathClass multipath, string options, List<string> names)
    {
        if (Chosen(multipath, names, out CommandOutput? failure) is not { } devices)
        {
            return failure!;
        }

        if (devices.Count == 0)
        {
            return CommandOutput.Ok();
        }

        bool script = options.Contains('s', StringComparison.Ordinal);
        bool geoms = options.Contains('g', StringComparison.Ordinal);
        var looks = devices.ConvertAll(device =>
            (Name: geoms ? device.Name : "multipath/" + device.Name, Look: device.Look()));
        int nameWidth = script ? 0 : "Name".Length, stateWidth = script ? 0 : "Status".Length;
        foreach ((string name, (string state, _)) in looks)
        {
            nameWidth = Math.Max(nameWidth, name.Length);
            stateWidth = Math.Max(stateWidth, state.Length);
        }

        var text = new StringBuilder();
        void Row(string name, string state, string component) => text.Append(name.PadLeft(nameWidth)).Append("  ")
            .Append(state.PadLeft(stateWidth)).Append("  ").Append(component).Append('\n');
        if (!script)
        {
            Row("Name", "Status", "Components");
        }

        foreach ((string name, (string state, IReadOnlyList<(IProvider Provider, string State)> paths)) in looks)
        {
            for (int i = 0; i < paths.Count; i++)
            {
                bool named = i == 0 || script;
                Row(named ? name : "", named ? state : "", $"{paths[i].Provider.Name} ({paths[i].State})");
            }

            if (paths.Count == 0)
            {
                Row(name, state, "N/A");
            }
        }

        return CommandOutput.Ok(text.ToString());
    }

    /// <summary><c>list [name]…</c>.</summary>
    internal static CommandOutput List(MultipathClass multipath, List<string> names)
    {
        if (Chosen(multipath, names, out CommandOutput? failure) is not { } devices)
        {
            return failure!;
        }

        var text = new StringBuilder();
        foreach (MultipathDevice device in devices)
        {
            (string state, IReadOnlyList<(IProvider Provider, string State)> paths) = device.Look();
            int open = device.Openers, held = open + multipath.Exclusive;
            text.Append(CultureInfo.InvariantCulture, $"Geom name: {device.Name}\n");
            text.Append(device.Uuid.Length == 0 ? "Type: MANUAL\n" : "Type: AUTOMATIC\n");
            text.Append(CultureInfo.InvariantCulture, $"Mode: {ModeOf(device)}\nUUID: {device.Uuid}\n");
            text.Append(CultureInfo.InvariantCulture, $"State: {state}\nProviders:\n");
            text.Append(CultureInfo.InvariantCulture, $"1. Name: multipath/{device.Name}\n");
            Provider(text, device.MediaSize, $"r{open}w{open}e0", state);
            text.Append("Consumers:\n");
            for (int i = 0; i < paths.Count; i++)
            {
                text.Append(CultureInfo.InvariantCulture, $"{i + 1}. Name: {paths[i].Provider.Name}\n");
                Provider(text, paths[i].Provider.MediaSize, $"r{held}w{held}e{multipath.Exclusive}", paths[i].State);
            }

            text.Append('\n');
        }

        return CommandOutput.Ok(text.ToString());
    }

    private static void Provider(StringBuilder text, long size, string access, string state) => text.Append(
        CultureInfo.InvariantCulture,
        $"   Mediasize: {size} ({Human(size)})\n   Sectorsize: 512\n   Stripesize: 8192\n"
        + $"   Stripeoffset: 0\n   Mode: {access}\n   State: {state}\n");

    /// <summary>humanize_number(3) with room for four characters: 4.0M, 100M.</summary>
    private static string Human(long bytes)
    {
        double value = bytes;
        int unit = 0;
        while (value >= 999.5)
        {
            value /= 1024;
            unit++;
        }

        string format = value < 9.95 && unit > 0 ? "0.0" : "0";
        return value.ToString(format, CultureInfo.InvariantCulture) + "BKMGTP"[unit];
    }

    private static string ModeOf(MultipathDevice device) => device.Mode switch
    {
        MultipathMode.ActiveActive => "Active/Active",
        MultipathMode.ActiveRead => "Active/Read",
        _ => "Active/Passive",
    };

    private static List<MultipathDevice>? Chosen(
        MultipathClass multipath, List<string> names, out CommandOutput? failure)
    {
        failure = null;
        if (names.Count == 0)
        {
            return [.. multipath.All()];
        }

        var devices = new List<MultipathDevice>();
        foreach (string name in names)
        {
            if (multipath.Find(name) is not { } device)
            {
                failure = CommandOutput.Failed($"gmultipath: No such geom: {name}.\n");
                return null;
            }

            devices.Add(device);
        }

        return devices;
    }
}
