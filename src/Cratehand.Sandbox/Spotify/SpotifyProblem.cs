using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Cratehand.Sandbox.Spotify;

/// <summary>An answer that is an error, in the Web API's form: <c>{"error":{"status","message"[,"reason"]}}</c>.</summary>
public sealed record SpotifyProblem(int Status, string Message, string? Reason = null)
{
    public static SpotifyProblem NoToken { get; } = new(401, "No token provided");

    public static SpotifyProblem NotBearer { get; } = new(400, "Only valid bearer authentication supported");

    public static SpotifyProblem UnknownToken { get; } = new(401, "Invalid access token");

    public static SpotifyProblem Expired { get; } = new(401, "The access token expired");

    public static SpotifyProblem Scope { get; } = new(403, "Insufficient client scope");

    public static SpotifyProblem Forbidden { get; } = new(403, "Forbidden");

    public static SpotifyProblem NotFound { get; } = new(404, "Resource not found");

    public static SpotifyProblem BadId { get; } = new(400, "Invalid base62 id");

    public static SpotifyProblem NotPlayed(string path) => new(501, $"The sandbox does not play {path}.");

    public IResult AsResult() => Results.Json(AsJson(), statusCode: Status);

    public JsonObject AsJson()
    {
        var error = new JsonObject { ["status"] = Status, ["message"] = Message };
        if (Reason is not null)
        {
            error["reason"] = Reason;
        }

        return new JsonObject { ["error"] = error };
    }
}
