using System.Net;
using System.Net.Sockets;
using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Daemon.Peer;

namespace Beast.Quorum.Daemon.Tests.Peer;

internal sealed class SilentPeerTests
{
    [Test]
    public void Somebody_who_takes_the_connection_and_never_greets_is_given_up_long_before_an_answer_would_be()
    {
        using Socket silent = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        silent.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        silent.Listen(1);
        PeerChannelClient client = new(
            [new InterlinkConfiguration("127.0.0.1:1", silent.LocalEndPoint!.ToString()!)],
            new PeerIdentity(1, PeerBench.Key));
        PeerChannelException fault = Assert.Throws<PeerChannelException>(
            () => client.Ask(TimeSpan.FromHours(1), "version"))!;
        Assert.That(fault.Failure, Is.EqualTo(PeerFailure.Lost));
        Assert.That(fault.Message, Does.Contain("does not answer in time"));
    }
}
