using System.Reflection;

namespace Cratehand.Sandbox.Hosting;

/// <summary>One way in which a stand-in is as strict as its vendor.</summary>
/// <param name="Name">kebab-case after the provider's name; never change.</param>
/// <param name="Doc">What the vendor does, in a line.</param>
public sealed record Rule(string Name, string Doc);

/// <summary>Which rules hold. All do, unless a test of the strictness itself has switched one off.</summary>
public sealed class RuleBook
{
    readonly Lock _lock = new();
    readonly HashSet<string> _off = [];

    /// <summary>All rules hold except these.</summary>
    /// <exception cref="SeedException">A name is not in <see cref="Rules"/>.</exception>
    public RuleBook(IEnumerable<string> off)
    {
        foreach (var name in off)
        {
            Switch(name, on: false);
        }
    }

    /// <summary>Every rule of <see cref="Rules"/>, in the order in which it is written there.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        .. typeof(Rules).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => f.GetValue(null)).OfType<Rule>(),
    ];

    public bool Holds(Rule rule)
    {
        lock (_lock)
        {
            return !_off.Contains(rule.Name);
        }
    }

    /// <summary>From the next call on.</summary>
    /// <exception cref="SeedException">The name is not in <see cref="Rules"/>.</exception>
    public void Switch(string name, bool on)
    {
        if (All.All(r => r.Name != name))
        {
            throw new SeedException($"There is no rule '{name}'. GET /_sandbox/rules lists them.");
        }

        lock (_lock)
        {
            _ = on ? _off.Remove(name) : _off.Add(name);
        }
    }
}
