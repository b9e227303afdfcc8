namespace Cratehand.Checks;

/// <summary>One thing that must be so for Cratehand to work; it changes nothing for good.</summary>
public interface ICheck
{
    /// <summary>What is looked at, in the fewest words; stable, as programs read it.</summary>
    string Name { get; }

    /// <summary>Never throws for what it is there to find.</summary>
    Task<CheckResult> RunAsync(CancellationToken cancel);
}

/// <summary>What a check found.</summary>
/// <param name="Cause">What is so, when it is well; else why it is not.</param>
/// <param name="Fix">The way out; nothing when all is well.</param>
public sealed record CheckResult(string Name, bool Ok, string Cause, string? Fix)
{
    public static CheckResult Well(string name, string finding) => new(name, true, finding, null);

    public static CheckResult Wrong(string name, string cause, string fix) => new(name, false, cause, fix);
}
