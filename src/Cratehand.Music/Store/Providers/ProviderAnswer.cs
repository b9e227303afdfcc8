using System.Text.Json;

namespace Cratehand.Music.Store.Providers;

/// <summary>An answer with a status below 400; redirections are not followed.</summary>
/// <param name="Location">Where a redirection leads, absolute.</param>
public sealed record ProviderAnswer(ProviderOptions Provider, string Route, int Status, Uri? Location, ReadOnlyMemory<byte> Body)
{
    /// <summary>Nothing to read: 204, or no body.</summary>
    public bool IsEmpty => Status == 204 || Body.Length == 0;

    /// <summary>The body. Parts of it keep all of it in memory: <c>Clone()</c> what is kept.</summary>
    /// <exception cref="ProviderException"><see cref="ProviderFailure.Unreadable"/></exception>
    public JsonElement ReadJson()
    {
        try
        {
            return JsonElement.Parse(Body.Span);
        }
        catch (JsonException broken)
        {
            throw Unreadable("is not JSON", broken);
        }
    }

    /// <summary>The failure for a body that is JSON but not of the form it should have.</summary>
    /// <param name="what">Completes "The answer …": <c>has no results</c>.</param>
    public ProviderException Unreadable(string what, Exception? inner = null) =>
        new(
            Provider.Name, ProviderFailure.Unreadable, Status,
            $"{Provider.Label}'s answer to {Route} {what}. If {Provider.BaseAddress.Host} is {Provider.Label} and not a proxy, try again later.", inner)
        {
            // It did answer 2xx: whatever was asked for has been done.
            MayHaveHappened = true,
        };
}
