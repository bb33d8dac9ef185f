using System.Net.Sockets;
using Beast.Quorum.Daemon.Control;
using Beast.Quorum.Fuzz.Tests.Engine;

namespace Beast.Quorum.Fuzz.Tests.Targets.Daemon;

/// <summary>
/// Lines out of a stream, however it is cut: the same lines that a split gives, up to the first that is too long.
/// </summary>
internal sealed class LineReaderTarget : FuzzTarget
{
    private const int LongestLine = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Scratch scratch = new();
    private Socket? listener;

    public override string Name => "line-reader";

    public override IReadOnlyList<byte[]> Seeds { get; } =
        [Bytes("one\ntwo\n\nfour\n"), Bytes(new string('x', LongestLine) + "\n"), Bytes("no end")];

    public override int Cost => 60;

    // The sockets' buffers hold it, so that one thread can send first and read then.
    public override int Longest => 20_000;

    public override Depth Run(byte[] input)
    {
        string path = scratch.File("s");
        listener ??= SocketPair.Listen(path);
        using Socket client = SocketPair.Connect(path);
        using Socket server = listener.Accept();
        SocketPair.SendAll(client, input);

        LineReader reader = new(server, LongestLine);
        int at = 0;
        while (true)
        {
            LineResult result = reader.Read(Patience);
            int end = Array.IndexOf(input, (byte)'\n', at);
            if (result != LineResult.Line)
            {
                int length = (end < 0 ? input.Length : end) - at;
                Must(result == (length > LongestLine ? LineResult.TooLong : LineResult.Closed),
                    $"{result} at byte {at}, where {length} bytes are left of a line");
                return result == LineResult.TooLong ? Depth.Looked : Depth.Accepted;
            }

            Must(end >= 0 && reader.Line.Span.SequenceEqual(input.AsSpan(at, end - at)), $"another line at byte {at}");
            at = end + 1;
        }
    }

    protected override void Clean()
    {
        listener?.Dispose();
        scratch.Dispose();
    }
}
