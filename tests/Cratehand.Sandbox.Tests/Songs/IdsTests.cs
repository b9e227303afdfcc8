using Cratehand.Sandbox.Songs;
using CsCheck;

namespace Cratehand.Sandbox.Tests.Songs;

public sealed class IdsTests
{
    static readonly Gen<Recording> Any =
        from index in Gen.Int[0, SongBook.Count - 1]
        from variant in Gen.Int[0, 6]
        select new Recording(SongBook.At(index), (Variant)variant);

    [Fact]
    public void EveryIdLeadsBackToItsRecording() => Any.Sample(recording =>
    {
        Assert.Equal(recording, Ids.YouTubeRecording(Ids.YouTube(recording)));
        Assert.Equal(recording, Ids.SoundCloudRecording(Ids.SoundCloud(recording)));
        Assert.Equal(recording, Recording.Parse(recording.Name));
        Assert.Equal(recording.Song, Ids.SpotifySong(Ids.Spotify("track", recording.Song.Index)));
    });

    [Fact]
    public void IdsHaveTheServicesLengths() => Any.Sample(recording =>
        Ids.YouTube(recording).Length == 11 && Ids.Spotify("track", recording.Song.Index).Length == 22 && recording.Song.Isrc.Length == 12);

    [Theory]
    [InlineData("")]
    [InlineData("4iV5W9uYEdYUVa79Axb7Rh")]
    public void AnIdOfSomebodyElseIsNobodys(string id) => Assert.Null(Ids.SpotifySong(id));

    [Fact]
    public void NoTwoOfTheOrdinarySongsShareATitle() =>
        Assert.Equal(400, Enumerable.Range(0, 400).Select(i => SongBook.At(i).Title).Distinct().Count());
}
