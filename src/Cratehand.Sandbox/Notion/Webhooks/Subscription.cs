namespace Cratehand.Sandbox.Notion.Webhooks;

/// <summary>A webhook as its owner set it up in Notion's portal.</summary>
sealed class Subscription
{
    public required string Id { get; init; }

    public required Uri Url { get; init; }

    /// <summary>Event types, or empty for all.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    public required string VerificationToken { get; init; }

    public bool IsActive { get; set; }
}

/// <summary>Every so many-th event meets something; 0 is never.</summary>
/// <param name="LoseEvery">Is never sent: Notion promises at most once.</param>
/// <param name="DuplicateEvery">Is sent twice under one id.</param>
/// <param name="LateEvery">Is sent two minutes later, behind younger ones.</param>
sealed record Weather(int LoseEvery = 0, int DuplicateEvery = 0, int LateEvery = 0);

/// <summary>One POST to a subscriber. Status 0 is "no answer".</summary>
sealed record Delivery(string EventId, string Type, int Attempt, DateTimeOffset At, int Status);
