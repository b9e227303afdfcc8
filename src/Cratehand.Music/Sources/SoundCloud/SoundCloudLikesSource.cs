using System.Runtime.CompilerServices;
using Cratehand.Music.Audio.Fetching;
using Cratehand.Music.Sources.YouTube;

namespace Cratehand.Music.Sources.SoundCloud;

/// <summary>
/// The likes: by the sign-in or, where there is none, those that everybody may see on the profile's page, through yt-dlp.
/// SoundCloud tells nobody when something was liked, only in which order.
/// </summary>
/// <param name="isSignedIn">Whether there is a token to ask with.</param>
/// <param name="profile">The name in <c>soundcloud.com/NAME</c>, or empty.</param>
/// <param name="list">yt-dlp's flat listing; <c>null</c>: not switched on.</param>
public sealed class SoundCloudLikesSource(
    SoundCloudClient soundCloud, Func<CancellationToken, Task<bool>> isSignedIn, string profile, ListLink? list) : ISource
{
    // Smaller than a page of the API: who stops early has asked once all the same.
    const int PageSize = 50;

    public string Name => SourceNames.SoundCloudLikes;

    public bool IsNewestFirst => true;

    public async IAsyncEnumerable<SourcePage> ReadAsync(Reading from, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var page in (await IsByApiAsync(cancel) ? ApiAsync(cancel) : ProfileAsync(cancel)).WithCancellation(cancel))
        {
            yield return page;
        }
    }

    // An upload that its uploader deleted or hid is on nobody's list of likes.
    public async Task<bool?> IsStillThereAsync(string identity, string input, CancellationToken cancel) =>
        identity.StartsWith("soundcloud:tracks:", StringComparison.Ordinal) && await IsByApiAsync(cancel)
            ? await soundCloud.TrackAsync(identity, SecretOf(input), cancel) is not null
            : null;

    async Task<bool> IsByApiAsync(CancellationToken cancel) => profile.Length == 0 || await isSignedIn(cancel);

    async IAsyncEnumerable<SourcePage> ApiAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var tracks in soundCloud.LikesAsync(cancel).Chunk(PageSize).WithCancellation(cancel))
        {
            yield return SoundCloudDetections.Page(tracks, Signal.Liked, MarkOf(tracks.Length));
        }
    }

    async IAsyncEnumerable<SourcePage> ProfileAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        if (list is null)
        {
            throw new SourceOffException("Without a sign-in the likes of a profile are read through yt-dlp: set Acquire:YtDlp to true, or type: cratehand auth soundcloud");
        }

        var likes = await LikesAsync(list, cancel);
        foreach (var part in likes.Entries.Chunk(PageSize))
        {
            yield return new SourcePage([.. part.Select(entry => entry.AsDetection("soundcloud", Signal.Liked))], likes.IsCut ? null : MarkOf(part.Length)) { IsCut = likes.IsCut };
        }
    }

    // The site's words are about a track; what to change here is the profile.
    async Task<FlatList> LikesAsync(ListLink list, CancellationToken cancel)
    {
        try
        {
            return await list($"https://soundcloud.com/{Uri.EscapeDataString(profile)}/likes", cancel);
        }
        catch (FetchRefusedException no) when (no.Kind != FetchRefusal.NotSwitchedOn)
        {
            throw new FetchRefusedException(
                no.Kind, $"The likes of soundcloud.com/{profile} cannot be read ({no.Message.TrimEnd('.')}): see whether SoundCloud:Profile is still its name and its likes are public.");
        }
    }

    static string? SecretOf(string link) => SoundCloudTrack.SecretOf(Uri.TryCreate(link, UriKind.Absolute, out var uri) ? uri : null);

    static string? MarkOf(int count) => count < PageSize ? SourcePage.ReadToItsEnd : null;
}
