using Beast.Quorum.Lab.Commands;
using Beast.Quorum.Lab.Tests.Support;

namespace Beast.Quorum.Lab.Tests.Transcripts;

/// <summary>As much of sh(1) as the quoted sessions need: <c>;</c>, <c>&amp;&amp;</c>, <c>| head -N</c>.</summary>
internal static class TranscriptShell
{
    internal static CommandOutput Run(HostPair pair, int node, string line)
    {
        string text = "", error = "";
        int exit = 0;
        foreach (string list in line.Split(';'))
        {
            foreach (string part in list.Split("&&"))
            {
                CommandOutput output = RunOne(pair, node, part.Trim());
                text += output.Out;
                error += output.Error;
                exit = output.Exit;
                if (exit != 0)
                {
                    break;
                }
            }
        }

        return new CommandOutput(exit, text, error);
    }

    private static CommandOutput RunOne(HostPair pair, int node, string command)
    {
        if (command.Split(' ')[0] is "sleep" or "sync")
        {
            return CommandOutput.Ok();
        }

        string[] pipe = command.Split(" | head -");
        CommandOutput output = pair.Run(node, pipe[0]);
        if (pipe.Length == 1)
        {
            return output;
        }

        int count = int.Parse(pipe[1]);
        string[] lines = output.Out.Split('\n');
        return new CommandOutput(
            0, string.Concat(lines.SkipLast(1).Take(count).Select(line => line + "\n")), output.Error);
    }
}
