using Cratehand.Music.Store.Providers;
using Cratehand.Music.Store.Tokens;

namespace Cratehand.Music.Sources.SigningIn;

/// <summary>Reading calls on behalf of the owner. A token that is refused is renewed once for the call, and then no more.</summary>
/// <param name="scheme">How the provider wants its tokens announced: <c>Bearer</c>, <c>OAuth</c>.</param>
public sealed class SignedHttp(LoginTerms terms, ProviderHttp http, IAccessTokens tokens, string scheme)
{
    /// <inheritdoc cref="ProviderRequest(HttpMethod, string, string)"/>
    /// <exception cref="SignInNeededException">Only the owner can help.</exception>
    /// <exception cref="ProviderException">The call failed; never for an empty answer.</exception>
    /// <exception cref="Jobs.RetryLaterException">Not now.</exception>
    public async Task<ProviderAnswer> GetAsync(string route, string address, CancellationToken cancel)
    {
        var token = await tokens.GetAsync(cancel);
        if (await TryAsync(route, address, token, cancel) is { } answer)
        {
            return answer;
        }

        var renewed = await tokens.RenewAsync(token, cancel);
        return await TryAsync(route, address, renewed, cancel)
            ?? throw terms.SignIn($"{terms.Title} refuses a token that it gave a moment ago.");
    }

    /// <summary>As <see cref="GetAsync"/>, but <c>null</c> for what is not there (404).</summary>
    public async Task<ProviderAnswer?> FindAsync(string route, string address, CancellationToken cancel)
    {
        try
        {
            return await GetAsync(route, address, cancel);
        }
        catch (ProviderException missing) when (missing.Kind == ProviderFailure.NotFound)
        {
            return null;
        }
    }

    async Task<ProviderAnswer?> TryAsync(string route, string address, string token, CancellationToken cancel)
    {
        var request = new ProviderRequest(HttpMethod.Get, route, address)
        {
            Credential = new(scheme, new(token)),
            Headers = [("Accept", "application/json; charset=utf-8")],
        };
        try
        {
            return await http.SendAsync(request, cancel);
        }
        catch (ProviderException refused) when (refused.Kind == ProviderFailure.SignInNeeded)
        {
            return null;
        }
    }
}
