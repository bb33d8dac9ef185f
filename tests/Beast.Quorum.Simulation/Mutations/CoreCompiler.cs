using Beast.Quorum.Core.Machine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Beast.Quorum.Simulation.Mutations;

/// <summary>Compiles the core with a mutation applied.</summary>
internal sealed class CoreCompiler
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly CSharpParseOptions Language = new(LanguageVersion.Preview);

    private readonly CoreSource source;
    private readonly Dictionary<string, SyntaxTree> trees;
    private readonly CSharpCompilation whole;

    public CoreCompiler(CoreSource source)
    {
        this.source = source;
        trees = source.Files.ToDictionary(file => file.Key, file => Parse(file.Value));
        System.Reflection.AssemblyName name = typeof(NodeMachine).Assembly.GetName();
        string attributes = $"""
            [assembly: System.Reflection.AssemblyVersion("{name.Version}")]
            [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("Beast.Quorum.Core.Tests")]
            """;
        string platform = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        IEnumerable<MetadataReference> references = platform.Split(Path.PathSeparator)
            .Where(file => Path.GetFileName(file).StartsWith("System.", StringComparison.Ordinal))
            .Select(file => MetadataReference.CreateFromFile(file));
        whole = CSharpCompilation.Create(
            name.Name,
            [.. trees.Values, Parse(Usings), Parse(attributes)],
            references,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release,
                nullableContextOptions: NullableContextOptions.Enable,
                allowUnsafe: true));
    }

    /// <summary>Writes the mutated assembly; the text says why that failed, null that it did not.</summary>
    public string? Compile(Mutation mutation, string target)
    {
        CSharpCompilation mutated = whole;
        foreach (string file in mutation.Edits.Select(edit => edit.File).Distinct())
        {
            if (!source.Files.TryGetValue(file, out string? text) || mutation.Apply(file, text) is not { } changed)
            {
                return $"the text to replace is not found exactly once in {file}";
            }

            mutated = mutated.ReplaceSyntaxTree(trees[file], Parse(changed));
        }

        Microsoft.CodeAnalysis.Emit.EmitResult result = mutated.Emit(target);
        return result.Success
            ? null
            : string.Join('\n', result.Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error));
    }

    private static SyntaxTree Parse(string text) => CSharpSyntaxTree.ParseText(text, Language);
}
