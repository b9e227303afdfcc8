using System.Text.Json.Nodes;

namespace Cratehand.Sandbox.Notion;

/// <summary>What Notion says with each status that is no fault of the caller (API page: status codes).</summary>
static class NotionFaults
{
    static readonly Dictionary<int, (string Code, string Message)> Words = new()
    {
        [400] = ("validation_error", "body failed validation."),
        [401] = ("unauthorized", "API token is invalid."),
        [403] = ("restricted_resource", "API token does not have access to this resource."),
        [404] = ("object_not_found", "Could not find object. Make sure the relevant pages and databases are shared with your integration."),
        [409] = ("conflict_error", "Conflict occurred while saving. Please try again."),
        [429] = ("rate_limited", "You have been rate limited. Please try again in a few minutes."),
        [500] = ("internal_server_error", "Unexpected error occurred."),
        [502] = ("bad_gateway", "Bad gateway."),
        [503] = ("service_unavailable", "Notion is unavailable, please try again later."),
        [504] = ("gateway_timeout", "The request timed out."),
        [529] = ("service_overload", "Notion is overloaded, please try again later."),
    };

    public static JsonObject? Body(int status) =>
        Words.TryGetValue(status, out var words) ? new NotionException(status, words.Code, words.Message).ToBody() : null;
}
