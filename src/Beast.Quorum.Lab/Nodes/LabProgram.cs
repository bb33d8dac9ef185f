using System.Reflection;
using System.Runtime.InteropServices;

namespace Beast.Quorum.Lab.Nodes;

/// <summary>How the lab's processes are started: an executable and what precedes <c>host</c>, <c>tool</c>…</summary>
/// <param name="FileName">The executable.</param>
/// <param name="Prefix">What comes first, up to and including <c>lab</c>.</param>
public sealed record LabProgram(string FileName, IReadOnlyList<string> Prefix)
{
    /// <summary>This very program: started by its own executable, or by <c>dotnet</c> with its assembly.</summary>
    public static LabProgram Current
    {
        get
        {
            string file = Environment.ProcessPath
                ?? throw new InvalidOperationException("this process has no executable; name the program instead");
            string? assembly = Assembly.GetEntryAssembly()?.Location;
            return Path.GetFileNameWithoutExtension(file) == "dotnet" && !string.IsNullOrEmpty(assembly)
                ? ForAssembly(assembly)
                : new LabProgram(file, ["lab"]);
        }
    }

    /// <summary>An assembly with an entry point that calls <see cref="LabEntry"/>, run by the dotnet host.</summary>
    public static LabProgram ForAssembly(string path)
    {
        string runtime = RuntimeEnvironment.GetRuntimeDirectory();
        // …/dotnet/shared/Microsoft.NETCore.App/VERSION/ : the host is three directories up.
        string host = Path.GetFullPath(Path.Combine(runtime, "..", "..", "..", "dotnet"));
        return new LabProgram(File.Exists(host) ? host : "dotnet", ["exec", path, "lab"]);
    }

    /// <summary>The argument list of one of the lab's processes, without the executable.</summary>
    public IReadOnlyList<string> Arguments(params string[] rest) => [.. Prefix, .. rest];

    /// <summary>The same with the executable in front, as a beastq configuration's <c>commands</c> want it.</summary>
    public IReadOnlyList<string> Command(params string[] rest) => [FileName, .. Prefix, .. rest];
}
