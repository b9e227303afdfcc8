using Cratehand.Cli;
using Cratehand.Music.Detecting;
using Cratehand.Tests.Support;
using Cratehand.Wiring;
using Cratehand.Wiring.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Cratehand.Tests.Cli.Commands;

public sealed class WhyCommandTests : IDisposable
{
    readonly TestHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task WhatWasNeverAskedForIsAnErrorLikeARunThatThereIsNot()
    {
        Assert.Equal(ExitCode.Usage, await _home.RunAsync("why", "soundcloud:tracks:1"));
        Assert.Contains("Nothing is known about soundcloud:tracks:1", _home.Error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("soundcloud:tracks:1")]
    [InlineData("https://soundcloud.com/oktav-nord/kiln")]
    [InlineData("ember")]
    public async Task WhatWasNoticedIsFoundByIdentityLinkAndTitle(string what)
    {
        await NoticeAsync(new()
        {
            Identity = "soundcloud:tracks:1", Source = "soundcloud-likes", Signal = "liked", Input = "https://soundcloud.com/oktav-nord/kiln", Title = "Ember",
            Described = "{}", State = DetectionState.Ended, Reason = "filed: filed from PCM, 44100 Hz", Unliked = 1,
        });

        Assert.Equal(ExitCode.Done, await _home.RunAsync("why", what));

        Assert.Contains("44100 Hz. The like was taken back.\n", _home.Out.ToString(), StringComparison.Ordinal);
    }

    async Task NoticeAsync(DetectedTrack track)
    {
        using var crate = await Crate.OpenAsync(SettingsBinder.Bind(_home.Read()), new FakeTimeProvider(), NullLoggerFactory.Instance, CancellationToken.None);
        await using var context = await crate.Database.OpenAsync(CancellationToken.None);
        context.Add(track);
        await context.SaveChangesAsync();
    }
}
