using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cratehand.Sandbox.Notion;

/// <summary>A refusal in Notion's own words. Texts are those the live API is reported to send; see the API page of status codes.</summary>
sealed class NotionException(int status, string code, string message) : Exception(message)
{
    public int Status => status;

    /// <summary>Seconds for Retry-After, or null.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>What stands under <c>additional_data</c>, or null.</summary>
    public JsonObject? Additional { get; init; }

    /// <summary>The error object as it goes over the wire, still without <c>request_id</c>.</summary>
    public JsonObject ToBody()
    {
        var body = new JsonObject { ["object"] = "error", ["status"] = status, ["code"] = code, ["message"] = Message };
        if (Additional is not null)
        {
            body["additional_data"] = Additional.DeepClone();
        }

        return body;
    }

    public static NotionException Validation(string message) => new(400, "validation_error", message);

    /// <summary>The form "body failed validation: body.x should be …, instead was `…`."</summary>
    public static NotionException Should(string path, string should, JsonNode? was) =>
        Validation($"{path.Split('.')[0]} failed validation: {path} should be {should}, instead was `{Shown(was)}`.");

    public static NotionException TooMany(string path, int limit, int was) =>
        Validation($"{path.Split('.')[0]} failed validation: {path}.length should be ≤ `{limit}`, instead was `{was}`.");

    public static NotionException Undefined(string path) => Should(path, "defined", null);

    /// <summary>What a value draws that carries none of the types that could stand there.</summary>
    public static NotionException FixOne(string path, IEnumerable<string> keys) =>
        Validation("body failed validation. Fix one:\n"
            + string.Join('\n', keys.Select(k => $"{path}.{k} should be defined, instead was `undefined`.")));

    public static NotionException NotFound(string kind, string id) => new(
        404,
        "object_not_found",
        $"Could not find {kind} with ID: {id}. Make sure the relevant pages and databases are shared with your integration.");

    public static NotionException Trashed() =>
        Validation("Can't edit block that is archived. You must unarchive the block before editing.");

    static string Shown(JsonNode? was) => was?.ToJsonString(Plain) ?? "undefined";

    static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
