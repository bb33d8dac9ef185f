using Beast.Quorum.Lab.Geom;

namespace Beast.Quorum.Lab.Commands;

/// <summary>gmultipath(8) of FreeBSD 10.4. Errors have exit code 1; <c>-v</c> adds "Done.".</summary>
internal sealed class GmultipathCommand(MultipathClass multipath, Func<string, IProvider?> find)
{
    internal CommandOutput Run(ReadOnlySpan<string> arguments)
    {
        string verb = arguments.IsEmpty ? "" : arguments[0];
        var options = "";
        var names = new List<string>();
        foreach (string argument in arguments.IsEmpty ? arguments : arguments[1..])
        {
            if (argument.StartsWith('-') && names.Count == 0)
            {
                options += argument[1..];
            }
            else
            {
                names.Add(argument);
            }
        }

        multipath.IsLoaded |= verb is "create" or "label";
        switch (verb)
        {
            case "load" when !multipath.IsLoaded:
                multipath.IsLoaded = true;
                return CommandOutput.Ok();
            case "unload" when multipath.IsLoaded:
                return Unload();
            case "load" or "unload":
                return Failed($"Command '{verb}' not available.");
            case "status" or "list" when !multipath.IsLoaded:
                return Failed($"Command '{verb}' not available; try 'load' first.");
            case "status":
                return GmultipathListing.Status(multipath, options, names);
            case "list":
                return GmultipathListing.List(multipath, names);
            case "getactive" when names.Count > 0 && multipath.Find(names[0]) is { } device:
                return CommandOutput.Ok(device.Active + "\n");
            case "create" or "label" or "add" or "remove" or "prefer" or "fail" or "restore" or "rotate"
                or "getactive" or "destroy" or "stop":
                string? problem = multipath.IsLoaded ? Change(verb, options, names) : "Unknown class MULTIPATH.";
                bool verbose = options.Contains('v', StringComparison.Ordinal);
                return problem is null ? CommandOutput.Ok(verbose ? "Done.\n" : "") : Failed(problem);
            default:
                return CommandOutput.Failed($"gmultipath: Unknown command: {verb}.\nusage: gmultipath help\n");
        }
    }

    private string? Change(string verb, string options, List<string> names)
    {
        if (verb is "create" or "label")
        {
            return Create(verb, options, names);
        }

        if (names.Count == 0)
        {
            return "No 'arg0' argument";
        }

        if (multipath.Find(names[0]) is not { } device)
        {
            string what = verb is "add" or "remove" or "fail" or "restore" ? "not found" : "is invalid";
            return $"Device {names[0]} {what}";
        }

        switch (verb)
        {
            case "rotate":
                device.Rotate();
                return null;
            case "destroy" or "stop":
                device.Destroy();
                return null;
        }

        if (names.Count < 2)
        {
            return verb == "prefer" ? "Usage: prefer GEOM PROVIDER" : "No 'arg1' argument";
        }

        return verb switch
        {
            "add" => multipath.Add(names[0], names[1], find),
            "remove" => device.Remove(names[1]),
            "prefer" => device.Prefer(DeviceTree.Bare(names[1])),
            _ => device.Mark(names[1], fail: verb == "fail"),
        };
    }

    private string? Create(string verb, string options, List<string> names)
    {
        if (names.Count < 2)
        {
            return "wrong number of arguments.";
        }

        MultipathMode mode = options.Contains('A', StringComparison.Ordinal) ? MultipathMode.ActiveActive
            : options.Contains('R', StringComparison.Ordinal) ? MultipathMode.ActiveRead
            : MultipathMode.ActivePassive;
        string uuid = verb == "label" ? Guid.NewGuid().ToString() : "";
        return multipath.Create(names[0], uuid, mode, names[1..], find);
    }

    private CommandOutput Unload()
    {
        if (multipath.All().Count > 0)
        {
            return Failed("Could not unload module: Device busy.");
        }

        multipath.IsLoaded = false;
        return CommandOutput.Ok();
    }

    private static CommandOutput Failed(string text) => CommandOutput.Failed($"gmultipath: {text}\n");
}
