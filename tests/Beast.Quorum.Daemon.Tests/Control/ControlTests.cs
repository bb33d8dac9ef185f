using System.Net.Sockets;
using System.Text;
using Beast.Quorum.Daemon.Control;
using Beast.Quorum.Daemon.Tests.Status;

namespace Beast.Quorum.Daemon.Tests.Control;

#pragma warning disable CA1416 // No part of beastq runs on Windows.

public sealed class ControlTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly List<string> reports = [];

    [Test]
    public void A_request_arrives_whole_and_its_answer_comes_back()
    {
        using Folder folder = new();
        ControlRequest? seen = null;
        using ControlServer server = Start(folder, (request, _) =>
        {
            seen = request;
            return ControlAnswer.WithStatus(Samples.Build(Samples.Bad));
        });
        ControlRequest request = new() { Request = "switchover", Group = "tank", Target = 1 };
        ControlAnswer answer = Client(folder).Ask(request, Deadline);
        Assert.Multiple(() =>
        {
            Assert.That(seen, Is.EqualTo(request));
            Assert.That(answer.Ok, Is.True);
            Assert.That(answer.ProcessId, Is.EqualTo(Environment.ProcessId));
            Assert.That(
                Daemon.CommandLine.StatusCommand.Json(answer.Status!),
                Is.EqualTo(Daemon.CommandLine.StatusCommand.Json(Samples.Build(Samples.Bad))));
        });
    }

    [Test]
    public void The_socket_belongs_to_its_owner_alone_and_goes_away()
    {
        using Folder folder = new();
        using (Start(folder, Echo))
        {
            Assert.That(File.GetUnixFileMode(Socket(folder)),
                Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        }

        Assert.That(Path.Exists(Socket(folder)), Is.False);
    }

    [Test]
    public void Without_a_daemon_the_client_says_so()
    {
        using Folder folder = new();
        ControlException? fault = Assert.Throws<ControlException>(() => Client(folder).Ask(Ping, Deadline));
        Assert.Multiple(() =>
        {
            Assert.That(fault!.NotRunning, Is.True);
            Assert.That(fault.Message, Is.EqualTo($"beastq is not running (no daemon answers at {Socket(folder)})"));
        });
    }

    [Test]
    public void A_stale_socket_is_replaced_and_a_live_one_refused()
    {
        using Folder folder = new();
        using (Socket dead = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            // Under another name, because .NET removes the name it bound; a killed daemon leaves its own.
            dead.Bind(new UnixDomainSocketEndPoint(folder.At("elsewhere")));
            dead.Listen(1);
            File.Move(folder.At("elsewhere"), Socket(folder));
        }

        Assert.That(Path.Exists(Socket(folder)), Is.True, "the system leaves the name");
        using ControlServer server = Start(folder, Echo);
        Assert.That(Client(folder).Ask(Ping, Deadline).Text, Is.EqualTo("ping"));
        Assert.That(() => Start(folder, Echo), Throws.TypeOf<ControlException>().With.Message.Contains("answers at"));
        Assert.That(Client(folder).Ask(Ping, Deadline).Text, Is.EqualTo("ping"), "the live one was left alone");
    }

    [Test]
    public void A_file_in_the_way_is_not_removed()
    {
        using Folder folder = new();
        File.WriteAllText(Socket(folder), "mine");
        Assert.That(() => Start(folder, Echo), Throws.TypeOf<ControlException>().With.Message.Contains("no socket"));
        Assert.That(File.ReadAllText(Socket(folder)), Is.EqualTo("mine"));
    }

    [Test]
    public void A_path_that_is_too_long_is_explained() => Assert.That(
        () => ControlServer.Start("/tmp/" + new string('x', 200), new Handler(Echo), reports.Add),
        Throws.TypeOf<ControlException>().With.Message.Contains("run_directory"));

    [TestCase("garbage", "not a request")]
    [TestCase("null", "the request is null")]
    [TestCase("[]", "not a request")]
    [TestCase("{}", "not a request")]
    [TestCase("{\"version\":1,\"request\":\"dance\"}", "there is no request 'dance'")]
    [TestCase("{\"request\":\"ping\"}", "version is missing")]
    [TestCase("{\"version\":2,\"request\":\"ping\"}", "version 2")]
    [TestCase("{\"version\":1,\"request\":\"ping\",\"x\":1}", "not a request")]
    [TestCase("{\"version\":1,\"request\":\"switchover\"}", "needs a group")]
    [TestCase("{\"version\":1,\"request\":\"switchover\",\"group\":\"a\",\"target\":7}", "target 7")]
    [TestCase("{\"version\":1,\"request\":\"maintenance\"}", "needs on")]
    [TestCase("{\"version\":1,\"request\":\"maintenance\",\"on\":true,\"duration_s\":-1}", "duration_s")]
    [TestCase("{\"version\":1,\"request\":\"restart\"}", "away_s")]
    [TestCase("\u0000\u0001\u00ff", "not a request")]
    public void What_is_no_request_is_answered_in_plain_words_and_the_connection_goes_on(string line, string words)
    {
        using Folder folder = new();
        using ControlServer server = Start(folder, Echo);
        using Socket socket = Connect(folder);
        ControlAnswer answer = Talk(socket, line + "\n");
        Assert.That((answer.Ok, answer.Text), Is.EqualTo((false, answer.Text)));
        Assert.That(answer.Text, Does.Contain(words));
        Assert.That(Talk(socket, "{\"version\":1,\"request\":\"ping\"}\n").Text, Is.EqualTo("ping"));
    }

    [Test]
    public void Two_requests_in_one_packet_are_two()
    {
        using Folder folder = new();
        using ControlServer server = Start(folder, Echo);
        using Socket socket = Connect(folder);
        socket.Send("{\"version\":1,\"request\":\"ping\"}\n{\"version\":1,\"request\":\"stop\"}\n"u8);
        LineReader reader = new(socket, ControlCodec.LongestAnswer);
        Assert.That(Answer(reader).Text, Is.EqualTo("ping"));
        Assert.That(Answer(reader).Text, Is.EqualTo("stop"));
    }

    [Test]
    public void An_oversized_request_is_refused_and_disconnected()
    {
        using Folder folder = new();
        using ControlServer server = Start(folder, Echo);
        using Socket socket = Connect(folder);
        socket.Send(Encoding.ASCII.GetBytes(new string('x', ControlCodec.LongestRequest + 1)));
        LineReader reader = new(socket, ControlCodec.LongestAnswer);
        Assert.That(Answer(reader).Text, Does.Contain("at most 65536 bytes"));
        Assert.That(reader.Read(Deadline), Is.EqualTo(LineResult.Closed));
        Assert.That(Client(folder).Ask(Ping, Deadline).Ok, Is.True);
    }

    [Test]
    public void A_client_that_trickles_is_cut_off_in_time()
    {
        using Folder folder = new();
        using ControlServer server = Start(folder, Echo, Limits with { Patience = TimeSpan.FromMilliseconds(200) });
        using Socket socket = Connect(folder);
        socket.Send("{"u8);
        LineReader reader = new(socket, ControlCodec.LongestAnswer);
        Assert.That(Answer(reader).Text, Does.Contain("no whole request"));
        Assert.That(reader.Read(Deadline), Is.EqualTo(LineResult.Closed));
    }

    [Test]
    public void Idle_clients_make_room_and_never_block_others()
    {
        using Folder folder = new();
        using ControlServer server = Start(folder, Echo, Limits with { Connections = 3 });
        List<Socket> idle = [.. Enumerable.Range(0, 20).Select(_ => Connect(folder))];
        Assert.That(Client(folder).Ask(Ping, Deadline).Ok, Is.True);
        Assert.That(server.Clients, Is.LessThanOrEqualTo(3));
        idle.ForEach(socket => socket.Dispose());
    }

    [Test]
    public void A_request_under_way_does_not_hold_up_another()
    {
        using Folder folder = new();
        using ManualResetEventSlim begun = new();
        using ManualResetEventSlim release = new();
        using ControlServer server = Start(folder, (request, cancel) =>
        {
            if (request.Request == ControlRequests.Switchover)
            {
                begun.Set();
                release.Wait(Deadline, cancel);
            }

            return ControlAnswer.Done(request.Request);
        });
        using Socket slow = Connect(folder);
        slow.Send("{\"version\":1,\"request\":\"switchover\",\"group\":\"tank\"}\n"u8);
        Assert.That(begun.Wait(Deadline), Is.True);
        Assert.That(Client(folder).Ask(Ping, Deadline).Text, Is.EqualTo("ping"));
        release.Set();
        Assert.That(Answer(new LineReader(slow, ControlCodec.LongestAnswer)).Text, Is.EqualTo("switchover"));
    }

    [Test]
    public void When_every_place_is_busy_a_client_is_told()
    {
        using Folder folder = new();
        using ManualResetEventSlim begun = new();
        using ControlServer server = Start(
            folder,
            (_, cancel) =>
            {
                begun.Set();
                cancel.WaitHandle.WaitOne(Deadline);
                return ControlAnswer.Done("");
            },
            Limits with { Connections = 1 });
        using Socket slow = Connect(folder);
        slow.Send("{\"version\":1,\"request\":\"stop\"}\n"u8);
        Assert.That(begun.Wait(Deadline), Is.True);
        Assert.That(Client(folder).Ask(Ping, Deadline).Text, Does.Contain("all 1 places"));
    }

    [Test]
    public void A_fault_in_the_handler_is_answered_and_reported()
    {
        using Folder folder = new();
        using ControlServer server = Start(folder, (_, _) => throw new InvalidOperationException("oops"));
        Assert.That(Client(folder).Ask(Ping, Deadline).Text, Does.Contain("oops"));
        Assert.That(reports, Has.Some.Contains("oops"));
    }

    [Test]
    public void The_last_answer_goes_out_before_the_server_ends()
    {
        using Folder folder = new();
        using ManualResetEventSlim begun = new();
        ControlServer server = Start(folder, (_, cancel) =>
        {
            begun.Set();
            cancel.WaitHandle.WaitOne(Deadline);
            return ControlAnswer.Done("goodbye");
        });
        using Socket socket = Connect(folder);
        socket.Send("{\"version\":1,\"request\":\"stop\"}\n"u8);
        Assert.That(begun.Wait(Deadline), Is.True);
        server.Dispose();
        Assert.That(Answer(new LineReader(socket, ControlCodec.LongestAnswer)).Text, Is.EqualTo("goodbye"));
    }

    [Test]
    public void A_daemon_that_does_not_answer_in_time_is_reported_as_such()
    {
        using Folder folder = new();
        using Socket mute = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        mute.Bind(new UnixDomainSocketEndPoint(Socket(folder)));
        mute.Listen(1);
        ControlException? fault = Assert.Throws<ControlException>(
            () => Client(folder).Ask(Ping, TimeSpan.FromMilliseconds(100)));
        Assert.That((fault!.NotRunning, fault.Message), Is.EqualTo((false, fault.Message)));
        Assert.That(fault.Message, Does.Contain("did not answer 'ping'"));
    }

    [TestCase("\"text\":\"\"", "\"text\":null")]
    [TestCase("\"lease_ms\":", "\"lease_ms\":1e999,\"x\":")]
    [TestCase("\"groups\":[", "\"groups\":[null,")]
    [TestCase("\"interlinks\":[", "\"interlinks\":[null,")]
    [TestCase("\"what\":\"", "\"who\":\"")]
    [TestCase("\"peer_not_ready_because\":\"", "\"peer_not_ready\":\"")]
    public void An_answer_with_holes_is_none(string part, string hole)
    {
        string line = Encoding.UTF8.GetString(ControlCodec.Encode(
            ControlAnswer.WithStatus(Samples.Build(Samples.Bad))));
        string spoiled = line.Replace(part, hole, StringComparison.Ordinal);
        Assert.That(spoiled, Is.Not.EqualTo(line));
        Assert.That(() => ControlCodec.DecodeAnswer(Encoding.UTF8.GetBytes(spoiled)),
            Throws.TypeOf<ControlException>().With.Message.Contains("same version"));
    }

    private static ControlRequest Ping { get; } = new() { Request = ControlRequests.Ping };

    private static ControlLimits Limits { get; } = ControlLimits.Default with { Patience = Deadline };

    private static ControlAnswer Echo(ControlRequest request, CancellationToken cancel) =>
        ControlAnswer.Done(request.Request);

    private static string Socket(Folder folder) => ControlSocket.PathIn(folder.Path);

    private static ControlClient Client(Folder folder) => new(Socket(folder));

    private static Socket Connect(Folder folder)
    {
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(Socket(folder)));
        return socket;
    }

    private static ControlAnswer Talk(Socket socket, string text)
    {
        socket.Send(Encoding.Latin1.GetBytes(text));
        return Answer(new LineReader(socket, ControlCodec.LongestAnswer));
    }

    private static ControlAnswer Answer(LineReader reader)
    {
        Assert.That(reader.Read(Deadline), Is.EqualTo(LineResult.Line));
        return ControlCodec.DecodeAnswer(reader.Line.Span);
    }

    private ControlServer Start(
        Folder folder, Func<ControlRequest, CancellationToken, ControlAnswer> handle, ControlLimits? limits = null) =>
        ControlServer.Start(Socket(folder), new Handler(handle), reports.Add, limits ?? Limits);

    private sealed class Handler(Func<ControlRequest, CancellationToken, ControlAnswer> handle) : IControlHandler
    {
        public ControlAnswer Handle(ControlRequest request, CancellationToken cancel) => handle(request, cancel);
    }
}
