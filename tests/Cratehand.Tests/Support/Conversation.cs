namespace Cratehand.Tests.Support;

/// <summary>An output on which a test waits for the line with an address, as the owner does.</summary>
public sealed class HeardWriter : StringWriter
{
    readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<Uri> Address => _address.Task;

    public override void WriteLine(string? value)
    {
        base.WriteLine(value);
        var text = value?.StartsWith("{\"open\":\"", StringComparison.Ordinal) == true ? value.Split('"')[3] : value;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == "http")
        {
            _address.TrySetResult(address);
        }
    }
}

/// <summary>An input on which lines appear when the test has them; then its end.</summary>
public sealed class TypedReader(params Task<string>[] lines) : TextReader
{
    readonly Queue<Task<string>> _lines = new(lines);

    public override string? ReadLine() => _lines.TryDequeue(out var line) ? line.GetAwaiter().GetResult() : null;
}
