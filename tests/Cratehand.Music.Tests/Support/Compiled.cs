using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Cratehand.Music.Tests.Support;

/// <summary>
/// What the compiler made of our sources. Its references are the truth about who uses whom: a namespace-relative name needs
/// no <c>using</c>. A constant or <c>nameof</c> leaves no trace.
/// </summary>
public static class Compiled
{
    public static IReadOnlyList<AssemblyDefinition> Assemblies { get; } =
        [.. new[] { "Cratehand.Jobs", "Cratehand.Music", "Cratehand.Data.Sqlite", "Cratehand.Sandbox", "Cratehand" }.Select(Read)];

    /// <summary>The types that stand in our sources, nested ones too.</summary>
    public static IReadOnlyList<TypeDefinition> Types { get; } =
        [.. Assemblies.SelectMany(a => a.MainModule.GetTypes()).Where(t => IsOurs(t) && !IsMadeUp(t) && Outermost(t).Namespace.Split('.')[^1] is not ("Migrations" or "CompiledModel"))];

    public static AssemblyDefinition Named(string name) => Assemblies.Single(a => a.Name.Name == name);

    /// <summary>The namespaces of ours that a top-level type uses, anywhere in it, lambdas and state machines included.</summary>
    public static IEnumerable<string> NamespacesUsedBy(TypeDefinition type) =>
        WithNested(type).SelectMany(References).SelectMany(Parts).Select(t => Outermost(t).Namespace).Where(IsOurs).Distinct();

    /// <summary>How many lines a method's body spans, braces included; 0 if nobody wrote one.</summary>
    public static int LinesOf(MethodDefinition method)
    {
        var points = method.DebugInformation.SequencePoints.Where(p => !p.IsHidden && p.Offset >= StartOf(method)).ToList();
        return points.Count == 0 ? 0 : points.Max(p => p.EndLine) - points.Min(p => p.StartLine) + 1;
    }

    public static bool IsRecord(TypeDefinition type) => type.Methods.Any(m => m.Name == "PrintMembers");

    public static bool IsMadeUp(MemberReference member) => member.Name.Contains('<', StringComparison.Ordinal) && member.Name != "<Main>$";

    static TypeReference Outermost(TypeReference type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    static AssemblyDefinition Read(string name) =>
        AssemblyDefinition.ReadAssembly(Path.Combine(AppContext.BaseDirectory, name + ".dll"), new ReaderParameters { ReadSymbols = true });

    static bool IsOurs(TypeReference type) => IsOurs(Outermost(type).Namespace);

    static bool IsOurs(string space) => space == "Cratehand" || space.StartsWith("Cratehand.", StringComparison.Ordinal);

    static IEnumerable<TypeDefinition> WithNested(TypeDefinition type) => type.NestedTypes.SelectMany(WithNested).Prepend(type);

    // Initialisers of fields stand before the call of the base constructor, all over the file.
    static int StartOf(MethodDefinition method) =>
        method is { IsConstructor: true, IsStatic: false }
            ? method.Body.Instructions.FirstOrDefault(i => i.OpCode.Code == Code.Call && i.Operand is MethodReference { Name: ".ctor" })?.Offset + 1 ?? 0
            : 0;

    static IEnumerable<TypeReference?> References(TypeDefinition type) =>
    [
        type.BaseType,
        .. type.Interfaces.Select(i => i.InterfaceType),
        .. type.GenericParameters.SelectMany(p => p.Constraints).Select(c => c.ConstraintType),
        .. type.CustomAttributes.Select(a => a.AttributeType),
        .. type.Fields.Select(f => f.FieldType),
        .. type.Methods.SelectMany(References),
    ];

    static IEnumerable<TypeReference?> References(MethodDefinition method) =>
    [
        .. Signature(method),
        .. method.GenericParameters.SelectMany(p => p.Constraints).Select(c => c.ConstraintType),
        .. method.CustomAttributes.Select(a => a.AttributeType),
        .. method.HasBody ? References(method.Body) : [],
    ];

    static IEnumerable<TypeReference?> References(MethodBody body) =>
    [
        .. body.Variables.Select(v => v.VariableType),
        .. body.ExceptionHandlers.Select(h => h.CatchType),
        .. body.Instructions.SelectMany(i => Operand(i.Operand)),
    ];

    static IEnumerable<TypeReference?> Operand(object? operand) =>
        operand switch
        {
            TypeReference type => [type],
            FieldReference field => [field.DeclaringType, field.FieldType],
            MethodReference method => Signature(method).Append(method.DeclaringType),
            _ => [],
        };

    static IEnumerable<TypeReference?> Signature(MethodReference method) =>
    [
        method.ReturnType,
        .. method.Parameters.Select(p => p.ParameterType),
        .. method is GenericInstanceMethod generic ? generic.GenericArguments : [],
    ];

    // List<Track[]> → List, Track
    static IEnumerable<TypeReference> Parts(TypeReference? type) =>
        type switch
        {
            null or GenericParameter => [],
            GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Append(generic.ElementType),
            TypeSpecification wrapped => Parts(wrapped.ElementType),
            _ => [type],
        };
}
