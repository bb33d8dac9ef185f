using System.Globalization;
using System.Text;
using Beast.Quorum.Lab.Wire;

namespace Beast.Quorum.Lab.Tools;

/// <summary>
/// <c>lab tool [--host SOCKET] PROGRAM ARGUMENT…</c>: stands for zpool, zfs, sysctl, ctladm, service, gmultipath and
/// iscsictl. It only carries the question to the host and prints the answer.
/// </summary>
internal static class ToolEntry
{
    /// <summary>Names the host's socket when <c>--host</c> is not given.</summary>
    internal const string HostVariable = "BEASTQ_LAB_HOST";

    /// <summary>The exit code of a tool whose host is dead or dies while it runs.</summary>
    internal const int HostGone = 125;

    internal static int Run(ReadOnlySpan<string> arguments)
    {
        string? host = Environment.GetEnvironmentVariable(HostVariable);
        if (arguments.Length >= 2 && arguments[0] == "--host")
        {
            host = arguments[1];
            arguments = arguments[2..];
        }

        if (string.IsNullOrEmpty(host) || arguments.IsEmpty)
        {
            Print(2, "lab tool: usage: lab tool [--host SOCKET] "
                + "zpool|zfs|sysctl|ctladm|service|gmultipath|iscsictl|fence ARGUMENT...; "
                + "without --host, " + HostVariable + " names the socket\n");
            return 2;
        }

        if (arguments[0] == "fence")
        {
            return FenceEntry.Send(Path.GetDirectoryName(host) ?? "", Join(arguments[1..]));
        }

        var question = new string[arguments.Length + 1];
        question[0] = "tool";
        arguments.CopyTo(question.AsSpan(1));
        string[]? answer = HostConnection.Ask(host, question);
        if (answer is not { Length: 3 }
            || !int.TryParse(answer[0], NumberStyles.Integer, CultureInfo.InvariantCulture, out int exit))
        {
            Print(2, "lab tool: " + arguments[0] + ": the host at " + host + " is gone\n");
            return HostGone;
        }

        Print(1, answer[1]);
        Print(2, answer[2]);
        return exit;
    }

    internal static void Print(int descriptor, string text)
    {
        if (text.Length > 0)
        {
            Libc.WriteAll(descriptor, Encoding.UTF8.GetBytes(text));
        }
    }

    private static string Join(ReadOnlySpan<string> words)
    {
        string text = "";
        foreach (string word in words)
        {
            text = text.Length == 0 ? word : text + " " + word;
        }

        return text;
    }
}
