using Cratehand.Jobs;
using Cratehand.Music.Audio.Fetching;
using Cratehand.Music.Libraries;
using Cratehand.Music.Syncing;
using Cratehand.Music.Syncing.Wanting;
using Cratehand.Music.Tests.Support;
using Cratehand.Music.Tracks;
using Cratehand.Sandbox.Media;
using Microsoft.EntityFrameworkCore;

namespace Cratehand.Music.Tests.Syncing;

/// <summary>A track that is wanted by the name of a service which gives no audio, with the real tools.</summary>
public class WantedTrackTests
{
    static readonly Piece Tune = new(Bpm: 126, Tonic: 9, IsMinor: true, Seconds: 20) { Seed = 5 };
    static readonly TrackDescription Loopback = new("Loopback (Extended Mix)", ["The Sine Waves"], 20_000);

    // What the identity of this is, the link's own tests say.
    static readonly SyncTrack Like = new("https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC", Loopback, "liked");

    static string Identity => TrackLink.Parse(Like.Input)!.Identity;

    [Fact]
    public async Task WithNothingSwitchedOnALikeIsOnTheWantedListAndNobodyIsAsked()
    {
        await using var world = await FilingWorld.StartAsync(options => options with { Tools = options.Tools with { Ffmpeg = "/no/such/tool", Ffprobe = "/no/such/tool" } });

        var receipt = await world.ReceiptAsync(Like);

        Assert.Equal(TrackOutcome.ToBuy, receipt.Outcome);
        var wish = Assert.Single(await world.Workflow.Wishes.ListAsync(true, null, default));
        Assert.Equal((Identity, "Loopback (Extended Mix)", "liked"), (wish.Identity, wish.Title, wish.Signal));
        Assert.Equal(Loopback.Artists, wish.Wanted.Artists);
        Assert.Empty(world.Shelf());
    }

    [Fact]
    public async Task AFileThatIsFiledLaterClosesTheWishAndTheLikeIsOwnedFromThen()
    {
        await using var world = await FilingWorld.StartAsync(options => options with { Search = [] });
        await world.ReceiptAsync(Like);

        var filed = await world.ReceiptAsync(new SyncTrack(world.DropPiece("The Sine Waves - Loopback (Extended Mix).wav", Tune)));

        Assert.Equal(TrackOutcome.Filed, filed.Outcome);
        Assert.Contains("Wanted list", filed.Reason, StringComparison.Ordinal);
        var wish = await world.Workflow.Wishes.FindAsync(Identity, default);
        Assert.Equal((WishState.Closed, filed.Entry), (wish!.State, wish.EntryId));
        Assert.Equal(TrackOutcome.AlreadyOwned, (await world.ReceiptAsync(Like)).Outcome);
    }

    [Fact]
    public async Task AnotherVersionLeavesTheWishOpen()
    {
        await using var world = await FilingWorld.StartAsync(options => options with { Search = [] });
        await world.ReceiptAsync(Like);

        var filed = await world.ReceiptAsync(new SyncTrack(world.DropPiece("The Sine Waves - Loopback (Hexagon Remix).wav", Tune)));

        Assert.Equal(TrackOutcome.Filed, filed.Outcome);
        Assert.Equal(WishState.Open, (await world.Workflow.Wishes.FindAsync(Identity, default))!.State);
    }

    [Fact]
    public async Task WhatTheLibraryHoldsIsOwnedByItsName()
    {
        await using var world = await FilingWorld.StartAsync(options => options with { Search = [] });
        await world.ReceiptAsync(new SyncTrack(world.DropPiece("The Sine Waves - Loopback (Extended Mix).wav", Tune)));

        var receipt = await world.ReceiptAsync(Like);

        Assert.Equal(TrackOutcome.AlreadyOwned, receipt.Outcome);
        Assert.Empty(await world.Workflow.Wishes.ListAsync(true, null, default));
        Assert.Equal(receipt.Entry, (await world.Workflow.Library.FindAsync([new(EvidenceKind.Link, Identity)], default))?.Id); // should the like be taken back
    }

    [Fact]
    public async Task AFileInTheDropFolderIsTakenForALike()
    {
        await using var world = await FilingWorld.StartAsync();
        world.DropPiece("The Sine Waves - Loopback (Live).wav", Tune with { Seed = 6 });
        world.DropPiece("The Sine Waves - Loopback (Extended Mix).wav", Tune);

        var receipt = await world.ReceiptAsync(Like);

        Assert.True(receipt.Outcome == TrackOutcome.Filed, receipt.Reason);
        Assert.Equal(("drop-folder", "file"), (receipt.Chosen!.Candidate.Origin, receipt.ObtainedBy));
        Assert.Equal(["The Sine Waves/The Sine Waves - Loopback (Extended Mix).aiff"], world.Shelf());
        Assert.Equal(TrackOutcome.AlreadyOwned, (await world.ReceiptAsync(Like)).Outcome);
    }

