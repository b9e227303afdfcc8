namespace Cratehand.Testing;

/// <summary>Waits for what another process does. It ends as soon as that is there.</summary>
static class Until
{
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public static async Task TrueAsync(Func<bool> isThere, string what)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!isThere())
        {
            if (TimeProvider.System.GetElapsedTime(began) > Limit)
            {
                throw new TimeoutException($"Not within {Limit}: {what}.");
            }

            await Task.Delay(2);
        }
    }
}
