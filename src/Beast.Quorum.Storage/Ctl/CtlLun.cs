namespace Beast.Quorum.Storage.Ctl;

/// <summary>One option of a LUN, as <c>ctladm</c> takes it with <c>-o</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value, exactly as it is shown.</param>
public sealed record LunOption(string Name, string Value);

/// <summary>One LUN of CTL.</summary>
/// <param name="Number">Its CTL LUN number.</param>
/// <param name="Backend">What is behind it: <c>block</c> or <c>ramdisk</c>.</param>
/// <param name="Blocks">Its size in blocks; 0 if it was made without media and has had none since.</param>
/// <param name="Options">Everything else that is shown of it, such as <c>file</c>, <c>serial_number</c>.</param>
public sealed record CtlLun(int Number, string Backend, ulong Blocks, IReadOnlyDictionary<string, string> Options)
{
    /// <summary>Name of the option that holds the LUN's own role.</summary>
    public const string RoleOption = "ha_role";

    /// <summary>
    /// Its options alone, in their order: what <c>ctladm modify</c> must be given again, because it puts the options
    /// that it is given in the place of all (12.1 and later; 11 merged them).
    /// </summary>
    public IReadOnlyList<LunOption> Set { get; init; } = [];

    /// <summary>The path behind it; null if it has none.</summary>
    public string? File => Options.GetValueOrDefault("file");

    /// <summary>The LUN's own role option, which overrides the node's role; null if it has none.</summary>
    public string? OwnRole => Options.GetValueOrDefault(RoleOption);

    /// <summary>
    /// Whether it lies on a path. CTL looks for a relative path below <c>/dev</c> (sys/cam/ctl/ctl_backend_block.c).
    /// </summary>
    public bool LiesOn(string path) => File == path || "/dev/" + File == path;
}