    [Fact]
    public async Task ADoubtfulFileIsAQuestionAndTheAnswerFilesIt()
    {
        await using var world = await FilingWorld.StartAsync();
        world.DropPiece("Loopback (Extended Mix).wav", Tune);

        var receipt = await world.ReceiptAsync(Like);

        Assert.True(receipt.Outcome == TrackOutcome.NeedsReview, receipt.Reason);
        Assert.Empty(world.Shelf());
        var review = Assert.Single(await world.Workflow.Reviews.ListAsync(default));
        var by = new Trigger(TriggerKind.Manual);
        var job = await world.Workflow.Reviews.AcceptAsync(review, review.Offers[0].Candidate, by, default);
        Assert.Null(await world.Workflow.Reviews.AcceptAsync(review, review.Offers[0].Candidate, by, default));
        var filed = (await world.EndOfAsync(job!.Value)).ResultAs<Receipt>()!;
        Assert.True(filed.Outcome == TrackOutcome.Filed, filed.Reason);
        Assert.Single(world.Shelf());
        Assert.Empty(await world.Workflow.Reviews.ListAsync(default));
    }

    [Fact]
    public async Task WhatIsRefusedIsRefusedForEverAndTheTrackIsOnTheWantedList()
    {
        await using var world = await FilingWorld.StartAsync();
        world.DropPiece("Loopback (Extended Mix).wav", Tune);
        await world.ReceiptAsync(Like);
        var review = Assert.Single(await world.Workflow.Reviews.ListAsync(default));

        Assert.True(await world.Workflow.Reviews.NeverAsync(review, [review.Offers[0].Candidate], default));

        Assert.Empty(await world.Workflow.Reviews.ListAsync(default));
        Assert.Single(await world.Workflow.Wishes.ListAsync(true, null, default));
        Assert.Equal(TrackOutcome.ToBuy, (await world.ReceiptAsync(Like)).Outcome);
        Assert.Empty(await world.Workflow.Reviews.ListAsync(default));
    }

    [Fact]
    public async Task WhatIsNeverWantedIsNotLookedFor()
    {
        await using var world = await FilingWorld.StartAsync(options => options with { Search = [] });
        await world.ReceiptAsync(Like);
        await world.Workflow.Wishes.NeverAsync(Identity, "you never want it", default);

        var receipt = await world.ReceiptAsync(Like);

        Assert.Contains("not looked for", receipt.Reason, StringComparison.Ordinal);
        Assert.Equal(WishState.Never, (await world.Workflow.Wishes.FindAsync(Identity, default))!.State);
    }

    // A link that has audio of its own needs no search: it is left alone all the same, unless a person names it.
    [Fact]
    public async Task WhatIsNeverWantedIsNotTakenFromItsOwnLinkEither()
    {
        using var folder = new TempFolder();
        WavFile.Write(folder.File("tune.wav"), MusicMaker.Make(Tune), 16);
        using var server = new MediaServer(_ => MediaServer.Ok(File.ReadAllBytes(folder.File("tune.wav"))));
        await using var world = await FilingWorld.StartAsync(options => options with { Search = [], Policy = new AddressPolicy([server.Address().Authority]) });
        var (link, gone) = (new SyncTrack(server.Address("/tune.wav").AbsoluteUri, Loopback, "liked"), new SyncTrack("https://nowhere.example/tune.wav", Loopback, "liked"));
        await world.ReceiptAsync(gone);
        await using (var context = await world.Database.OpenAsync(default))
        {
            await context.Database.ExecuteSqlAsync($"UPDATE wish SET identity = {link.UniqueKey}");
        }

        await world.Workflow.Wishes.NeverAsync(link.UniqueKey, "you never want it", default);

        var receipt = await world.ReceiptAsync(link);

        Assert.Contains("not looked for: you never want it", receipt.Reason, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
        Assert.Equal(TrackOutcome.Filed, (await world.ReceiptAsync(link with { Signal = null })).Outcome);
    }

    [Fact]
    public async Task WhatWasAcceptedAndIsGoneSinceIsRefusedAndTheNextOneTaken()
    {
        await using var world = await FilingWorld.StartAsync();
        var offered = world.DropPiece("Loopback (Extended Mix).wav", Tune);
        await world.ReceiptAsync(Like);
        var review = Assert.Single(await world.Workflow.Reviews.ListAsync(default));
        File.Delete(offered);

        var job = await world.Workflow.Reviews.AcceptAsync(review, review.Offers[0].Candidate, new Trigger(TriggerKind.Manual), default);

        var receipt = (await world.EndOfAsync(job!.Value)).ResultAs<Receipt>()!;
        Assert.Equal(TrackOutcome.ToBuy, receipt.Outcome);
        Assert.Contains("is not there", receipt.Reason, StringComparison.Ordinal);
        Assert.Single(await world.Workflow.Wishes.ListAsync(true, null, default));
        world.DropPiece("The Sine Waves - Loopback (Extended Mix).wav", Tune);
        Assert.Equal(TrackOutcome.Filed, (await world.ReceiptAsync(Like)).Outcome);
    }

    [Theory]
    [InlineData("https://open.spotify.com/episode/512ojhOuo1ktJprKbVcKyQ", "podcast episodes")]
    [InlineData("https://open.spotify.com/playlist/37i9dQZF1DXcBWIGoYBM5M", "give the links of its tracks")]
    public async Task WhatLeadsToNoTrackSaysSo(string link, string words)
    {
        await using var world = await FilingWorld.StartAsync();

        var job = await world.SyncAsync(new SyncTrack(link));

        Assert.Equal(JobState.Discarded, job.State);
        Assert.Contains(words, job.Reason, StringComparison.Ordinal);
    }
}
