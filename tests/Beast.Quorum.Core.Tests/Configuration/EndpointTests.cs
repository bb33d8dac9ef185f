using System.Net;
using Beast.Quorum.Core.Configuration.Rules;
using FsCheck;
using FsCheck.Fluent;

namespace Beast.Quorum.Core.Tests.Configuration;

public sealed class EndpointTests
{
    [TestCase("192.168.56.103:7410", "192.168.56.103", 7410)]
    [TestCase("1.2.3.4:65535", "1.2.3.4", 65535)]
    [TestCase("[fd00::1]:1", "fd00:0:0:0:0:0:0:1", 1)]
    [TestCase("[::1]:7410", "0:0:0:0:0:0:0:1", 7410)]
    [TestCase("[1::]:7410", "1:0:0:0:0:0:0:0", 7410)]
    [TestCase("[FD00:0001:2:3:4:5:6:7]:9", "fd00:1:2:3:4:5:6:7", 9)]
    public void An_address_with_a_port_is_read(string text, string address, int port) =>
        Assert.That(Endpoint.Parse(text), Is.EqualTo(new Endpoint(text[0] == '[', address, port)));

    [TestCase("")]
    [TestCase(":")]
    [TestCase("192.168.56.103")]
    [TestCase("192.168.56:7410")]
    [TestCase("192.168.56.256:7410")]
    [TestCase("192.168.056.1:7410")]
    [TestCase("1.2.3.4:")]
    [TestCase("1.2.3.4:0")]
    [TestCase("1.2.3.4:65536")]
    [TestCase("1.2.3.4:+1")]
    [TestCase("1.2.3.4 :1")]
    [TestCase("ctrl-a:7410")]
    [TestCase("fd00::1:7410")]
    [TestCase("[]:1")]
    [TestCase("[:]:1")]
    [TestCase("[:::]:1")]
    [TestCase("[1::2::3]:1")]
    [TestCase("[1:2:3:4:5:6:7]:1")]
    [TestCase("[1:2:3:4:5:6:7:8:9]:1")]
    [TestCase("[1:2:3:4::5:6:7:8]:1")]
    [TestCase("[12345::]:1")]
    [TestCase("[fe80::1%em0]:1")]
    [TestCase("[::ffff:1.2.3.4]:1")]
    public void Anything_else_is_refused(string text) => Assert.That(Endpoint.Parse(text), Is.Null);

    [TestCase("[ff02::1]:1", false)]
    [TestCase("[::]:1", false)]
    [TestCase("[ff::1]:1", true)]
    [TestCase("[::1]:1", true)]
    [TestCase("255.255.255.255:1", false)]
    [TestCase("224.0.0.1:1", false)]
    [TestCase("0.0.0.0:1", false)]
    [TestCase("127.0.0.1:1", true)]
    public void Only_the_address_of_one_host_is_unicast(string text, bool isUnicast) =>
        Assert.That(Endpoint.Parse(text)!.IsUnicast, Is.EqualTo(isUnicast));

    [FsCheck.NUnit.Property(MaxTest = 1000)]
    public Property Every_address_reads_as_System_Net_reads_it() => Prop.ForAll(Addresses(), address =>
    {
        Endpoint? read = Endpoint.Parse(new IPEndPoint(address, 7410).ToString());

        Assert.That(read, Is.Not.Null, address.ToString());
        Assert.That(IPAddress.Parse(read!.Address), Is.EqualTo(address));
    });

    // Zeros are frequent, so that :: stands everywhere. Mapped addresses are written with a dotted tail.
    private static Arbitrary<IPAddress> Addresses() =>
        Gen.OneOf(
                Gen.ArrayOf(Gen.Choose(0, 255).Select(value => (byte)value), 4),
                Gen.ArrayOf(Gen.OneOf(Gen.Constant((byte)0), Gen.Choose(0, 255).Select(value => (byte)value)), 8)
                    .Select(bytes => bytes.SelectMany(value => new[] { value, value }).ToArray()))
            .Select(bytes => new IPAddress(bytes))
            .Where(address => !address.ToString().Contains('.') || address.GetAddressBytes().Length == 4)
            .ToArbitrary();
}
