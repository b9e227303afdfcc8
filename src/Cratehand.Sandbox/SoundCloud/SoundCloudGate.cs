using Cratehand.Sandbox.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Cratehand.Sandbox.SoundCloud;

/// <summary>What every call to the API passes: a token, as <c>Authorization: OAuth …</c>.</summary>
sealed class SoundCloudGate(WebApplication app, SoundCloudState state)
{
    public void Get(string path, Func<SoundCloudCall, IResult> answer) => On("GET", path, answer);

    public void On(string method, string path, Func<SoundCloudCall, IResult> answer) =>
        app.MapMethods(path, [method], http => (IsSignedIn(http.Request, path) ? answer(new(http, state)) : SoundCloudProblem.Unauthorized.AsResult()).ExecuteAsync(http));

    /// <summary>A route that asks for a token only while the rule holds.</summary>
    public void Get(string path, Rule guarded, Func<SoundCloudCall, IResult> answer) =>
        app.MapGet(path, (RequestDelegate)(http =>
            (IsSignedIn(http.Request, path) || !state.Holds(guarded) ? answer(new(http, state)) : SoundCloudProblem.Unauthorized.AsResult()).ExecuteAsync(http)));

    bool IsSignedIn(HttpRequest request, string path)
    {
        var words = request.Headers.Authorization.ToString().Split(' ', 2);
        return words.Length == 2
            && (words[0] == "OAuth" || !state.Holds(Rules.SoundCloudScheme))
            && state.Accounts.Accepts(words[1].Trim(), needsListener: path.StartsWith("/me", StringComparison.Ordinal) || path.StartsWith("/likes", StringComparison.Ordinal));
    }
}
