using System.CommandLine;
using Cratehand.Cli.Syncing;
using Cratehand.Sandbox.Media;
using Cratehand.Wiring;

namespace Cratehand.Cli.Commands;

/// <summary>
/// The main job on music made here: one piece is served on this machine and fetched from there, another lies in the drop
/// folder. What they are is known, so anybody can compare.
/// </summary>
public sealed class DemoCommand : ICommand
{
    static readonly Piece Served = new(126, Tonic: 9, IsMinor: true, Seconds: 60) { Title = "Loopback (Extended Mix)", Seed = 7 };
    static readonly Piece Dropped = new(174, Tonic: 2, IsMinor: false, Seconds: 60) { Title = "Needle Drop", Seed = 11 };

    readonly Argument<string[]> _inputs = new("input") { Description = "Your own files, folders or links, instead.", Arity = ArgumentArity.ZeroOrMore };

    public DemoCommand() =>
        Sheet = new("demo", "Run the main job on music made on the spot, and show what comes of it.", "cratehand demo") { IsMain = true, Arguments = [_inputs] };

    public CommandSheet Sheet { get; }

    public async Task<int> RunAsync(ParseResult given, CommandContext context, CancellationToken cancel)
    {
        var inputs = given.GetValue(_inputs) ?? [];
        return inputs.Length > 0 ? await FileAsync(inputs, [], context, cancel) : await PlayAsync(context, cancel);
    }

    static async Task<int> PlayAsync(CommandContext context, CancellationToken cancel)
    {
        var output = context.Output;
        var served = Path.Combine(context.Settings.Data, "demo");
        output.Line("Making two pieces of music:");
        Make(output, Path.Combine(served, "Sandbox Orchestra - Loopback (Extended Mix).wav"), Served, "126.0 BPM, Am");
        var drop = Make(output, Path.Combine(context.Settings.Drop, "Sandbox Orchestra - Needle Drop.wav"), Dropped, "174.0 BPM, D");

        await using var host = await FolderHost.StartAsync(served, cancel);
        var link = new Uri(host.Address, Uri.EscapeDataString("Sandbox Orchestra - Loopback (Extended Mix).wav"));
        output.Line($"Serving the first on {host.Address.Authority}, for this run only; the second lies in the drop folder.");
        output.Line();
        return await FileAsync([link.AbsoluteUri, drop], [host.Address.Authority], context, cancel);
    }

    static string Make(Output output, string path, Piece piece, string truth)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (!File.Exists(path))
        {
            WavFile.Write(path, MusicMaker.Make(piece), bits: 16);
        }

        output.Line($"  {piece.Title}: {piece.Seconds:0} s, {truth}");
        return path;
    }

    static async Task<int> FileAsync(string[] inputs, IReadOnlyList<string> hosts, CommandContext context, CancellationToken cancel)
    {
        var settings = context.Settings;
        var allowed = settings with { Acquire = settings.Acquire with { Hosts = [.. settings.Acquire.Hosts, .. hosts] } };
        using var crate = await Crate.OpenAsync(allowed, context.Clock, context.Logs, cancel);
        var items = await new SyncSession(crate, context).RunAsync([.. InputList.Read(inputs, context.WorkingFolder)], null, cancel);
        context.Output.Json(new { items });
        foreach (var item in items)
        {
            ReceiptText.Write(context.Output, item);
        }

        context.Output.Line();
        context.Output.Line($"Library: {settings.Library}");
        context.Output.Line($"Ask what is known about a track: ./cratehand --data \"{settings.Data}\" --library \"{settings.Library}\" why Loopback");
        return ExitCode.Worst(items.Select(item => item.Code));
    }
}
