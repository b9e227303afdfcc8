using Microsoft.Extensions.Logging;

namespace Cratehand.Music.Detecting;

/// <summary>Every event of detection.</summary>
internal static partial class DetectionLog
{
    [LoggerMessage(EventId = 400, Message = "Detection at {Source}: {Outcome}, {Seen} seen, {Fresh} new, {Calls} calls. {Reason}")]
    public static partial void LevelRead(this ILogger log, LogLevel importance, string source, string outcome, int seen, int fresh, int calls, string? reason);

    [LoggerMessage(401, LogLevel.Information, "Taken up from {Source}: {Title} ({Input})")]
    public static partial void TakenUp(this ILogger log, string source, string title, string input);

    [LoggerMessage(402, LogLevel.Information, "{Title} is gone from {Source}")]
    public static partial void Unliked(this ILogger log, string title, string source);
}
