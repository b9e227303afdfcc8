using System.Globalization;
using Cratehand.Jobs.Scheduling;
using Cratehand.Music.Triggers;
using Cratehand.Wiring.Configuration;

namespace Cratehand.Wiring.Scheduling;

/// <summary>Makes the schedules of the settings. A new schedule is one line here and its own in <see cref="DefaultSchedules"/>.</summary>
public static class ScheduleSetup
{
    public static IReadOnlyList<Schedule> Of(Settings settings)
    {
        var (value, policy) = (ValueOf(settings), PolicyOf(settings.Schedules));
        var off = settings.MusicSync.Enabled ? null : "switched off by MusicSync:Enabled (MUSIC_SYNC_ENABLED)";
        List<Schedule> all = [DefaultSchedules.ForMusicSync(ScheduleCatalog.MusicSync(value), policy, off)];
        if (ScheduleCatalog.LibraryScan(value) is { } scan)
        {
            all.Add(DefaultSchedules.ForLibraryScan(scan, policy));
        }

        return all;
    }

    static SchedulePolicy PolicyOf(ScheduleSettings settings) =>
        new(
            settings.Overlap switch { "buffer-one" => OverlapPolicy.BufferOne, "cancel-previous" => OverlapPolicy.CancelPrevious, _ => OverlapPolicy.Skip },
            settings.Missed == "once" ? MissedPolicy.Once : MissedPolicy.Skip,
            BackOff.Default with { Cap = TimeSpan.FromSeconds(settings.BackOffMaxSeconds) })
        {
            Jitter = TimeSpan.FromSeconds(settings.JitterSeconds),
        };

    static Func<string, string> ValueOf(Settings settings) => key => key switch
    {
        "MusicSync:Schedule" => settings.MusicSync.Schedule,
        "MusicSync:Interval" => settings.MusicSync.Interval,
        "Schedules:Zone" => settings.Schedules.Zone,
        "Schedules:LibraryScan" => settings.Schedules.LibraryScan,
        "Schedules:MinimumSeconds" => settings.Schedules.MinimumSeconds.ToString(CultureInfo.InvariantCulture),
        _ => throw new InvalidOperationException($"{key} is not asked for here."),
    };
}
