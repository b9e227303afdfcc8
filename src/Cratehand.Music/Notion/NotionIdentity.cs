namespace Cratehand.Music.Notion;

/// <summary>Who the token is.</summary>
/// <param name="Name">The integration's name.</param>
/// <param name="Workspace">The workspace it works in; <c>null</c> if Notion does not say.</param>
public sealed record NotionIdentity(string Id, string Name, string? Workspace);
