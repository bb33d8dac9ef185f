using System.Diagnostics;
using Beast.Quorum.Daemon.Tests.Configuration;

namespace Beast.Quorum.Daemon.Tests.CiScript;

public sealed class CiScriptTests
{
    private const string Green =
        "Passed!  - Failed:     0, Passed:     6, Skipped:     2, Total:     8, Duration: 41 s - A.dll (net10.0)";

    private const string Red =
        "Failed!  - Failed:     3, Passed:    11, Skipped:     0, Total:    14, Duration: 2 s - B.Tests.dll (net10.0)";

    [Test]
    public void The_closing_lines_of_all_projects_are_added_up()
    {
        Assert.That(Sum($"  Determining projects to restore...\n{Green}\n{Green}\n"),
            Is.EqualTo((0, "12 passed, 0 failed")));
    }

    [Test]
    public void One_failed_test_fails_the_whole()
    {
        Assert.That(Sum($"{Green}\n{Red}\n{Green}\n"), Is.EqualTo((1, "23 passed, 3 failed")));
    }

    [Test]
    public void Words_inside_other_lines_are_not_counted()
    {
        Assert.That(Sum($"  Failed A_test [1 s]\n  Expected: Passed: 5, Failed: 9\n{Green}\n"),
            Is.EqualTo((0, "6 passed, 0 failed")));
    }

    [Test]
    public void No_test_is_a_failure()
    {
        Assert.That(Sum("Build succeeded.\n"), Is.EqualTo((1, "0 passed, 1 failed")));
    }

    private static (int Code, string LastLine) Sum(string log)
    {
        ProcessStartInfo start = new("bash", [Repository.File(".ci/run"), "--sum"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        process.StandardInput.Write(log);
        process.StandardInput.Close();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output.TrimEnd().Split('\n')[^1]);
    }
}
