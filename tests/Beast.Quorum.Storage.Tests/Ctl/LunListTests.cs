using Beast.Quorum.Storage.Ctl;
using Beast.Quorum.Storage.Tests.Support;

namespace Beast.Quorum.Storage.Tests.Ctl;

[TestFixture]
internal sealed class LunListTests
{
    [Test]
    public void The_list_of_a_primary_is_read()
    {
        CtlLun lun = Read("devlist on the primary").Single();
        Assert.That((lun.Number, lun.Backend, lun.Blocks), Is.EqualTo((0, "block", 204800UL)));
        Assert.That(lun.File, Is.EqualTo("/dev/zvol/beast/v0"));
        Assert.That(lun.OwnRole, Is.Null);
    }

    [Test]
    public void A_lun_made_without_media_has_no_blocks() =>
        Assert.That(Read("devlist on a secondary without media").Single().Blocks, Is.Zero);

    [Test]
    public void A_role_option_is_seen() =>
        Assert.That(Read("devlist with a role option").Single().OwnRole, Is.EqualTo("secondary"));

    [Test]
    public void Options_are_what_modify_must_be_given_again_in_their_order()
    {
        CtlLun lun = Read("devlist with a role option").Single();
        Assert.That(lun.Set, Is.EqualTo(new List<LunOption>
        {
            new("file", "/dev/zvol/beast/v0"),
            new("ctld_name", "iqn.2016-01.local.beast:target0,lun,0"),
            new("scsiname", "iqn.2016-01.local.beast:target0,lun,0"),
            new("ha_role", "secondary"),
        }));
        Assert.That(lun.Options["serial_number"], Is.EqualTo("MYSERIAL   0"));
    }

    [Test]
    public void A_value_that_ctl_did_not_escape_hides_no_lun()
    {
        const string text = """
            <ctllunlist>
            <lun id="0">
            	<backend_type>block</backend_type>
            	<size>1</size>
            	<serial_number>a &amp; b</serial_number>
            	<num_threads>32</num_threads>
            	<vendor>A & <B></vendor>
            	<num_threads>32</num_threads>
            	<empty></empty>
            </lun>
            <lun id="7">
            	<backend_type>ramdisk</backend_type>
            	<size>2</size>
            </lun>
            </ctllunlist>
            """;
        Assert.That(LunList.TryParse(text, out IReadOnlyList<CtlLun> luns), Is.True);
        Assert.That(luns.Select(lun => lun.Number), Is.EqualTo(new List<int> { 0, 7 }));
        Assert.That(luns[0].Options["serial_number"], Is.EqualTo("a & b"));
        Assert.That(luns[0].Set, Is.EqualTo(
            new List<LunOption> { new("vendor", "A & <B>"), new("num_threads", "32"), new("empty", "") }));
        Assert.That(luns[1].Set, Is.Empty);
    }

    [Test]
    public void No_lun_is_an_answer() => Assert.That(Read("devlist without LUNs"), Is.Empty);

    [TestCase("", TestName = "nothing")]
    [TestCase("<ctllunlist>", TestName = "cut")]
    [TestCase("<ctlportlist></ctlportlist>", TestName = "another_list")]
    [TestCase("<ctllunlist><lun id=\"x\"><size>1</size></lun></ctllunlist>", TestName = "no_number")]
    [TestCase("<ctllunlist><lun id=\"1\"></lun></ctllunlist>", TestName = "no_size")]
    [TestCase("<ctllunlist><lun id=\"1\"><size>1</size><file>a&b</file></lun></ctllunlist>", TestName = "not_escaped")]
    [TestCase("<ctllunlist><lun id=\"1\"><size><a/></size></lun></ctllunlist>", TestName = "nested")]
    [TestCase("<ctllunlist>text</ctllunlist>", TestName = "text")]
    [TestCase("<ctllunlist/><ctllunlist/>", TestName = "two_roots")]
    [TestCase("<!DOCTYPE a [<!ENTITY b \"c\">]><ctllunlist/>", TestName = "a_document_type")]
    public void What_is_not_a_list_of_luns_is_refused(string text) =>
        Assert.That(LunList.TryParse(text, out _), Is.False);

    [Test]
    public void A_list_beyond_the_limit_is_refused() => Assert.That(
        LunList.TryParse("<ctllunlist>" + new string(' ', LunList.MostCharacters) + "</ctllunlist>", out _), Is.False);

    [FsCheck.NUnit.Property]
    public bool Any_text_is_read_or_refused(string? text) => !LunList.TryParse(text ?? "", out _);

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public bool A_damaged_list_never_crashes_the_parser(ushort at, char with)
    {
        char[] text = Transcript.Get("ctladm", "devlist on the primary").StandardOutput.ToCharArray();
        text[at % text.Length] = with;
        bool read = LunList.TryParse(new string(text), out IReadOnlyList<CtlLun> luns);
        return !read || luns.Count <= 1;
    }

    private static IReadOnlyList<CtlLun> Read(string name)
    {
        Assert.That(
            LunList.TryParse(Transcript.Get("ctladm", name).StandardOutput, out IReadOnlyList<CtlLun> luns), Is.True);
        return luns;
    }
}
