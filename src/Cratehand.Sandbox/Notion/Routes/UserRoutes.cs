using System.Text.Json.Nodes;
using Cratehand.Sandbox.Notion.Querying;
using Microsoft.AspNetCore.Builder;

namespace Cratehand.Sandbox.Notion.Routes;

/// <summary>Who is here: the connection's bot and the owner of the workspace.</summary>
sealed class UserRoutes(Gate gate, Workspace workspace, Paging paging)
{
    public void Map(WebApplication app)
    {
        app.MapGet("/v1/users/me", gate.Open(_ => Bot()));
        app.MapGet("/v1/users", gate.Open(call => paging.Page(call, Everyone(), u => u, "user", fromBody: false)));
        app.MapGet("/v1/users/{user_id}", gate.Open(One));
    }

    JsonNode One(NotionCall call)
    {
        var id = Ids.FromPath(call, "user_id", workspace.Rules);
        return Everyone().FirstOrDefault(u => (string?)u["id"] == id) ?? throw NotionException.NotFound("user", id);
    }

    static List<JsonObject> Everyone() => [Bot(), Owner()];

    static JsonObject Bot()
    {
        var bot = User(Workspace.BotId, "Cratehand", "bot");
        bot["bot"] = new JsonObject
        {
            ["owner"] = new JsonObject { ["type"] = "workspace", ["workspace"] = true },
            ["workspace_id"] = Workspace.Id,
            ["workspace_name"] = "Sandbox",
            ["workspace_limits"] = new JsonObject { ["max_file_upload_size_in_bytes"] = 5_242_880 },
        };
        return bot;
    }

    static JsonObject Owner()
    {
        var owner = User(Workspace.OwnerId, "Robin Crate", "person");
        owner["person"] = new JsonObject { ["email"] = "robin@sandbox.example" };
        return owner;
    }

    static JsonObject User(string id, string name, string type) =>
        new() { ["object"] = "user", ["id"] = id, ["name"] = name, ["avatar_url"] = null, ["type"] = type };
}
