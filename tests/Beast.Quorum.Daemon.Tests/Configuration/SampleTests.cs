using Beast.Quorum.Daemon.Configuration;

namespace Beast.Quorum.Daemon.Tests.Configuration;

public sealed class SampleTests
{
    [Test]
    public void The_sample_is_what_the_table_of_keys_says()
    {
        string path = Repository.File("etc/beastq.yml.sample");
        string written = SampleText.Write();
        if (Environment.GetEnvironmentVariable("BEASTQ_WRITE_SAMPLE") == "1")
        {
            File.WriteAllText(path, written);
        }

        Assert.That(
            File.ReadAllText(path),
            Is.EqualTo(written),
            "The table changed. Run this test with BEASTQ_WRITE_SAMPLE=1, read the difference, commit it if it is right.");
    }
}
