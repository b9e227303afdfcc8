using System.Runtime.CompilerServices;
using Cratehand.Music.Sources;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Tests.Support;

/// <summary>A source whose list the test holds in its hand.</summary>
sealed class FakeSource(string name, bool isNewestFirst = true, Signal signal = Signal.Liked) : ISource
{
    const int PageSize = 50;

    public string Name => name;

    public bool IsNewestFirst => isNewestFirst;

    /// <summary>Newest first.</summary>
    public List<Detection> Items { get; } = [];

    /// <summary>Thrown instead of an answer.</summary>
    public Exception? Trouble { get; set; }

    /// <summary>Never answers.</summary>
    public bool Hangs { get; set; }

    /// <summary>A title that the next reading does not show.</summary>
    public string? HiddenOnce { get; set; }

    /// <summary>No more of the list is shown than so much.</summary>
    public int? CutAt { get; set; }

    /// <summary>What the provider says of a title; <c>null</c> where it cannot be asked.</summary>
    public Func<string, bool?> Has { get; set; } = _ => null;

    /// <summary>Identities that were asked about.</summary>
    public List<string> Asked { get; } = [];

    public int Pages { get; private set; }

    public Detection Like(string title, DateTimeOffset? at = null) => Put(0, title, at);

    public Detection Put(int place, string title, DateTimeOffset? at = null)
    {
        var detection = Of(title, at);
        Items.Insert(place, detection);
        return detection;
    }

    public Detection Of(string title, DateTimeOffset? at = null) =>
        new($"{name}:{title}", $"https://media.example/{name}/{Uri.EscapeDataString(title)}", signal, new TrackDescription(title, ["Somebody"]), at);

    /// <summary>So many old ones.</summary>
    public void Fill(int count) => Items.AddRange(Enumerable.Range(1, count).Select(i => Of($"old {i}")));

    public Task<bool?> IsStillThereAsync(string identity, string input, CancellationToken cancel)
    {
        Asked.Add(identity);
        return Task.FromResult(Has(identity[(name.Length + 1)..]));
    }

    public async IAsyncEnumerable<SourcePage> ReadAsync(Reading from, [EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.Yield();
        if (Hangs)
        {
            await Task.Delay(Timeout.Infinite, cancel);
        }

        var shown = Items.Where(item => item.What.Title != HiddenOnce).Take(CutAt ?? int.MaxValue).ToList();
        HiddenOnce = null;
        foreach (var page in shown.Chunk(PageSize).DefaultIfEmpty([]))
        {
            cancel.ThrowIfCancellationRequested();
            Pages++;
            yield return Trouble is null ? new SourcePage(page) { IsCut = shown.Count == CutAt } : throw Trouble;
        }
    }
}
