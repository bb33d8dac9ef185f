using System.Text;
using Beast.Quorum.Platform.Devices;
using Beast.Quorum.Platform.Sysctls;

namespace Beast.Quorum.Platform.Tests.Sysctls;

internal sealed class NativeSysctlTests
{
    private const int Node = 1, Int = 2, Long = 7, UnsignedLong = 8, Byte = 0xA;
    private const string Role = "kern.cam.ctl.ha_role", Peer = "kern.cam.ctl.ha_peer";
    private FakeKernel kernel = null!;
    private NativeSysctl sysctl = null!;

    [SetUp]
    public void SetUp()
    {
        kernel = new FakeKernel();
        sysctl = new NativeSysctl(kernel);
    }

    [Test]
    public void Numbers_of_every_width_are_read_and_written_in_their_width()
    {
        FakeKernel.Variable role = kernel.Add(Role, Int | FakeKernel.Writable, 1, 0, 0, 0);
        FakeKernel.Variable flag = kernel.Add("debug.flag", Byte | FakeKernel.Writable, 1);
        FakeKernel.Variable memory = kernel.Add("vm.some", Long | FakeKernel.Writable, 0, 0, 0, 0, 1, 0, 0, 0);
        kernel.Add("kern.hostid", UnsignedLong, 0xEF, 0xBE, 0xAD, 0xDE, 0, 0, 0, 0);

        Assert.That(sysctl.Read(Role).Value, Is.EqualTo("1"));
        Assert.That(sysctl.Read("debug.flag").Value, Is.EqualTo("1"));
        Assert.That(sysctl.Read("vm.some").Value, Is.EqualTo("4294967296"));
        Assert.That(sysctl.Read("kern.hostid").Value, Is.EqualTo("3735928559"));

        Assert.That(sysctl.Write(Role, "-1").Ok && sysctl.Write("debug.flag", "0").Ok, Is.True);
        Assert.That(sysctl.Write("vm.some", "-2").Ok, Is.True);
        Assert.That(role.Value, Is.EqualTo(new byte[] { 255, 255, 255, 255 }));
        Assert.That(flag.Value, Is.EqualTo(new byte[] { 0 }));
        Assert.That(memory.Value, Is.EqualTo(new byte[] { 254, 255, 255, 255, 255, 255, 255, 255 }));
    }

    [Test]
    public void A_string_is_written_and_an_empty_one_clears_it()
    {
        FakeKernel.Variable peer = kernel.AddText(Peer, "");

        Assert.That(sysctl.Write(Peer, "listen 192.168.56.103:7777").Ok, Is.True);
        Assert.That(sysctl.Read(Peer).Value, Is.EqualTo("listen 192.168.56.103:7777"));
        Assert.That(sysctl.Write(Peer, "").Ok, Is.True);
        Assert.That(peer.Value, Is.EqualTo(new byte[] { 0 }));
        Assert.That(sysctl.Read(Peer), Is.EqualTo(new SysctlResult(true, "", "")));
    }

    [Test]
    public void A_string_that_grows_while_it_is_read_is_read_again()
    {
        FakeKernel.Variable text = kernel.AddText("kern.msgbuf", "short");
        text.BeforeRead = variable =>
        {
            variable.Value = Encoding.ASCII.GetBytes(new string('x', 500) + "\0");
            variable.BeforeRead = null;
        };

        Assert.That(sysctl.Read("kern.msgbuf").Value, Is.EqualTo(new string('x', 500)));
    }

    [Test]
    public void A_string_that_never_stops_growing_is_given_up_as_such()
    {
        FakeKernel.Variable text = kernel.AddText("kern.msgbuf", "short");
        text.BeforeRead = variable => variable.Value = new byte[variable.Value.Length + 1000];

        SysctlResult result = sysctl.Read("kern.msgbuf");
        Assert.That((result.Ok, result.Errno), Is.EqualTo((false, Errno.ENOMEM)));
        Assert.That(result.Error, Does.Contain("grows"));
    }

    [Test]
    public void An_unknown_name_says_what_may_be_missing()
    {
        SysctlResult result = sysctl.Read(Role);

        Assert.That((result.Error, result.Errno), Is.EqualTo(($"unknown oid '{Role}'", Errno.ENOENT)));
        Assert.That(result.Advice, Does.Contain("ctl_load"));
        Assert.That(sysctl.Write(Role, "0"), Is.EqualTo(result));
    }

    [Test]
    public void A_tunable_and_a_read_only_variable_are_told_apart_from_missing_rights()
    {
        kernel.Add("kern.cam.ctl.ha_id", Int | FakeKernel.Tunable, 1, 0, 0, 0);
        kernel.Add("kern.cam.ctl.ha_link", Int, 2, 0, 0, 0);
        kernel.Add(Role, Int | FakeKernel.Writable, 1, 0, 0, 0).Refuses = Errno.EPERM;

        SysctlResult tunable = sysctl.Write("kern.cam.ctl.ha_id", "2");
        SysctlResult readOnly = sysctl.Write("kern.cam.ctl.ha_link", "2");
        SysctlResult refused = sysctl.Write(Role, "0");

        // The first two in the very words of sysctl(8) on a real system.
        Assert.That(tunable.Error, Is.EqualTo("oid 'kern.cam.ctl.ha_id' is a read only tunable"));
        Assert.That(tunable.Advice, Does.Contain("loader.conf"));
        Assert.That(readOnly.Error, Is.EqualTo("oid 'kern.cam.ctl.ha_link' is read only"));
        Assert.That(refused.Error, Does.Contain("not permitted"));
        Assert.That(refused.Advice, Does.Contain("root").And.Contain("securelevel"));
        Assert.That(new[] { tunable, readOnly, refused }.Select(r => r.Errno), Is.All.EqualTo(Errno.EPERM));
    }

    [Test]
    public void Every_error_of_the_manual_has_a_text_and_advice_of_its_own()
    {
        FakeKernel.Variable variable = kernel.Add(Role, Int | FakeKernel.Writable, 0, 0, 0, 0);
        int[] errors =
        [
            Errno.EPERM, Errno.EINVAL, Errno.EISDIR, Errno.ENOTDIR, Errno.ENOMEM, Errno.EFAULT, Errno.EBUSY,
        ];
        List<SysctlResult> results = [];
        foreach (int error in errors)
        {
            variable.Refuses = error;
            results.Add(sysctl.Read(Role));
        }

        Assert.That(results.Select(result => result.Errno), Is.EqualTo(errors));
        Assert.That(results.Select(result => result.Error), Is.Unique);
        Assert.That(results.Select(result => result.Advice), Is.Unique.And.All.Not.Empty);
    }

    [Test]
    public void A_node_has_no_value()
    {
        kernel.Add("kern.cam.ctl", Node | FakeKernel.Writable, 0, 0, 0, 0);

        Assert.That(sysctl.Read("kern.cam.ctl").Error, Does.Contain("node"));
        Assert.That(sysctl.Write("kern.cam.ctl", "1").Error, Does.Contain("structure or a node"));
    }

    [TestCase("abc", "invalid integer 'abc'")]
    [TestCase("", "empty numeric value")]
    public void A_value_that_is_no_number_is_refused_before_the_kernel_sees_it(string value, string part)
    {
        kernel.Add(Role, Int | FakeKernel.Writable, 1, 0, 0, 0);

        SysctlResult result = sysctl.Write(Role, value);
        Assert.That((result.Ok, result.Errno), Is.EqualTo((false, Errno.EINVAL)));
        Assert.That(result.Error, Does.Contain(part));
    }
}
