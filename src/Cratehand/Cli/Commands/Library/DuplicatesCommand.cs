using System.CommandLine;
using Cratehand.Music.Libraries.Duplicates;
using Cratehand.Wiring;

namespace Cratehand.Cli.Commands.Library;

/// <summary>Reports what the library holds more than once, with the proof; changes nothing.</summary>
public sealed class DuplicatesCommand : ICommand
{
    const int Most = 50;

    public CommandSheet Sheet { get; } =
        new("library duplicates", "Report recordings held more than once, with the proof.", "cratehand library duplicates --json");

    public async Task<int> RunAsync(ParseResult given, CommandContext context, CancellationToken cancel)
    {
        using var crate = await Crate.OpenExistingAsync(context.Settings, context.Clock, context.Logs, cancel);
        var report = crate is null ? new DuplicateReport(0, [], []) : await new FindDuplicates(crate.Database).RunAsync(cancel);
        context.Output.Json(report);
        foreach (var group in report.Groups)
        {
            Write(context.Output, group);
        }

        if (report.LookAlikes.Count > 0)
        {
            context.Output.Line("Look alike, not proven:");
        }

        foreach (var pair in report.LookAlikes.Take(Most))
        {
            context.Output.Line($"  {PathOf(pair.First)} ~ {PathOf(pair.Second)}: {pair.Reason}");
        }

        context.Output.Line(Summary(report));
        return ExitCode.Done;
    }

    static void Write(Output output, DuplicateGroup group)
    {
        output.Line(group.Members[0].Name);
        foreach (var member in group.Members)
        {
            output.Line($"  {PathOf(member)}{(member.Reason is null ? "" : $"  ({member.Reason})")}");
        }
    }

    static string PathOf(DuplicateMember member) => member.Files is [var first, ..] ? first : member.Name;

    static string Summary(DuplicateReport report) =>
        report.Compared == 0 ? "No tracks yet. File one: cratehand sync FILE"
        : report.Groups.Count == 0 ? $"{report.Compared} tracks compared: none is held twice. Copies of files are known after `cratehand library scan`."
        : $"{report.Compared} tracks compared: {report.Groups.Count} held more than once. Nothing was changed; which one to keep is yours to say.";
}
