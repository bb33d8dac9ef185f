namespace Beast.Quorum.Core.Configuration;

/// <summary>The profiles' names in the configuration and in messages.</summary>
public static class StorageProfiles
{
    /// <summary>The name, as key <c>profile</c> takes it.</summary>
    public static string Name(this StorageProfile profile) => profile switch
    {
        StorageProfile.CtlHa => "ctl-ha",
        StorageProfile.CtlHaLun => "ctl-ha-lun",
        StorageProfile.Arbitrator => "arbitrator",
        StorageProfile.Custom => "custom",
        _ => throw new ArgumentOutOfRangeException(nameof(profile), profile, "unknown profile"),
    };
}
