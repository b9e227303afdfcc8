using Cratehand.Music.Audio.Fetching;
using Cratehand.Music.Syncing;
using Cratehand.Music.Tracks;
using CsCheck;

namespace Cratehand.Music.Tests.Tracks;

/// <summary>Two spellings of a link are one thing; tracking goes, identity and secrets stay.</summary>
[Scenario("S12")]
public sealed class TrackLinkTests
{
    // Of a plain link the identity is the whole address, and a signed one is as good as the file.
    [Theory]
    [InlineData("https://host.example/a.wav?token=SECRET")]
    [InlineData("https://user:SECRET@host.example/a.wav")]
    public void AnIdentityIsShownWithoutWhatIsSecretInIt(string link) =>
        Assert.DoesNotContain("SECRET", TrackLink.ShowIdentity(TrackLink.Parse(link)!.Identity), StringComparison.Ordinal);

    [Theory]
    [InlineData("spotify:track:4uLU6hMCjMI75M1A2tKUQC")]
    [InlineData("youtube:dQw4w9WgXcQ")]
    [InlineData("soundcloud:tracks:123")]
    [InlineData("file:0123")]
    public void AnyOtherIdentityIsShownAsItIs(string identity) => Assert.Equal(identity, TrackLink.ShowIdentity(identity));

    const string Video = "dQw4w9WgXcQ";

    static readonly string[] Tracking = ["si=AbC-12", "utm_source=clipboard", "utm_medium=text", "feature=share", "in=someone/sets/list", "ref=clipboard", "fbclid=1", "t=42s", "pp=ygU", "go=1"];

    [Theory]
    [InlineData("https://www.youtube.com/watch?v=dQw4w9WgXcQ")]
    [InlineData("http://youtube.com/watch?list=PL123&v=dQw4w9WgXcQ&index=4")]
    [InlineData("https://youtu.be/dQw4w9WgXcQ?si=x")]
    [InlineData("https://m.youtube.com/watch?v=dQw4w9WgXcQ#t=10")]
    [InlineData("https://music.youtube.com/watch?v=dQw4w9WgXcQ&list=RDAMVM")]
    [InlineData("https://www.youtube.com/shorts/dQw4w9WgXcQ")]
    [InlineData("https://www.youtube.com/embed/dQw4w9WgXcQ?autoplay=1")]
    [InlineData("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ")]
    [InlineData("https://www.youtube.com/live/dQw4w9WgXcQ?feature=share")]
    [InlineData("https://www.youtube.com/attribution_link?a=x&u=%2Fwatch%3Fv%3DdQw4w9WgXcQ%26feature%3Dshare")]
    [InlineData("  youtu.be/dQw4w9WgXcQ ")]
    public void AVideoKeepsItsIdWhateverPagePlaysIt(string text) =>
        Assert.Equal(new TrackLink(LinkSite.YouTube, LinkKind.Track, $"youtube:video:{Video}", $"https://www.youtube.com/watch?v={Video}"), TrackLink.Parse(text));

    [Theory]
    [InlineData("https://soundcloud.com/Oktav-Nord/kiln?si=1&utm_source=x&in=a/sets/b", LinkKind.Track, "soundcloud:oktav-nord/kiln", "https://soundcloud.com/oktav-nord/kiln")]
    [InlineData("http://m.soundcloud.com/oktav-nord/kiln/", LinkKind.Track, "soundcloud:oktav-nord/kiln", "https://soundcloud.com/oktav-nord/kiln")]
    [InlineData("https://soundcloud.com/oktav-nord/kiln/s-AbC123?si=1", LinkKind.Track, "soundcloud:oktav-nord/kiln", "https://soundcloud.com/oktav-nord/kiln/s-AbC123")]
    [InlineData("https://soundcloud.com/oktav-nord/kiln?secret_token=s-AbC123", LinkKind.Track, "soundcloud:oktav-nord/kiln", "https://soundcloud.com/oktav-nord/kiln/s-AbC123")]
    [InlineData("https://soundcloud.com/oktav-nord/sets/warm-up/s-Z9?ref=x", LinkKind.List, "soundcloud:oktav-nord/sets/warm-up", "https://soundcloud.com/oktav-nord/sets/warm-up/s-Z9")]
    [InlineData("soundcloud:tracks:123456", LinkKind.Track, "soundcloud:tracks:123456", "https://api.soundcloud.com/tracks/123456")]
    [InlineData("https://api.soundcloud.com/tracks/soundcloud:tracks:123456?secret_token=s-q1", LinkKind.Track, "soundcloud:tracks:123456", "https://api.soundcloud.com/tracks/123456?secret_token=s-q1")]
    [InlineData("https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/123456&color=red", LinkKind.Track, "soundcloud:tracks:123456", "https://api.soundcloud.com/tracks/123456")]
    [InlineData("https://on.soundcloud.com/AbCdE?utm_source=x", LinkKind.Shortened, "https://on.soundcloud.com/AbCdE", "https://on.soundcloud.com/AbCdE")]
    [InlineData("https://soundcloud.app.goo.gl/AbCdE", LinkKind.Shortened, "https://soundcloud.app.goo.gl/AbCdE", "https://soundcloud.app.goo.gl/AbCdE")]
    [InlineData("https://soundcloud.com/oktav-nord", LinkKind.Other, "https://soundcloud.com/oktav-nord", "https://soundcloud.com/oktav-nord")]
    [InlineData("https://soundcloud.com/oktav-nord/likes", LinkKind.Other, "https://soundcloud.com/oktav-nord/likes", "https://soundcloud.com/oktav-nord/likes")]
    [InlineData("https://soundcloud.com/you/library", LinkKind.Other, "https://soundcloud.com/you/library", "https://soundcloud.com/you/library")]
    public void SoundCloudsAreReadByPathOrNumber(string text, LinkKind kind, string identity, string canonical) =>
        Assert.Equal(new TrackLink(LinkSite.SoundCloud, kind, identity, canonical), TrackLink.Parse(text));

