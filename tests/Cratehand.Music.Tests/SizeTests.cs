using Cratehand.Music.Tests.Support;
using Mono.Cecil;

namespace Cratehand.Music.Tests;

/// <summary>The budgets: a habit, held by tests.</summary>
public sealed class SizeTests
{
    // Declarations that stand in one piece, such as a class's tables, are no method; static constructors hold them.
    static readonly IReadOnlyList<(MethodDefinition Method, int Lines)> Methods =
    [
        .. from type in Compiled.Types
           from method in type.Methods.Concat(StateMachinesOf(type))
           where method.HasBody && method.Name != ".cctor"
           let lines = Compiled.LinesOf(method)
           where lines > 0
           select (method, lines),
    ];

    [Fact]
    public void NoFileIsLongerThan400Lines() =>
        LayoutTests.Holds(
            from file in SourceTree.Files
            where file.Lines.Count > 400
            select $"src/{file.Path} has {file.Lines.Count} lines: split it by what its parts are for.");

    [Fact]
    public void HalfOfTheFilesHaveAtMost80Lines() => Assert.InRange(Median(SourceTree.Files.Select(f => f.Lines.Count)), 1, 80);

    [Fact]
    public void NoMethodIsLongerThan40Lines() =>
        LayoutTests.Holds(
            from x in Methods
            where x.Lines > 40
            select $"{x.Method.DeclaringType.FullName}.{x.Method.Name} has {x.Lines} lines: give its parts names.");

    [Fact]
    public void HalfOfTheMethodsHaveAtMost8Lines() => Assert.InRange(Median(Methods.Select(x => x.Lines)), 1, 8);

    // Were the ruler blind, all of the above would be green.
    [Fact]
    public void TheLinesOfAsyncMethodsAreSeen() =>
        Assert.Contains(Methods, x => x.Method.Name == "MoveNext" && x.Method.DeclaringType.DeclaringType.Name == "SyncTrackWorker" && x.Lines > 20);

    // The sandbox is a world of its own: whoever mends the product need not know it, nor the other way round (ADR 8, ADR 24).
    [Theory]
    [InlineData("Cratehand.Jobs", 3_500)]
    [InlineData("Cratehand.Sandbox", 10_000)]
    [InlineData("", 36_000)]
    public void ThereIsNoMoreSourceThanOnePersonCanKnow(string project, int most) =>
        Assert.InRange(SourceTree.Files.Where(f => project is "" ? f.Project != "Cratehand.Sandbox" : f.Project == project).Sum(f => f.Lines.Count), 1, most);

    // An async method's lines stand in the class that the compiler makes of it.
    static IEnumerable<MethodDefinition> StateMachinesOf(TypeDefinition type) =>
        from nested in type.NestedTypes
        where Compiled.IsMadeUp(nested)
        from method in nested.Methods
        where method.Name == "MoveNext"
        select method;

    static int Median(IEnumerable<int> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
