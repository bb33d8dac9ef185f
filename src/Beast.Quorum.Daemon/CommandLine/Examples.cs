using System.CommandLine;

namespace Beast.Quorum.Daemon.CommandLine;

/// <summary>Examples of each command, shown under its help.</summary>
internal static class Examples
{
    private static readonly Dictionary<string, string> ByPath = new()
    {
        [""] = """
            beastq key generate                       make the shared key; copy it to the other node
            beastq device init --device /dev/da5p1    make the quorum device, on one node only
            beastq config check                       look for faults before starting
            beastq status                             who owns what, and what is wrong
            beastq lab run                            watch a whole pair fail over on this machine
            """,
        ["daemon"] = """
            beastq daemon                             as rc.d/beastq starts it
            beastq daemon --foreground -c ./b.yml     with the log on the terminal
            """,
        ["status"] = """
            beastq status                             everything, for people
            beastq status --short                     one line
            beastq status --json | jq .problems       for programs (docs/status.md)
            beastq status --watch                     again every second, until Ctrl-C

            Exit code: 0 healthy, 1 degraded, 2 critical, 3 not running.
            """,
        ["device init"] = """
            beastq device init --device /dev/da5p1 --cluster beast
            beastq device init -f 1 -t 10             as "bq -I" does: heartbeat 1 s, time-out 10 s
            beastq device init --device /tmp/q --create-size 1M --cluster lab --key ./lab.key
            """,
        ["device show"] = "beastq device show                        what \"bq -L\" shows, and more",
        ["device check"] = """
            beastq device check                       before the first start, and when it is called slow

            Exit code: 0 fine, 1 with warnings, 2 not usable.
            """,
        ["key generate"] = """
            beastq key generate                       into the configured key_file
            scp /usr/local/etc/beastq/beastq.key node1:/usr/local/etc/beastq/
            """,
        ["config check"] = "beastq config check -c ./beastq.yml       every fault with its line; exit code 1 if any",
        ["config show"] = "beastq config show                        the configuration in force, defaults marked",
        ["plan"] = """
            beastq plan takeover                      the very commands a takeover would run here
            beastq plan release tank
            beastq plan failback tank                 both nodes' parts, in their order
            beastq plan takeover --json | jq '.parts[].expected_s'
            """,
        ["switchover"] = """
            beastq switchover tank                    to the other node
            beastq switchover tank --to 1

            Give the order on the node that owns the group.
            """,
        ["failback"] = "beastq failback tank                      to its preferred node",
        ["maintenance"] = """
            beastq maintenance on --for 30m           nothing moves by itself for half an hour
            beastq maintenance off
            """,
        ["restart"] = """
            beastq restart                            the daemon anew; the pools stay where they are
            beastq restart --no-start                 and leave the start to somebody else
            beastq restart -- /usr/sbin/service beastq onestart
            """,
        ["claim"] = "beastq claim tank --yes                   after 'beastq status' said that the register is wiped",
        ["retry"] = "beastq retry tank                         after the reason of a failed takeover was removed",
        ["fence test"] = """
            beastq fence test                         after setting a method up, and after every change of disks
            beastq fence test --method scsi-pr --json

            Exit code: 0 proved as far as possible, 1 a method would not work.
            """,
        ["recover"] = """
            beastq recover tank                       after a takeover: errors, scrub, clear, each step asked for
            beastq recover tank --status              how it stands
            beastq recover tank --yes                 all steps without questions, for a script

            Exit code: 0 nothing is left to recover, 1 damage is left or something failed, 4 a step needs your consent,
            130 after Ctrl-C; a scrub goes on without the command.
            """,
        ["events"] = """
            beastq events -n 50                       the newest 50
            beastq events --follow                    and every new one, until Ctrl-C
            beastq events --json | jq 'select(.level == "alert")'
            """,
        ["lab run"] = """
            beastq lab run                            cut the owner's power, take over, come back, fail back
            beastq lab run --scenario all --json
            beastq lab run --scenario freeze --rounds 5 --timing fast --keep ./run
            """,
        ["doctor"] = """
            beastq doctor                             this node, daemon or not
            beastq doctor --peer                      both nodes, and compares them
            beastq doctor --check zfs                 everything about the pools
            beastq doctor --peer --json | jq '.checks[] | select(.result == "error")'

            Exit code: 0 fine, 1 warnings or something unknown, 2 errors.
            """,
        ["completion"] = """
            beastq completion bash > /usr/local/share/bash-completion/completions/beastq
            beastq completion zsh > /usr/local/share/zsh/site-functions/_beastq
            """,
    };

    /// <summary>The examples of a command; empty if it has none.</summary>
    public static string Of(Command command) => ByPath.GetValueOrDefault(PathOf(command), "");

    private static string PathOf(Command command)
    {
        Command? parent = command.Parents.OfType<Command>().FirstOrDefault();
        return parent is null ? "" : $"{PathOf(parent)} {command.Name}".TrimStart();
    }
}
