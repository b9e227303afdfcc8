namespace Cratehand.Music.Libraries.Duplicates;

/// <summary>What lies in the library more than once. A report: nothing follows from it by itself.</summary>
/// <param name="Compared">Entries that were compared.</param>
/// <param name="Groups">Proven to be one recording, each with each.</param>
/// <param name="LookAlikes">Pairs that look alike; not proven.</param>
public sealed record DuplicateReport(int Compared, IReadOnlyList<DuplicateGroup> Groups, IReadOnlyList<LookAlike> LookAlikes);

/// <summary>One recording, several times. The first one was filed first.</summary>
public sealed record DuplicateGroup(IReadOnlyList<DuplicateMember> Members);

/// <param name="Entry"><c>null</c> for a file in the folder that belongs to no entry.</param>
/// <param name="Files">Relative to the library folder.</param>
/// <param name="Proof">The rung of the ladder, kebab-case; <c>null</c> for the first one.</param>
/// <param name="Reason">What proves it to be the first one, in words; <c>null</c> for that.</param>
public sealed record DuplicateMember(Guid? Entry, string Name, IReadOnlyList<string> Files, string? Proof, string? Reason);

/// <summary>Two that a person may take for one; nothing proves it.</summary>
public sealed record LookAlike(DuplicateMember First, DuplicateMember Second, string Reason);

/// <summary>An entry as it is compared.</summary>
internal sealed record Held(Guid Id, Recording Recording, IReadOnlyList<string> Files);
