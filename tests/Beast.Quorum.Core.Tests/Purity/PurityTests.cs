using System.Reflection;
using Beast.Quorum.Core.Machine;

namespace Beast.Quorum.Core.Tests.Purity;

/// <summary>The core has no clock, no I/O, no thread and no chance of its own: its compiled tables say so.</summary>
public class PurityTests
{
    [Test]
    public void The_core_uses_nothing_but_what_is_allowed()
    {
        using FileStream core = File.OpenRead(typeof(NodeMachine).Assembly.Location);
        Assert.That(AllowList.Offenders(AssemblyReferences.Read(core)), Is.Empty);
    }

    [Test]
    public void The_core_references_no_package()
    {
        string[] references = [.. typeof(NodeMachine).Assembly.GetReferencedAssemblies().Select(name => name.Name!)];
        Assert.That(references, Is.All.StartsWith("System."));
    }

    [Test]
    public void A_planted_assembly_is_rejected_and_each_offender_named()
    {
        using MemoryStream planted = PlantedAssembly.With(
            typeof(DateTime).GetProperty(nameof(DateTime.UtcNow))!.GetMethod!,
            typeof(Random).GetConstructor(Type.EmptyTypes)!,
            typeof(Task).GetMethod(nameof(Task.Run), [typeof(Action)])!);
        IReadOnlyList<string> offenders = AllowList.Offenders(AssemblyReferences.Read(planted));
        Assert.That(offenders, Does.Contain("System.DateTime::get_UtcNow"));
        Assert.That(offenders, Does.Contain("System.Random::.ctor"));
        Assert.That(offenders, Does.Contain("System.Threading.Tasks.Task::Run"));
    }

    private static IEnumerable<TestCaseData> Impure()
    {
        yield return Case(typeof(File), nameof(File.Exists), typeof(string));
        yield return Case(typeof(Thread), nameof(Thread.Yield));
        yield return Case(typeof(Guid), nameof(Guid.NewGuid));
        yield return Case(typeof(Environment), "get_TickCount64");
        yield return Case(typeof(DateTimeOffset), "get_UtcNow");
        yield return Case(typeof(System.Diagnostics.Stopwatch), nameof(System.Diagnostics.Stopwatch.GetTimestamp));
        yield return Case(typeof(Console), nameof(Console.WriteLine), typeof(string));
        yield return Case(typeof(System.Net.Dns), nameof(System.Net.Dns.GetHostName));
        yield return Case(typeof(GC), nameof(GC.Collect));

        static TestCaseData Case(Type type, string name, params Type[] parameters) =>
            new TestCaseData(type.GetMethod(name, parameters)).SetArgDisplayNames($"{type.Name}.{name}");
    }

    [TestCaseSource(nameof(Impure))]
    public void Every_kind_of_impurity_is_an_offender(MethodInfo call)
    {
        using MemoryStream planted = PlantedAssembly.With(call);
        IReadOnlyList<string> offenders = AllowList.Offenders(AssemblyReferences.Read(planted));
        Assert.That(offenders, Does.Contain($"{call.DeclaringType!.FullName}::{call.Name}"));
    }
}
