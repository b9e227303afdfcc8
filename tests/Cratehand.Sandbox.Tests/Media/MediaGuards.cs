using Cratehand.Sandbox.Hosting;
using Cratehand.Sandbox.Songs;
using Cratehand.Sandbox.Tests.Support;

namespace Cratehand.Sandbox.Tests.Media;

/// <summary>For each rule of the media host, what a caller meets while it holds.</summary>
static class MediaGuards
{
    static readonly string File = $"{Recording.Original(0).Name}.wav";

    public static IReadOnlyDictionary<string, Func<TasteSandbox, Task>> All { get; } = new Dictionary<string, Func<TasteSandbox, Task>>
    {
        [Rules.MediaRange.Name] = ARangeIsThoseBytes,
        [Rules.MediaRange416.Name] = BeyondTheEndThereIsNothing,
        [Rules.MediaIfRange.Name] = ARangeOfAnOlderFileGetsTheWhole,
        [Rules.MediaPreview.Name] = APreviewHoldsThirtySeconds,
        [Rules.MediaStall.Name] = AStalledBodyEndsInTheMiddle,
        [Rules.MediaCut.Name] = ACutBodyEndsInTheMiddle,
    };

    static async Task ARangeIsThoseBytes(TasteSandbox sandbox)
    {
        var answer = await sandbox.SendAsync("GET", sandbox.Address("media", $"/media/{File}"), range: "bytes=100-199");

        Assert.Equal(206, answer.Status);
        Assert.Equal(100, answer.Response.Content.Headers.ContentLength);
    }

    static async Task BeyondTheEndThereIsNothing(TasteSandbox sandbox)
    {
        var answer = await sandbox.SendAsync("GET", sandbox.Address("media", $"/media/{File}"), range: "bytes=999999999-");

        Assert.Equal(416, answer.Status);
    }

    static async Task ARangeOfAnOlderFileGetsTheWhole(TasteSandbox sandbox)
    {
        var address = sandbox.Address("media", $"/media/{File}");
        var tag = (await sandbox.SendAsync("HEAD", address)).Response.Headers.ETag!.ToString();
        Assert.Equal(206, (await sandbox.SendAsync("GET", address, range: "bytes=10-", ifRange: tag)).Status);

        await sandbox.SeedAsync("media", $$"""{"changed":["{{File}}"]}""");

        Assert.Equal(200, (await sandbox.SendAsync("GET", address, range: "bytes=10-", ifRange: tag)).Status);
    }

    static async Task APreviewHoldsThirtySeconds(TasteSandbox sandbox)
    {
        var preview = await sandbox.SendAsync("HEAD", sandbox.Address("media", $"/media/preview/{File}"));

        Assert.InRange(preview.Response.Content.Headers.ContentLength!.Value, 30 * 44_100 * 4, (30 * 44_100 * 4) + 200);
    }

    static async Task AStalledBodyEndsInTheMiddle(TasteSandbox sandbox)
    {
        using var answer = await sandbox.Http.GetAsync(sandbox.Address("media", $"/media/stall/{File}"), HttpCompletionOption.ResponseHeadersRead);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2), TimeProvider.System); // the file is made by now

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer.Content.CopyToAsync(Stream.Null, patience.Token));
    }

    static async Task ACutBodyEndsInTheMiddle(TasteSandbox sandbox)
    {
        var address = sandbox.Address("media", $"/media/cut/{File}");
        using var answer = await sandbox.Http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead);

        await Assert.ThrowsAnyAsync<Exception>(() => answer.Content.CopyToAsync(Stream.Null));
        Assert.Equal(206, (await sandbox.SendAsync("GET", address, range: "bytes=1000000-")).Status);
    }
}
