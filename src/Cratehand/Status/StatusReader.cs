using Cratehand.Cli.Commands.Runs;
using Cratehand.Cli.Scheduling;
using Cratehand.Cli.SigningIn;
using Cratehand.Data.Sqlite;
using Cratehand.Jobs;
using Cratehand.Music.Store.Providers;
using Cratehand.Music.Store.Tokens;
using Cratehand.Wiring;
using Cratehand.Wiring.Configuration;

namespace Cratehand.Status;

/// <summary>Finds out how things stand; asks nothing outside this machine and changes nothing.</summary>
/// <param name="crate"><c>null</c>: nothing was ever done here.</param>
public sealed class StatusReader(Crate? crate, Settings settings, TimeProvider clock)
{
    const int Most = 10;

    // Older failures are history: `runs list` has them.
    static readonly TimeSpan Recent = TimeSpan.FromDays(3);

    public async Task<StatusView> ReadAsync(DaemonView? daemon, CancellationToken cancel)
    {
        var logins = await LoginsAsync(cancel);
        return new StatusView(
            daemon,
            [.. (await NewestAsync(JobState.Running, cancel)).Select(Shown)],
            [.. (crate is null ? [] : await crate.Book.NextAsync(Most, cancel)).Select(Shown)],
            await SchedulesAsync(cancel),
            [.. Trouble(daemon), .. await AsksAsync(cancel), .. SignIns(logins), .. Failed(await NewestAsync(JobState.Discarded, cancel))],
            await NewestAsync(JobState.Completed, cancel) is [var last, ..] ? RunView.Of(last) : null,
            crate is null ? new Dictionary<string, int>() : (await crate.Book.CountAsync(cancel)).ToDictionary(x => x.Key.ToText(), x => x.Value),
            [.. logins.Select(login => new StatusLogin(login.Provider, login.SignedIn, login.DaysLeft))],
            await RestsAsync(cancel),
            await SizesAsync(cancel))
        {
            InTrouble = await InTroubleAsync(cancel),
            KnownBefore = crate is null ? 0 : await crate.Detection.Book.KnownBeforeAsync(cancel),
        };
    }

    async Task<List<Job>> NewestAsync(JobState state, CancellationToken cancel) => crate is null ? [] : await crate.Book.NewestAsync([state], Most, cancel);

    static StatusRun Shown(Job job)
    {
        var run = RunView.Of(job);
        return new StatusRun(job.Id, job.Kind, run.Input, run.State, job.Progress, job.Percent, job.State == JobState.Running ? null : job.Due, job.Reason);
    }

    async Task<IReadOnlyList<ScheduleView>> SchedulesAsync(CancellationToken cancel) =>
        crate is null ? [] : [.. (await crate.Schedules.StatesAsync(cancel)).Select(state => ScheduleView.Of(state, clock.GetUtcNow()))];

    static IEnumerable<StatusNeed> Trouble(DaemonView? daemon) =>
        daemon?.Trouble is { } trouble ? [new StatusNeed("incident", $"The daemon does not work: {trouble}", "cratehand doctor")] : [];

    async Task<List<StatusNeed>> AsksAsync(CancellationToken cancel)
    {
        if (crate is null)
        {
            return [];
        }

        var needs = (await crate.Schedules.Incidents.OpenAsync(cancel)).Select(incident => new StatusNeed("incident", incident.Reason, "cratehand schedules list")).ToList();
        var reviews = (await crate.Workflow.Reviews.ListAsync(cancel)).Count;
        if (reviews > 0)
        {
            needs.Add(new StatusNeed("review", $"{reviews} {(reviews == 1 ? "track waits" : "tracks wait")} for your word.", "cratehand review"));
        }

        return needs;
    }

    static IEnumerable<StatusNeed> SignIns(IEnumerable<LoginView> logins) =>
        from login in logins
        where !login.SignedIn || login.DaysLeft <= LoginLife.Thresholds[0]
        let text = login.SignedIn ? $"The sign-in at {login.Provider} ends in {login.DaysLeft} days." : $"{login.Provider}: {login.Reason}"
        select new StatusNeed("sign-in", text, login.How);

    IEnumerable<StatusNeed> Failed(IEnumerable<Job> discarded) =>
        from job in discarded
        where job.Finished > clock.GetUtcNow() - Recent
        let run = RunView.Of(job)
        select new StatusNeed("failed", $"{(run.Input.Length > 0 ? run.Input : run.Kind)}: {job.Reason}", $"cratehand runs show {run.ShortId}");

    /// <summary>Of the providers that the owner has set up.</summary>
    async Task<List<LoginView>> LoginsAsync(CancellationToken cancel)
    {
        using var protection = new TokenProtection(settings.Data);
        var store = crate is null ? null : new TokenStore(crate.Database, protection, clock);
        var views = new List<LoginView>();
        foreach (var setup in TasteProviders.SetupsOf(settings).Where(setup => setup.App is not null || setup.ReadyToken is not null))
        {
            var login = store is null ? null : await store.FindAsync(setup.Terms.Provider, cancel);
            views.Add(LoginView.Of(setup, login, clock.GetUtcNow()));
        }

        return views;
    }

    async Task<IReadOnlyList<StatusRest>> RestsAsync(CancellationToken cancel) =>
        crate is null ? [] : [.. (await new Cooldowns(crate.Database, clock).ListAsync(cancel)).Select(rest => new StatusRest(rest.Provider, rest.Ends, rest.Reason))];

    async Task<IReadOnlyList<StatusSource>> InTroubleAsync(CancellationToken cancel) =>
        crate is null ? [] : [.. (await crate.Detection.InTroubleAsync(cancel)).Select(state => new StatusSource(
            state.Source, state.Trouble!, state.LastSuccess is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null, state.Strikes))];

    async Task<StatusSizes> SizesAsync(CancellationToken cancel)
    {
        var database = Directory.Exists(settings.Data) ? BytesOf(settings.Data, SqliteDatabase.FileName + "*") : 0;
        var log = Path.Combine(settings.Data, "logs") is var logs && Directory.Exists(logs) ? BytesOf(logs, "*") : 0;
        return new StatusSizes(await CountAsync("entry WHERE is_shelved", cancel), await CountAsync("entry_file", cancel), database, log, Free());
    }

    async Task<long> CountAsync(string what, CancellationToken cancel)
    {
        if (crate is null)
        {
            return 0;
        }

        await using var connection = await crate.Database.Source.OpenConnectionAsync(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT COUNT(*) FROM {what}";
        return (long)(await command.ExecuteScalarAsync(cancel))!;
    }

    static long BytesOf(string folder, string pattern) => new DirectoryInfo(folder).EnumerateFiles(pattern).Sum(file => file.Length);

    long? Free()
    {
        try
        {
            return Directory.Exists(settings.Library) ? new DriveInfo(settings.Library).AvailableFreeSpace : null;
        }
        catch (Exception untold) when (untold is IOException or UnauthorizedAccessException)
        {
            return null; // shown as unknown
        }
    }
}
