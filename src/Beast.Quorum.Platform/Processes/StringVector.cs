using System.Collections;
using System.Runtime.InteropServices;

namespace Beast.Quorum.Platform.Processes;

/// <summary>A NULL-terminated array of C strings, as execve(2) takes them.</summary>
internal sealed unsafe class StringVector : IDisposable
{
    private readonly int count;

    internal StringVector(IReadOnlyCollection<string> strings)
    {
        count = strings.Count;
        Start = (byte**)NativeMemory.AllocZeroed((nuint)(count + 1), (nuint)sizeof(byte*));
        int index = 0;
        foreach (string text in strings)
        {
            Start[index++] = (byte*)Marshal.StringToCoTaskMemUTF8(text);
        }
    }

    internal byte** Start { get; }

    /// <summary>This process's environment with some variables added or replaced, as NAME=value.</summary>
    internal static StringVector OfEnvironment(IReadOnlyDictionary<string, string>? added)
    {
        Dictionary<string, string> all = new(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in Environment.GetEnvironmentVariables())
        {
            all[(string)entry.Key] = (string?)entry.Value ?? "";
        }

        foreach ((string name, string value) in added ?? new Dictionary<string, string>())
        {
            all[name] = value;
        }

        return new StringVector(all.Select(pair => $"{pair.Key}={pair.Value}").ToArray());
    }

    public void Dispose()
    {
        for (int i = 0; i < count; i++)
        {
            Marshal.FreeCoTaskMem((nint)Start[i]);
        }

        NativeMemory.Free(Start);
    }
}
