using Beast.Quorum.Daemon.Configuration;

namespace Beast.Quorum.Daemon.Tests.Configuration;

public sealed class YamlSyntaxTests
{
    [TestCase("key_file: [/a", 13, "not valid YAML")]
    [TestCase("key_file: \"a", 12, "not valid YAML")]
    [TestCase("key_file: @a", 12, "not valid YAML")]
    [TestCase("\tkey_file: /a", 11, "found invalid tab as indentation")]
    [TestCase("key_file: \"\\UFFFFFFFF\"", 12, "what follows cannot be scanned")]
    [TestCase("key_file: /a: b", 12, "not valid YAML")]
    [TestCase("key_file: *a", 12, "anchors (&) and aliases (*) are not used here")]
    [TestCase("key_file: &a /a", 12, "anchors (&) and aliases (*) are not used here")]
    [TestCase("key_file: !!str /a", 12, "tags (!) are not used here")]
    [TestCase("? [a]\n: b", 12, "a key must be a single word")]
    [TestCase("---\nnode: 1", 12, "a second document begins here")]
    [TestCase("trigger: [[[[[[[[[[[[[[a]]]]]]]]]]]]]]", 12, "nested deeper than 12 levels")]
    [TestCase("key_file: /a\0", 12, "contains a control character")]
    public void What_is_not_plain_YAML_is_one_fault_with_its_line(string lines, int line, string message)
    {
        ConfigurationFault fault = Yaml.With(lines).Faults.Single();

        Assert.That(fault.Message, Does.Contain(message));
        Assert.That(fault.Line, Is.EqualTo(line));
    }

    [TestCase("")]
    [TestCase("# nothing\n")]
    [TestCase("---\n")]
    [TestCase("null")]
    public void A_text_without_content_is_called_empty(string text) =>
        Assert.That(ConfigurationReader.Read(text).Faults.Single().Message, Does.StartWith("is empty"));

    [TestCase("just words", "is \"just words\"; allowed: a mapping with the keys cluster, node")]
    [TestCase("- a", "is a list; allowed: a mapping")]
    public void A_text_that_is_no_mapping_is_one_fault(string text, string message)
    {
        ConfigurationFault fault = ConfigurationReader.Read(text).Faults.Single();

        Assert.That((fault.Line, fault.Key), Is.EqualTo((1, "")));
        Assert.That(fault.Message, Does.StartWith(message));
    }
}
