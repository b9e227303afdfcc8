using Cratehand.Jobs.Scheduling;
using Cratehand.Wiring.Configuration;

namespace Cratehand.Cli.Scheduling;

/// <summary>Finds the schedule that a person named.</summary>
static class ScheduleFinder
{
    /// <summary>It, or <c>null</c>; then what was probably meant has been said.</summary>
    public static Schedule? Find(IReadOnlyList<Schedule> schedules, string key, Output output)
    {
        var found = schedules.FirstOrDefault(schedule => schedule.Key == key);
        if (found is null)
        {
            var near = NearestName.Of(key, schedules.Select(schedule => schedule.Key));
            output.Fail($"There is no schedule '{key}'. {(near is null ? $"There are: {string.Join(", ", schedules.Select(schedule => schedule.Key))}." : $"Did you mean '{near}'?")}");
        }

        return found;
    }
}
