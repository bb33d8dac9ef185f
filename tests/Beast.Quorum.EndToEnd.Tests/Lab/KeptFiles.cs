namespace Beast.Quorum.EndToEnd.Tests.Lab;

/// <summary>Leaves with a failed test what its lab wrote.</summary>
internal static class KeptFiles
{
    internal static void Attach(string scenario, string directory, string story)
    {
        string target = Path.Combine(TestContext.CurrentContext.WorkDirectory, "failed-" + scenario);
        Directory.CreateDirectory(target);
        string timeline = Path.Combine(target, "timeline.txt");
        File.WriteAllText(timeline, story);
        TestContext.AddTestAttachment(timeline);
        foreach (string file in Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories))
        {
            if (Path.GetExtension(file) is ".log" or ".ndjson" or ".jsonl" or ".yml")
            {
                string copy = Path.Combine(target, Path.GetRelativePath(directory, file).Replace('/', '_'));
                File.Copy(file, copy, overwrite: true);
                TestContext.AddTestAttachment(copy);
            }
        }
    }
}
