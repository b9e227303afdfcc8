namespace Cratehand.Music.Store.Tokens;

/// <summary>A token endpoint said no for good to what it was shown (RFC 6749 §5.2).</summary>
/// <param name="error">The word of the RFC, e.g. <c>invalid_grant</c>.</param>
/// <param name="message">For the owner, without any secret.</param>
public sealed class TokenRefusedException(string error, string message) : Exception(message)
{
    public string Error { get; } = error;

    /// <summary>The code or refresh token is spent, ended or taken back; else the app itself is refused.</summary>
    public bool IsGrant => Error == "invalid_grant";
}
