using System.Text;
using Beast.Quorum.Platform.Devices;
using Beast.Quorum.Platform.Sysctls;

namespace Beast.Quorum.Platform.Tests.Sysctls;

/// <summary>
/// sysctl(3) as FreeBSD's kernel answers it (kern_sysctl.c): a value pointer that is not null makes a call a write, a
/// buffer that is too small gives ENOMEM, and numbers have one width.
/// </summary>
internal sealed unsafe class FakeKernel : ISysctlCalls
{
    internal const int Writable = 0x40000000, Tunable = 0x00080000, Text = 3;
    private readonly List<Variable> variables = [];

    internal sealed class Variable(string name, int kind, byte[] value)
    {
        internal string Name => name;

        internal int Kind => kind;

        internal byte[] Value { get; set; } = value;

        /// <summary>What a handler answers to every access; 0 for none.</summary>
        internal int Refuses { get; set; }

        /// <summary>Called before every read of the value itself, to change it meanwhile.</summary>
        internal Action<Variable>? BeforeRead { get; set; }
    }

    internal Variable Add(string name, int kind, params byte[] value)
    {
        Variable variable = new(name, kind, value);
        variables.Add(variable);
        return variable;
    }

    internal Variable AddText(string name, string value) =>
        Add(name, Text | Writable, Encoding.UTF8.GetBytes(value + "\0"));

    public int NameToOid(string name, int* oid, nuint* count)
    {
        int at = variables.FindIndex(variable => variable.Name == name);
        *oid = at;
        *count = 1;
        return at < 0 ? Errno.ENOENT : 0;
    }

    public int ByOid(int* oid, uint count, void* old, nuint* oldLength)
    {
        if (count != 3 || oid[0] != 0 || oid[1] != 4)
        {
            return Errno.ENOENT;
        }

        byte[] answer = [.. BitConverter.GetBytes(variables[oid[2]].Kind), .. "format\0"u8];
        return Give(answer, old, oldLength);
    }

    public int ByName(string name, void* old, nuint* oldLength, void* value, nuint length)
    {
        Variable variable = variables.Single(each => each.Name == name);
        if (variable.Refuses != 0)
        {
            return variable.Refuses;
        }

        if (value is not null)
        {
            bool isText = (variable.Kind & 0xF) == Text;
            if (!isText && (int)length != variable.Value.Length)
            {
                return Errno.EINVAL;
            }

            byte[] bytes = new ReadOnlySpan<byte>(value, (int)length).ToArray();
            variable.Value = isText ? [.. bytes, 0] : bytes;
            return 0;
        }

        if (old is not null)
        {
            variable.BeforeRead?.Invoke(variable);
        }

        return oldLength is null ? 0 : Give(variable.Value, old, oldLength);
    }

    private static int Give(byte[] answer, void* old, nuint* oldLength)
    {
        int room = old is null ? answer.Length : (int)*oldLength;
        int copied = Math.Min(room, answer.Length);
        if (old is not null)
        {
            answer.AsSpan(0, copied).CopyTo(new Span<byte>(old, copied));
        }

        *oldLength = (nuint)copied;
        return copied < answer.Length ? Errno.ENOMEM : 0;
    }
}
