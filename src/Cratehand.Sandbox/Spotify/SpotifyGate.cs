using Cratehand.Sandbox.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Cratehand.Sandbox.Spotify;

/// <summary>What every call to the Web API passes, in this order: the budget, the token, its scope, whether the route is still there.</summary>
sealed class SpotifyGate(WebApplication app, SpotifyState state)
{
    /// <summary>A route of every profile.</summary>
    public void On(string method, string path, string? scope, Func<SpotifyCall, Task<IResult>> answer) =>
        Map(method, path, scope, answer, onlyLegacy: false);

    public void Get(string path, string? scope, Func<SpotifyCall, IResult> answer) =>
        Map("GET", path, scope, call => Task.FromResult(answer(call)), onlyLegacy: false);

    /// <summary>A route that left development mode in 2026.</summary>
    public void OnLegacy(string method, string path, string? scope, Func<SpotifyCall, Task<IResult>> answer) =>
        Map(method, path, scope, answer, onlyLegacy: true);

    void Map(string method, string path, string? scope, Func<SpotifyCall, Task<IResult>> answer, bool onlyLegacy) =>
        app.MapMethods("/v1" + path, [method], async http =>
        {
            var result = Refusal(http, scope, onlyLegacy) ?? await answer(new SpotifyCall(http, state));
            await result.ExecuteAsync(http);
        });

    IResult? Refusal(HttpContext http, string? scope, bool onlyLegacy)
    {
        if (state.Budget.Take() is { } refused)
        {
            return SpotifyBudget.Refuse(http, refused.Wait, refused.Reason);
        }

        var problem = TokenProblem(http, scope);
        if (problem is null && onlyLegacy && state.Profile != SpotifyProfile.Legacy && state.Holds(Rules.SpotifyRemoved))
        {
            problem = SpotifyProblem.Forbidden;
        }

        return problem?.AsResult();
    }

    SpotifyProblem? TokenProblem(HttpContext http, string? scope)
    {
        var words = http.Request.Headers.Authorization.ToString().Split(' ', 2);
        return words.Length < 2 ? SpotifyProblem.NoToken
            : words[0] != "Bearer" && state.Holds(Rules.SpotifyBearer) ? SpotifyProblem.NotBearer
            : state.Accounts.Check(words[1].Trim(), scope);
    }
}
