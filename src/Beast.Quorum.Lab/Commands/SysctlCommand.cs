using System.Globalization;
using System.Text;
using Beast.Quorum.Lab.Releases;

namespace Beast.Quorum.Lab.Commands;

/// <summary>sysctl(8): reading, writing, <c>-n -e -i -q</c>, subtrees; the exit code is 1 if anything failed.</summary>
internal sealed class SysctlCommand(IReadOnlyList<SysctlVariable> variables, SystemRelease release)
{
    internal CommandOutput Run(ReadOnlySpan<string> arguments)
    {
        bool valueOnly = false, ignoreUnknown = false;
        string separator = ": ";
        var output = new StringBuilder();
        var errors = new StringBuilder();
        int named = 0;
        foreach (string argument in arguments)
        {
            if (argument.StartsWith('-') && named == 0)
            {
                valueOnly |= argument.Contains('n', StringComparison.Ordinal);
                ignoreUnknown |= argument.Contains('i', StringComparison.Ordinal);
                separator = argument.Contains('e', StringComparison.Ordinal) ? "=" : separator;
                continue;
            }

            named++;
            int equals = argument.IndexOf('=', StringComparison.Ordinal);
            string name = equals < 0 ? argument : argument[..equals];
            List<SysctlVariable> found = Find(name);
            if (found.Count == 0)
            {
                if (!ignoreUnknown)
                {
                    errors.Append($"sysctl: unknown oid '{name}'")
                        .Append(release.SaysUnknownOidOnly ? "\n" : ": No such file or directory\n");
                }
            }
            else if (equals < 0)
            {
                foreach (SysctlVariable variable in found)
                {
                    output.Append(valueOnly ? "" : variable.Name + separator).Append(variable.Read()).Append('\n');
                }
            }
            else
            {
                string prefix = valueOnly ? "" : found[0].Name + separator;
                Write(found[0], argument[(equals + 1)..], prefix, output, errors);
            }
        }

        if (named == 0)
        {
            return CommandOutput.Failed("usage: sysctl [-bdehiNnoqTtWx] [ -B <bufsize> ] [-f filename] name[=value] "
                + "...\n       sysctl [-bdehNnoqTtWx] [ -B <bufsize> ] -a\n");
        }

        return new CommandOutput(errors.Length == 0 ? 0 : 1, output.ToString(), errors.ToString());
    }

    private static void Write(
        SysctlVariable variable, string value, string prefix, StringBuilder output, StringBuilder errors)
    {
        switch (variable.Access)
        {
            case SysctlAccess.Tunable:
                errors.Append($"sysctl: oid '{variable.Name}' is a read only tunable\n"
                    + "sysctl: Tunable values are set in /boot/loader.conf\n");
                return;
            case SysctlAccess.ReadOnly:
                errors.Append($"sysctl: oid '{variable.Name}' is read only\n");
                return;
            case SysctlAccess.Number when value.Length == 0:
                errors.Append("sysctl: empty numeric value\n");
                return;
            case SysctlAccess.Number when !long.TryParse(value, CultureInfo.InvariantCulture, out _):
                errors.Append($"sysctl: invalid integer '{value}'\n");
                return;
        }

        string before = variable.Read();
        if (variable.Write!(value))
        {
            output.Append(prefix).Append(before).Append(" -> ").Append(variable.Read()).Append('\n');
        }
        else
        {
            output.Append(prefix).Append(before).Append('\n');
            errors.Append($"sysctl: {variable.Name}={value}: Invalid argument\n");
        }
    }

    private List<SysctlVariable> Find(string name)
    {
        var found = new List<SysctlVariable>();
        foreach (SysctlVariable variable in variables)
        {
            if (variable.Name == name || variable.Name.StartsWith(name + ".", StringComparison.Ordinal))
            {
                found.Add(variable);
            }
        }

        return found;
    }
}
