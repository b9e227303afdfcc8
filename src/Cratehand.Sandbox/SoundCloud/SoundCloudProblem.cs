using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Cratehand.Sandbox.SoundCloud;

/// <summary>An error in SoundCloud's form: <c>{"code","message","link","status","errors":[{"error_message"}]}</c>.</summary>
public sealed record SoundCloudProblem(int Status, string Reason, string Message)
{
    public static SoundCloudProblem Unauthorized { get; } = new(401, "Unauthorized", "A token is required but missing or invalid.");

    public static SoundCloudProblem NotFound { get; } = new(404, "Not Found", "404 - Not Found");

    public static SoundCloudProblem Forbidden { get; } = new(403, "Forbidden", "403 - Forbidden");

    public static SoundCloudProblem Bad(string message) => new(400, "Bad Request", message);

    public IResult AsResult() => Results.Json(AsJson(), contentType: "application/json; charset=utf-8", statusCode: Status);

    public JsonObject AsJson() => new()
    {
        ["code"] = Status,
        ["message"] = Message,
        ["link"] = "https://developers.soundcloud.com/docs/api/explorer/open-api",
        ["status"] = $"{Status} - {Reason}",
        ["errors"] = new JsonArray(new JsonObject { ["error_message"] = Message }),
        ["error"] = null,
    };
}
