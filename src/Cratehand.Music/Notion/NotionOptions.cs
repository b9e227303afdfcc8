using Cratehand.Music.Store.Providers;

namespace Cratehand.Music.Notion;

/// <summary>Where Notion is and who we are there.</summary>
/// <param name="BaseAddress">Without <c>/v1</c>. Notion's own: <c>https://api.notion.com</c>.</param>
/// <param name="Token">Of an internal integration, <c>ntn_…</c> or <c>secret_…</c>.</param>
public sealed record NotionOptions(Uri BaseAddress, SecretText Token)
{
    /// <summary>The newest version that we speak; <c>2025-09-03</c> works as well.</summary>
    public const string NewestVersion = "2026-03-11";

    /// <summary>The header <c>Notion-Version</c>.</summary>
    public string Version { get; init; } = NewestVersion;

    /// <summary>Default 3, which is 180 a minute: the figure that has always been safe (API page: request limits).</summary>
    public double RequestsPerSecond { get; init; } = 3;

    /// <summary>Notion gives itself 60 s before it ends a request with 503 or 504.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(65);

    /// <summary>The largest answer, in bytes.</summary>
    public int MaxBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>For <see cref="ProviderHttp"/>.</summary>
    public ProviderOptions ToProvider() => new("notion", "Notion", BaseAddress)
    {
        RequestsPerSecond = RequestsPerSecond,
        Timeout = Timeout,
        MaxBytes = MaxBytes,
        SignInHint = "Copy the integration's secret from notion.so/profile/integrations and set it as Notion:Token (NOTION_TOKEN).",
        Explain = NotionProblem.Read,
    };
}
