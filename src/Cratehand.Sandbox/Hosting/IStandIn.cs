using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;

namespace Cratehand.Sandbox.Hosting;

/// <summary>One service of the sandbox on its own loopback port. A service with two hosts (API and sign-in) is two of these over one state.</summary>
public interface IStandIn
{
    /// <summary>The key in <c>sandbox --json</c>, in control bodies and in the call log, e.g. <c>notion</c>, <c>spotifyAccounts</c>.</summary>
    string Name { get; }

    /// <summary>Whether request and answer bodies are kept in the call log. False where bodies are large or streamed.</summary>
    bool LogsBodies => true;

    /// <summary>Declares the routes. Call log and faults are already in front of them.</summary>
    void Map(WebApplication app);

    /// <summary>Everything held now; what <see cref="SeedAsync"/> accepts whole.</summary>
    JsonNode State();

    /// <summary>Adds to, or replaces, what is held. The shapes are the stand-in's own.</summary>
    /// <exception cref="SeedException">The seed cannot be understood; the message names the part.</exception>
    Task SeedAsync(JsonNode seed);

    /// <summary>Likes a track as its listener would; null picks one not liked yet. Null when nothing can be liked here.</summary>
    Task<JsonNode?> LikeAsync(string? id) => Task.FromResult<JsonNode?>(null);

    /// <summary>Adds tokens and seeded ids to the first line of <c>sandbox --json</c>.</summary>
    void Describe(JsonObject line)
    {
    }

    /// <summary>The body this vendor sends with a status, for faults that name none. Null sends an empty body.</summary>
    JsonNode? FaultBody(int status) => null;
}

/// <summary>A control body that cannot be followed; answered as 400 with the message.</summary>
public sealed class SeedException(string message) : Exception(message);
