namespace Beast.Quorum.Core.Tests.Purity;

/// <summary>
/// What the core may use of the runtime: values, text, collections, arithmetic, HMAC. Whatever is not here (files,
/// sockets, threads, tasks, clocks, randomness, logging, the environment) is an offender, known or not.
/// </summary>
internal static class AllowList
{
    private static readonly string[] Namespaces =
    [
        "System.Buffers.", "System.Buffers.Binary.", "System.Collections.", "System.Collections.Generic.",
        "System.Collections.Immutable.", "System.Collections.Frozen.", "System.Collections.ObjectModel.",
        "System.Diagnostics.CodeAnalysis.", "System.Globalization.", "System.Linq.", "System.Numerics.",
        "System.Runtime.CompilerServices.", "System.Runtime.Versioning.", "System.Text.",
        "System.Text.RegularExpressions.",
    ];

    private static readonly HashSet<string> Types = new(StringComparer.Ordinal)
    {
        "System.Action", "System.Action`1", "System.ArgumentException", "System.ArgumentNullException",
        "System.ArgumentOutOfRangeException", "System.Array", "System.Attribute", "System.Boolean", "System.Byte",
        "System.Char", "System.Comparison`1", "System.Convert", "System.DateTimeOffset", "System.Delegate",
        "System.Diagnostics.DebuggableAttribute", "System.Diagnostics.DebuggableAttribute+DebuggingModes",
        "System.Double", "System.Enum", "System.Exception", "System.FlagsAttribute", "System.FormatException",
        "System.Func`1", "System.Func`2", "System.Func`3", "System.Func`4", "System.Guid", "System.HashCode",
        "System.IComparable", "System.IComparable`1", "System.IDisposable", "System.IEquatable`1",
        "System.IFormatProvider", "System.IFormattable", "System.Index", "System.IndexOutOfRangeException",
        "System.Int16", "System.Int32", "System.Int64", "System.InvalidOperationException", "System.Math",
        "System.MemoryExtensions", "System.NotSupportedException", "System.Nullable`1", "System.Object",
        "System.ObsoleteAttribute", "System.OverflowException", "System.ParamArrayAttribute", "System.Predicate`1",
        "System.Range", "System.ReadOnlySpan`1", "System.Reflection.AssemblyCompanyAttribute",
        "System.Reflection.AssemblyConfigurationAttribute", "System.Reflection.AssemblyFileVersionAttribute",
        "System.Reflection.AssemblyInformationalVersionAttribute", "System.Reflection.AssemblyProductAttribute",
        "System.Reflection.AssemblyTitleAttribute", "System.Reflection.DefaultMemberAttribute",
        "System.Runtime.InteropServices.CollectionsMarshal", "System.Runtime.InteropServices.InAttribute",
        "System.Runtime.InteropServices.MemoryMarshal", "System.RuntimeTypeHandle", "System.SByte",
        "System.Security.Cryptography.CryptographicOperations", "System.Security.Cryptography.HMACSHA256",
        "System.Single", "System.Span`1", "System.String", "System.StringComparer", "System.StringComparison",
        "System.StringSplitOptions", "System.TimeSpan", "System.Type", "System.UInt16", "System.UInt32",
        "System.UInt64", "System.UnreachableException", "System.ValueType",
    };

    /// <summary>Types of which only some members are harmless.</summary>
    private static readonly Dictionary<string, string[]> Members = new(StringComparer.Ordinal)
    {
        ["System.DateTimeOffset"] = ["FromUnixTimeMilliseconds", "ToUnixTimeMilliseconds"],
        ["System.Guid"] =
        [
            ".ctor", "TryWriteBytes", "op_Equality", "op_Inequality", "Equals", "GetHashCode", "ToString", "Empty",
            "Parse", "TryParse",
        ],
        ["System.Type"] = ["GetTypeFromHandle", "op_Equality", "op_Inequality"],
        ["System.Runtime.CompilerServices.RuntimeHelpers"] =
            ["InitializeArray", "CreateSpan", "EnsureSufficientExecutionStack", "GetSubArray"],
    };

    /// <summary>Those of the names that are not allowed.</summary>
    public static IReadOnlyList<string> Offenders(IEnumerable<string> names) =>
        [.. names.Where(name => !name.StartsWith("Beast.Quorum.Core", StringComparison.Ordinal) && !Allows(name))];

    private static bool Allows(string name)
    {
        int split = name.IndexOf("::", StringComparison.Ordinal);
        string type = split < 0 ? name : name[..split];
        bool member = split < 0 || !Members.TryGetValue(type, out string[]? allowed)
            || allowed.Contains(name[(split + 2)..]);
        return member && AllowsType(type);
    }

    private static bool AllowsType(string type)
    {
        if (Types.Contains(type) || type.StartsWith("System.ValueTuple`", StringComparison.Ordinal))
        {
            return true;
        }

        // The compiler's helpers for async code live among harmless ones.
        bool waits = type.Contains("Async", StringComparison.Ordinal)
            || type.Contains("Await", StringComparison.Ordinal);
        string space = type[..(type.Split('+')[0].LastIndexOf('.') + 1)];
        return !waits && Namespaces.Contains(space);
    }
}
