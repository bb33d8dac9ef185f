using Beast.Quorum.Core.Plans;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Storage.Calls;
using Beast.Quorum.Storage.Text;

namespace Beast.Quorum.Storage.Sysctls;

/// <summary>Sysctl through sysctl(8), whose exit code is the number of variables that failed.</summary>
internal sealed class CommandSysctlAccess(CommandCalls calls, IReadOnlyList<string> sysctl) : ISysctlAccess
{
    public SysctlAnswer Read(string name, CallTerms terms)
    {
        SysctlAnswer answer = Run(name, ReadLine(name), terms, out string output);
        return answer.End == SysctlEnd.Ok ? answer with { Value = output.TrimEnd('\n') } : answer;
    }

    public SysctlAnswer Write(string name, string value, CallTerms terms) =>
        Run($"{name}={value}", WriteLine(name, value), terms, out _);

    public string DescribeRead(string name) => CommandText.Of(ReadLine(name));

    public string DescribeWrite(string name, string value) => CommandText.Of(WriteLine(name, value));

    private IReadOnlyList<string> ReadLine(string name) => [.. sysctl, "-n", name];

    private IReadOnlyList<string> WriteLine(string name, string value) => [.. sysctl, $"{name}={value}"];

    private SysctlAnswer Run(string action, IReadOnlyList<string> line, CallTerms terms, out string output)
    {
        CommandResult result = calls.Run(line, terms);
        output = result.StandardOutput;
        return result.End switch
        {
            CommandEnd.Exited when result.ExitCode == 0 => new SysctlAnswer(SysctlEnd.Ok, "", ""),
            CommandEnd.Exited => new SysctlAnswer(
                SysctlEnd.Failed, "", SysctlAdvice.Of(action, OneLine.Said(result.StandardError, output))),
            CommandEnd.Signalled => new SysctlAnswer(
                SysctlEnd.Failed, "", $"{action}: sysctl was ended by a signal ({result.ExitCode})"),
            CommandEnd.NotStarted => new SysctlAnswer(
                SysctlEnd.Failed, "", $"{action}: {OneLine.Said(result.StandardError, "")}; check commands: sysctl"),
            CommandEnd.TimedOut => new SysctlAnswer(
                SysctlEnd.TimedOut, "", $"{action}: sysctl did not end and was killed"),
            CommandEnd.Abandoned => new SysctlAnswer(
                SysctlEnd.Abandoned, "", $"{action}: sysctl (process {result.ProcessId}) hangs and cannot be killed"),
            CommandEnd.Refused => new SysctlAnswer(
                SysctlEnd.Refused, "", $"{action}: not started, the lease is not valid"),
            _ => throw new InvalidOperationException($"unknown end {result.End}"),
        };
    }
}