    [Theory]
    [InlineData("https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC?si=1", LinkKind.Track, "spotify:track:4uLU6hMCjMI75M1A2tKUQC")]
    [InlineData("https://open.spotify.com/intl-de/track/4uLU6hMCjMI75M1A2tKUQC", LinkKind.Track, "spotify:track:4uLU6hMCjMI75M1A2tKUQC")]
    [InlineData("https://open.spotify.com/embed/track/4uLU6hMCjMI75M1A2tKUQC?utm_source=generator", LinkKind.Track, "spotify:track:4uLU6hMCjMI75M1A2tKUQC")]
    [InlineData("spotify:track:4uLU6hMCjMI75M1A2tKUQC", LinkKind.Track, "spotify:track:4uLU6hMCjMI75M1A2tKUQC")]
    [InlineData("https://open.spotify.com/playlist/37i9dQZF1DXcBWIGoYBM5M?si=x", LinkKind.List, "spotify:playlist:37i9dQZF1DXcBWIGoYBM5M")]
    [InlineData("spotify:user:me:playlist:37i9dQZF1DXcBWIGoYBM5M", LinkKind.List, "spotify:playlist:37i9dQZF1DXcBWIGoYBM5M")]
    [InlineData("https://open.spotify.com/intl-pt/album/2noRn2Aes5aoNVsU6iWThc", LinkKind.List, "spotify:album:2noRn2Aes5aoNVsU6iWThc")]
    [InlineData("https://open.spotify.com/episode/2noRn2Aes5aoNVsU6iWThc", LinkKind.Other, "spotify:episode:2noRn2Aes5aoNVsU6iWThc")]
    [InlineData("https://spotify.link/AbCdE", LinkKind.Shortened, "https://spotify.link/AbCdE")]
    public void SpotifysAreReadByTheirId(string text, LinkKind kind, string identity)
    {
        var link = TrackLink.Parse(text)!;

        Assert.Equal((LinkSite.Spotify, kind, identity), (link.Site, link.Kind, link.Identity));
    }

    [Theory]
    [InlineData("https://www.youtube.com/playlist?list=PLabc123&si=x", "youtube:playlist:PLabc123", "https://www.youtube.com/playlist?list=PLabc123")]
    [InlineData("https://music.youtube.com/playlist?list=OLAK5uy_x", "youtube:playlist:OLAK5uy_x", "https://www.youtube.com/playlist?list=OLAK5uy_x")]
    public void AListOfVideosIsAList(string text, string identity, string canonical) =>
        Assert.Equal(new TrackLink(LinkSite.YouTube, LinkKind.List, identity, canonical), TrackLink.Parse(text));

    [Theory]
    [InlineData("no link")]
    [InlineData("/music/soundcloud.com/a/b.wav")]
    [InlineData("ftp://youtu.be/dQw4w9WgXcQ")]
    [InlineData("file:///etc/passwd")]
    [InlineData("")]
    public void WhatIsNoLinkIsNone(string text) => Assert.Null(TrackLink.Parse(text));

    [Theory]
    [InlineData("https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ")]
    [InlineData("https://notsoundcloud.com/a/b")]
    [InlineData("https://soundcloud.com:8443/a/b")]
    [InlineData("http://127.0.0.1:9100/watch?v=dQw4w9WgXcQ")]
    public void AHostThatOnlyLooksAlikeIsItsOwn(string text)
    {
        var link = TrackLink.Parse(text)!;

        Assert.Equal((LinkSite.Direct, MediaLink.Parse(text)!.Canonical, link.Canonical), (link.Site, link.Identity, link.Identity));
    }

