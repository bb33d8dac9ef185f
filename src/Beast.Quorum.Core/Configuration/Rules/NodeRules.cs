namespace Beast.Quorum.Core.Configuration.Rules;

/// <summary>The cluster's name, this node's id, its files and its quorum device.</summary>
internal static class NodeRules
{
    public static void Check(BeastqConfiguration configuration, RuleFaults faults)
    {
        string cluster = configuration.Cluster;
        Bound<int> length = ConfigurationBounds.ClusterLength;
        faults.Need(
            length.Allows(cluster.Length) && Words.IsPrintableAscii(cluster) && cluster.Trim().Length == cluster.Length,
            "cluster",
            $"\"{Words.Quotable(cluster)}\" cannot be a cluster's name; allowed: {length.Least} to {length.Most} "
            + "printable ASCII characters, no blank first or last");
        faults.Within(configuration.Node, ConfigurationBounds.Node, "node");
        Words.Path(configuration.KeyFile, "key_file", faults);
        Words.Path(configuration.StateDirectory, "state_directory", faults);
        Words.Path(configuration.RunDirectory, "run_directory", faults, ConfigurationBounds.RunDirectoryLength);
        faults.Need(
            configuration.StateDirectory != configuration.RunDirectory,
            "run_directory",
            $"is also state_directory ({configuration.StateDirectory}); allowed: another directory, "
            + "because run_directory may be emptied at boot and the state must survive it",
            "state_directory");
        Words.Path(
            configuration.QuorumDevice.Path,
            "quorum_device.path",
            faults,
            configuration.QuorumDevice.Kind == QuorumDeviceKind.Socket
                ? ConfigurationBounds.SocketPathLength
                : ConfigurationBounds.PathLength);
    }
}
