using System.Text;
using Beast.Quorum.Platform.Sysctls;

namespace Beast.Quorum.Platform.Tests.Sysctls;

internal sealed class SysctlValueTests
{
    private const int Int = 2, Text = 3, Structure = 5, UnsignedInt = 6, Long = 7, UnsignedLong = 8, Byte = 0xA;

    // The upper bits of a kind are access flags.
    private const int Flags = unchecked((int)0xC0040000);

    [TestCase(Int, "-1", new byte[] { 255, 255, 255, 255 })]
    [TestCase(Int | Flags, "1", new byte[] { 1, 0, 0, 0 })]
    [TestCase(UnsignedInt, "4294967295", new byte[] { 255, 255, 255, 255 })]
    [TestCase(Long, "-2", new byte[] { 254, 255, 255, 255, 255, 255, 255, 255 })]
    [TestCase(UnsignedLong, "3735928559", new byte[] { 0xEF, 0xBE, 0xAD, 0xDE, 0, 0, 0, 0 })]
    [TestCase(Byte, "1", new byte[] { 1 })]
    public void A_number_becomes_the_kernels_bytes_and_back(int kind, string text, byte[] bytes)
    {
        Assert.That(SysctlValue.Encode(kind, text, out _), Is.EqualTo(bytes));
        Assert.That(SysctlValue.Decode(kind, bytes), Is.EqualTo(text));
    }

    [Test]
    public void A_string_is_written_without_its_end_and_read_up_to_it()
    {
        Assert.That(SysctlValue.Encode(Text, "connect 10.0.0.1", out _), Is.EqualTo("connect 10.0.0.1"u8.ToArray()));
        Assert.That(SysctlValue.Decode(Text, "connect\0rest"u8), Is.EqualTo("connect"));
        Assert.That(SysctlValue.Encode(Text, "", out _), Is.Not.Null.And.Empty);
    }

    [TestCase(Int, "abc", "invalid integer 'abc'")]
    [TestCase(Int, "", "empty numeric value")]
    [TestCase(Int, "2147483648", "invalid integer")]
    [TestCase(UnsignedInt, "-1", "invalid integer")]
    [TestCase(Byte, "256", "invalid integer")]
    [TestCase(Structure, "1", "structure")]
    public void A_text_that_does_not_fit_is_refused_as_sysctl_does(int kind, string text, string error)
    {
        Assert.That(SysctlValue.Encode(kind, text, out string said), Is.Null);
        Assert.That(said, Does.Contain(error));
    }

    [Test]
    public void Bytes_of_the_wrong_length_have_no_text() =>
        Assert.That(SysctlValue.Decode(Int, Encoding.ASCII.GetBytes("123")), Is.Null);

    [Test]
    public void Elsewhere_than_on_FreeBSD_the_native_way_says_so()
    {
        if (OperatingSystem.IsFreeBSD())
        {
            Assert.That(new NativeSysctl().Read("kern.ostype").Value, Is.EqualTo("FreeBSD"));
            return;
        }

        Assert.That(new NativeSysctl().Read("kern.ostype").Error, Does.Contain("not FreeBSD"));
        Assert.That(new NativeSysctl().Write("kern.cam.ctl.ha_role", "0").Ok, Is.False);
    }
}
