namespace Beast.Quorum.Daemon.Configuration;

/// <summary>The text of <c>etc/beastq.yml.sample</c>: the pair of the BeaST papers, every key explained.</summary>
public static class SampleText
{
    private const string Header = """
        # beastq.yml: what this controller watches and how it takes over.
        #
        # Copy it to /usr/local/etc/beastq/beastq.yml. As it stands it is right for ctrl-a of the BeaST papers;
        # for ctrl-b change node, swap local and peer, and set ha_peer to "connect 192.168.56.103:7777".
        # Check it with "beastq config check", see it with its defaults with "beastq config show".
        # A key behind a # shows its default, or an example where the line above says so.
        # Durations are whole numbers with a unit: 250ms, 5s, 10m, 1h.

        """;

    private const string CtrlA = """
        cluster: beast
        node: 0
        quorum_device:
          kind: raw
          path: /dev/da1
        interlinks:
          - local: "192.168.56.103:7410"
            peer: "192.168.56.104:7410"
        timing: balanced
        watchdog:
          kind: fido
        self_fence:
          method: native
        fencing:
          method: none
        commands:
          zpool: [/sbin/zpool]
        groups:
          - name: beast
            profile: ctl-ha
            preferred: 0
            pools: [beast]
            luns: [0]
            backing: [/dev/zvol/beast/v0]
            ha_peer: "listen 192.168.56.103:7777"
        """;

    /// <summary>Writes the sample from the table of keys.</summary>
    public static string Write()
    {
        ConfigurationResult pair = ConfigurationReader.Read(CtrlA);
        return Header + new ConfigurationWriter(pair.Given, explain: true).Write(pair.Configuration);
    }
}
