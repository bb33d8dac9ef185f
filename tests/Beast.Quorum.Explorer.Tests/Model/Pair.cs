using System.Runtime.CompilerServices;

namespace Beast.Quorum.Explorer.Tests.Model;

/// <summary>One of each for both nodes, copied by value.</summary>
[InlineArray(2)]
internal struct Pair<T>
    where T : struct
{
    private T first;
}
