namespace Cratehand.Bench;

/// <summary>Something that is measured.</summary>
interface IBench
{
    /// <summary>What it is called by: <c>bench/run.sh NAME</c>.</summary>
    string Name { get; }

    /// <summary>Measures, and prints each figure beside its limit.</summary>
    void Run(IReadOnlyList<string> arguments);
}
