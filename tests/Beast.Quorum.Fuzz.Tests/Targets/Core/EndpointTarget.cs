using System.Net;
using Beast.Quorum.Core.Configuration.Rules;
using Beast.Quorum.Fuzz.Tests.Engine;

namespace Beast.Quorum.Fuzz.Tests.Targets.Core;

/// <summary>Addresses of interlinks: what the configuration takes, the sockets must understand the same way.</summary>
internal sealed class EndpointTarget : FuzzTarget
{
    public override string Name => "endpoint";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        Bytes("192.168.56.103:7410"), Bytes("0.0.0.0:1"), Bytes("[::1]:7410"), Bytes("[fd00::1]:65535"),
        Bytes("[2001:db8:0:1:2:3:4:5]:80"), Bytes("[::]:9"), Bytes("[1::]:9"), Bytes("[1:2:3:4:5:6:7::]:9"),
    ];

    public override IReadOnlyList<string> Words => ["::", "[", "]", ":", ".", "%eth0", "ffff", "::ffff:1.2.3.4"];

    public override Depth Run(byte[] input)
    {
        string text = Text(input);
        Endpoint? read = Endpoint.Parse(text);
        if (read is null)
        {
            return text.Contains(':', StringComparison.Ordinal) ? Depth.Looked : Depth.Refused;
        }

        _ = read.IsUnicast;
        Must(IPEndPoint.TryParse(text, out IPEndPoint? socket), "a socket cannot take what the configuration took");
        Must(socket!.Port == read.Port, "a socket reads another port");
        string plain = read.IsIPv6 ? $"[{read.Address}]:{read.Port}" : $"{read.Address}:{read.Port}";
        Must(IPEndPoint.Parse(plain).Equals(socket), "a socket reads another address");
        Must(Endpoint.Parse(plain) == read, "an endpoint does not survive being written again");
        return Depth.Accepted;
    }
}
