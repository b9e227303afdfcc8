using System.Text.Json.Nodes;

namespace Cratehand.Sandbox.Hosting;

/// <summary>Trouble to be made for matching calls.</summary>
public sealed record Fault
{
    /// <summary>A stand-in's name; null is all of them.</summary>
    public string? Provider { get; init; }

    /// <summary>An HTTP method; null is any.</summary>
    public string? Method { get; init; }

    /// <summary>What the path must contain, <c>*</c> for anything between, e.g. <c>/v1/data_sources/*/query</c>; null is any.</summary>
    public string? Path { get; init; }

    /// <summary>The status to answer; null leaves the real answer (for a delay alone).</summary>
    public int? Status { get; init; }

    /// <summary>Answer headers, e.g. <c>Retry-After</c>.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The body with the status; null takes what the vendor says with that status.</summary>
    public JsonNode? Body { get; init; }

    /// <summary>Real milliseconds before the call is looked at.</summary>
    public int DelayMs { get; init; }

    /// <summary>Cut the connection without an answer.</summary>
    public bool Drop { get; init; }

    /// <summary>Do the work first and spoil only the answer: the case in which a repeated create makes a second row.</summary>
    public bool AfterEffect { get; init; }

    /// <summary>Matching calls to let pass first.</summary>
    public int Skip { get; init; }

    /// <summary>Calls to spoil; 0 is without end.</summary>
    public int Count { get; init; } = 1;

    /// <summary>A word for the call log.</summary>
    public string Describe() => Drop ? "drop" : Status is { } status ? $"status {status}" : $"delay {DelayMs} ms";
}

/// <summary>The faults that are waiting for their calls. The first that matches is used, in the order in which they were added.</summary>
public sealed class FaultBook
{
    readonly Lock _lock = new();
    readonly List<Waiting> _waiting = [];

    /// <summary>Faults not used up, with the calls they have left (0 is without end).</summary>
    public IReadOnlyList<Fault> Waits
    {
        get
        {
            lock (_lock)
            {
                return [.. _waiting.Select(w => w.Fault with { Skip = w.Skip, Count = w.Left })];
            }
        }
    }

    public void Add(Fault fault)
    {
        lock (_lock)
        {
            _waiting.Add(new(fault));
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _waiting.Clear();
        }
    }

    /// <summary>The fault for this call, counted as used, or null.</summary>
    public Fault? Take(string provider, string method, string path)
    {
        lock (_lock)
        {
            var hit = _waiting.Find(w => Matches(w.Fault, provider, method, path) && w.IsReady());
            if (hit is null)
            {
                return null;
            }

            if (hit.Fault.Count > 0 && --hit.Left == 0)
            {
                _waiting.Remove(hit);
            }

            return hit.Fault;
        }
    }

    static bool Matches(Fault fault, string provider, string method, string path) =>
        (fault.Provider is null || fault.Provider == provider)
        && (fault.Method is null || string.Equals(fault.Method, method, StringComparison.OrdinalIgnoreCase))
        && (fault.Path is null || ContainsInOrder(path, fault.Path.Split('*')));

    static bool ContainsInOrder(string path, IEnumerable<string> parts)
    {
        var from = 0;
        foreach (var part in parts)
        {
            var at = path.IndexOf(part, from, StringComparison.Ordinal);
            if (at < 0)
            {
                return false;
            }

            from = at + part.Length;
        }

        return true;
    }

    sealed class Waiting(Fault fault)
    {
        public Fault Fault => fault;

        public int Left { get; set; } = fault.Count;

        public int Skip { get; private set; } = fault.Skip;

        public bool IsReady() => Skip == 0 || Skip-- < 0;
    }
}
