using Xunit.v3;

namespace Cratehand.Testing;

/// <summary>Marks a test as the proof of a scenario, <c>S7</c>: <c>--filter-trait "Scenario=S7"</c> runs its tests.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public sealed class ScenarioAttribute(string id) : Attribute, ITraitAttribute
{
    public string Id => id;

    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new("Scenario", id)];
}
