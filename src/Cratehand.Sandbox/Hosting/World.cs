namespace Cratehand.Sandbox.Hosting;

/// <summary>What all stand-ins of one sandbox share.</summary>
public sealed record World(SandboxOptions Options, SandboxClock Clock, CallLog Calls, FaultBook Faults, RuleBook Rules)
{
    /// <summary>Base addresses by stand-in name; complete once the host has started.</summary>
    public IDictionary<string, Uri> Addresses { get; } = new Dictionary<string, Uri>();

    /// <summary>A world for these options, with nobody in it.</summary>
    public static World For(SandboxOptions options, TimeProvider real) =>
        new(options, new SandboxClock(real, options.FrozenAt), new CallLog(), new FaultBook(), new RuleBook(options.RulesOff));
}
