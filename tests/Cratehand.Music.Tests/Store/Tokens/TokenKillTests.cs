using System.Diagnostics;
using Cratehand.Music.Sources.SigningIn;
using Cratehand.Music.Store.Tokens;
using Cratehand.Music.Tests.Support;

namespace Cratehand.Music.Tests.Store.Tokens;

/// <summary>
/// A real process renews a sign-in and is killed at its first, second, … write or sync of a file, until it comes to its end:
/// strace counts per thread, so that writes before and after the provider's answer may share a number, and the first one counts.
/// What was stored is never lost. A refresh token that is good for one use is lost only if the kill falls between the provider's
/// answer and the write that records it; nothing on our side can help there, and it costs one question, not a storm. No sync lies
/// in that gap: killed at any of them, the sign-in is kept.
/// </summary>
public sealed class TokenKillTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("soundcloud", "{}", "fsync", 4)]
    [InlineData("soundcloud", "{}", "pwrite64", 2)]
    [InlineData("spotify", """{"rotates":true}""", "fsync", 4)]
    [InlineData("spotify", """{"rotates":false}""", "fsync", 4)]
    public async Task WhereverTheRenewalIsKilledAStoredSignInIsKept(string name, string seed, string calls, int atLeast)
    {
        await using var world = await TasteWorld.StartAsync(isFrozen: false);
        await world.SeedAsync(name, seed);
        var (kills, lost) = (0, 0);
        while (await KillAsync(world, name, calls, kills + 1) is { } wasLost)
        {
            kills++;
            lost += wasLost ? 1 : 0;
        }

        output.WriteLine($"{name}, {calls}: killed at {kills} points, {lost} of them between the answer and its record");
        Assert.True(kills >= atLeast, $"only {kills} kills");
        Assert.True(calls == "fsync" ? lost == 0 : lost < kills, $"{lost} of {kills} lost");
    }

    // Null once the process came to its end unharmed.
    static async Task<bool?> KillAsync(TasteWorld world, string name, string calls, int point)
    {
        world.Start();
        var account = name == "spotify" ? world.SpotifyAccount : world.SoundCloudAccount;
        await world.SignInAsync(account);
        if (await RunAsync(world, account.Setup, calls, point) == 0)
        {
            return null;
        }

        var after = (await world.Store.FindAsync(name, default))!;
        var isLost = !(await world.StateAsync(name))["grants"]!["refresh"]!.AsObject().ContainsKey(after.Refresh!);
        Assert.Null(after.EndedBecause);
        await world.AdvanceAsync(TokenStore.Lease + TimeSpan.FromHours(1));
        world.Start();
        await GoOnAsync(world, name, isLost);
        return isLost;
    }

    static async Task GoOnAsync(TasteWorld world, string name, bool isLost)
    {
        var calls = (name == "spotify" ? world.SpotifyAccount : world.SoundCloudAccount).Calls;
        var asked = Asked(world, name);
        for (var i = 0; i < 3; i++)
        {
            var failure = await Record.ExceptionAsync(() => calls.GetAsync("/me", name == "spotify" ? "v1/me" : "me", default));
            Assert.Equal(isLost ? typeof(SignInNeededException) : null, failure?.GetType());
        }

        Assert.Equal(asked + 1, Asked(world, name));
    }

    static int Asked(TasteWorld world, string name) =>
        world.Calls(name == "spotify" ? "spotifyAccounts" : "soundcloudAuth").Count(c => c.Method == "POST");

    static async Task<int> RunAsync(TasteWorld world, ProviderSetup setup, string calls, int point)
    {
        var start = new ProcessStartInfo("strace",
        [
            "-f", "-qq", "-o", "/dev/null", "-e", $"trace={calls}", "-e", $"inject={calls}:signal=KILL:when={point}",
            Path.Combine(AppContext.BaseDirectory, "Cratehand.Music.Tests.Host"), world.Data, setup.Terms.Provider,
            setup.Api.BaseAddress.AbsoluteUri, setup.Accounts.BaseAddress.AbsoluteUri, TasteWorld.Client, TasteWorld.Secret,
        ])
        { UseShellExecute = false, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode is 0 or 137 ? process.ExitCode : throw new InvalidOperationException($"exit {process.ExitCode}: {errors}");
    }
}