    [Fact]
    public void AnySpellingAndAnyTrackingIsOneIdentity() =>
        Gen.Select(Spelling, OneOf(Tracking).Array[0, 6], Gen.Bool, Gen.Bool).Sample((spelled, tracking, isUpper, hasFragment) =>
        {
            var address = isUpper ? spelled.Address.Replace("https://", "HTTPS://", StringComparison.Ordinal) : spelled.Address;
            var joint = address.Contains('?', StringComparison.Ordinal) ? "&" : "?";
            var text = tracking.Length == 0 ? address : address + joint + string.Join('&', tracking);
            var link = TrackLink.Parse(hasFragment ? text + "#part" : text)!;

            Assert.Equal(spelled.Identity, link.Identity);
            Assert.Equal(link, TrackLink.Parse(link.Canonical));
            Assert.Equal(link.Identity, new SyncTrack(text).UniqueKey);
        });

    [Fact]
    public void ACanonicalLinkIsItsOwn() =>
        Gen.Select(OneOf("https://youtube.com/", "https://youtu.be/", "https://soundcloud.com/", "https://open.spotify.com/", "https://x.org/", "soundcloud:", "spotify:"), Gen.String).Sample((start, rest) =>
        {
            var link = TrackLink.Parse(start + rest);
            if (link is not null)
            {
                Assert.Equal((link.Identity, link.Canonical), (TrackLink.Parse(link.Canonical)!.Identity, TrackLink.Parse(link.Canonical)!.Canonical));
                Assert.NotEmpty(link.Shown);
            }
        });

    [Fact]
    public void AnyTextIsReadWithoutAnError() => Gen.String.Sample(text => { _ = TrackLink.Parse(text); });

    [Theory]
    [InlineData("https://soundcloud.com/a/b/s-AbC123", "https://soundcloud.com/a/b/s-…")]
    [InlineData("soundcloud.com/a/b?secret_token=s-AbC123", "https://soundcloud.com/a/b/s-…")]
    [InlineData("https://api.soundcloud.com/tracks/1?secret_token=s-AbC123", "https://api.soundcloud.com/tracks/1?…")]
    [InlineData("https://youtu.be/dQw4w9WgXcQ?si=x", "https://www.youtube.com/watch?v=dQw4w9WgXcQ")]
    [InlineData("https://me:word@cdn.example/a.wav?sig=1#x", "https://cdn.example/a.wav?…")]
    public void WhatIsShownHoldsNoSecret(string text, string shown)
    {
        Assert.Equal(shown, TrackLink.Parse(text)!.Shown);
        Assert.DoesNotContain("AbC123", TrackLink.Parse(text)!.Identity, StringComparison.Ordinal);
    }

    [Fact]
    public void ALogShowsTheVideoAndNotTheToken()
    {
        Assert.Equal("https://www.youtube.com/watch?v=dQw4w9WgXcQ", Redact.Address(new Uri("https://youtu.be/dQw4w9WgXcQ?si=1")));
        Assert.Equal("https://soundcloud.com/a/b/s-…", Redact.Address(new Uri("https://m.soundcloud.com/a/b/s-AbC123")));
    }

    [Fact]
    public void TwoSpellingsOfAPrivateTrackAreOneRequestAndReachIt()
    {
        var one = TrackLink.Parse("https://soundcloud.com/a/b/s-T1?si=x");
        var other = TrackLink.Parse("https://m.soundcloud.com/A/b?secret_token=s-T1&utm_source=y");

        Assert.Equal(one, other);
        Assert.Equal(("soundcloud:a/b", "https://soundcloud.com/a/b/s-T1"), (one!.Identity, one.Canonical));
    }

    static readonly Gen<(string Address, string Identity)> Spelling = OneOf(
        ($"https://www.youtube.com/watch?v={Video}", $"youtube:video:{Video}"), ($"https://youtu.be/{Video}", $"youtube:video:{Video}"),
        ($"https://music.youtube.com/watch?v={Video}", $"youtube:video:{Video}"), ($"https://www.youtube.com/shorts/{Video}", $"youtube:video:{Video}"),
        ("https://soundcloud.com/a-b/c_d", "soundcloud:a-b/c_d"), ("https://m.soundcloud.com/A-B/c_D/", "soundcloud:a-b/c_d"), ("https://soundcloud.com/a-b/c_d/s-X", "soundcloud:a-b/c_d"),
        ("https://soundcloud.com/a-b/sets/c", "soundcloud:a-b/sets/c"),
        ("https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC", "spotify:track:4uLU6hMCjMI75M1A2tKUQC"),
        ("https://open.spotify.com/intl-fr/track/4uLU6hMCjMI75M1A2tKUQC", "spotify:track:4uLU6hMCjMI75M1A2tKUQC"),
        ("https://on.soundcloud.com/xYz", "https://on.soundcloud.com/xYz"));

    static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
