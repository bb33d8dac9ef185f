using System.Net;
using System.Net.Sockets;
using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Machine;
using Beast.Quorum.Daemon.Adapters;
using Beast.Quorum.Fuzz.Tests.Engine;
using Beast.Quorum.Fuzz.Tests.Targets.Core;

namespace Beast.Quorum.Fuzz.Tests.Targets.Daemon;

/// <summary>
/// Datagrams on an interlink, of any size: a record only with a signature, and the next one still comes.
/// </summary>
internal sealed class InterlinkTarget : FuzzTarget
{
    private InterlinkSockets? sockets;
    private Socket? sender;

    public override string Name => "interlink";

    public override IReadOnlyList<byte[]> Seeds { get; } =
        [.. new[] { 0, 2, 64 }.Select(groups => Signing.Encoded(Signing.Some(new Dice((ulong)groups), groups)))];

    public override int Cost => 15;

    public override int Longest => 9000;

    public override Depth Run(byte[] input)
    {
        Open();
        sender!.Send(input);
        bool any = sockets!.TryReceive(0, out NodeEvent e);
        bool record = any && e.Kind == NodeEventKind.RecordReceived;
        Must(!any || record || e.Kind == NodeEventKind.ForeignReceived, $"a datagram became {e.Kind}");
        if (record)
        {
            int length = input[6] + (input[7] << 8);
            Must(length <= input.Length && Signing.IsSigned(input.AsSpan(0, length)), "a bad signature was accepted");
        }

        Must(!sockets.TryReceive(0, out _), "one datagram gave two events");
        sender.Send(Seeds[0]);
        Must(sockets.TryReceive(0, out e) && e.Kind == NodeEventKind.RecordReceived, "a good record does not come");
        return record ? Depth.Accepted : any ? Depth.Looked : Depth.Refused;
    }

    public override byte[] Mend(byte[] input, Dice dice) => Signing.Resigned(input, dice);

    protected override void Clean()
    {
        sockets?.Dispose();
        sender?.Dispose();
    }

    private void Open()
    {
        if (sender is not null)
        {
            return;
        }

        sockets = new InterlinkSockets(
            [new InterlinkConfiguration("127.0.0.1:0", "127.0.0.1:9")], Signing.Ours, Signing.Key, node: 0);
        using SafeSocketHandle borrowed = new(sockets.Descriptor(0), ownsHandle: false);
        using Socket seen = new(borrowed);
        sender = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        sender.Connect((IPEndPoint)seen.LocalEndPoint!);
    }
}
