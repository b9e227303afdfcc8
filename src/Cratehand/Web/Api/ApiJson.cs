using System.Text.Json;
using Cratehand.Cli;

namespace Cratehand.Web.Api;

/// <summary>The API writes as <c>--json</c> does: what a program learned from the one, it can read from the other.</summary>
static class ApiJson
{
    public static void Configure(JsonSerializerOptions options)
    {
        options.Encoder = Output.OneLine.Encoder;
        foreach (var converter in Output.OneLine.Converters)
        {
            options.Converters.Add(converter);
        }
    }
}
