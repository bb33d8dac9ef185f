using Beast.Quorum.Core.Device;
using Beast.Quorum.Daemon.Hosting;
using Beast.Quorum.EndToEnd.Tests.Support;
using Beast.Quorum.Platform.Processes;

namespace Beast.Quorum.EndToEnd.Tests.Daemon;

/// <summary>The file of the quorum device is replaced by another one while the daemons run.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class ReplacedFileTests
{
    [Test]
    public void Another_file_in_the_place_of_the_device_moves_nothing_and_is_used_by_nobody()
    {
        using PairSetup other = PairSetup.Ready();
        using PairSetup pair = PairSetup.Ready();
        using DaemonUnderTest zero = pair.Nodes[0].Start();
        zero.AwaitServing(1);
        string aside = pair.File("aside");
        byte[] empty = new byte[DeviceLayout.SmallestBlocks * DeviceLayout.BlockSize];
        byte[] foreign = File.ReadAllBytes(other.Device);
        using (DaemonUnderTest one = pair.Nodes[1].Start())
        {
            zero.Await(() => zero.Status()!.Groups[0].PeerReady, "its peer is ready");
            File.Move(pair.Device, aside);
            File.WriteAllBytes(pair.Device, empty);

            // Who has the old file open stays with it, which is the same file for both.
            byte[] before = File.ReadAllBytes(aside);
            for (int node = 0; node < 2; node++)
            {
                Range ring = Ring(node);
                zero.Await(
                    () => !File.ReadAllBytes(aside).AsSpan(ring).SequenceEqual(before.AsSpan(ring)),
                    $"node {node} goes on with the file that it opened");
            }

            Assert.That(File.ReadAllBytes(pair.Device), Is.EqualTo(empty), "nobody writes to a file without a header");
            Assert.That(one.Count("claim_made"), Is.Zero);
            one.Kill();
        }

        // Who opens the new one refuses it, whatever it is.
        Refused("no beastq header", empty);
        File.WriteAllBytes(pair.Device, foreign);
        Refused("signed with another key", foreign);
        Assert.That(zero.Served(), Has.Count.EqualTo(1));

        File.Move(aside, pair.Device, overwrite: true);
        using DaemonUnderTest again = pair.Nodes[1].Start();
        again.AwaitEvent("standby", times: 2);
        zero.Await(() => zero.Status()!.Groups[0].PeerReady, "its peer is ready again");
        Assert.That(zero.Count("demotion_begun") + again.Count("claim_made"), Is.Zero);

        void Refused(string why, byte[] content)
        {
            CommandResult end = pair.Nodes[1].RunToItsEnd();
            Assert.That(end.ExitCode, Is.EqualTo(ExitCodes.Configuration), end.StandardError);
            Assert.That(end.StandardOutput + end.StandardError, Does.Contain(why));
            Assert.That(File.ReadAllBytes(pair.Device), Is.EqualTo(content), "it was left alone");
        }
    }

    private static Range Ring(int node)
    {
        int start = (int)DeviceLayout.RingOffset(node);
        return start..(start + DeviceLayout.RingBytes);
    }
}
