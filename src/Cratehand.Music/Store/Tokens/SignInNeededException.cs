namespace Cratehand.Music.Store.Tokens;

/// <summary>Only the owner can help: nothing is asked of this provider until they have signed in.</summary>
/// <param name="title">The provider's name for people.</param>
/// <param name="reason">A whole sentence.</param>
/// <param name="command">Exactly what to type.</param>
public sealed class SignInNeededException(string title, string reason, string command)
    : Exception($"{title} needs you to sign in. {reason} Type: {command}")
{
    public string Reason { get; } = reason;

    /// <summary>Nobody ever did: so far the provider is simply not in use.</summary>
    public bool IsFirst { get; init; }

    public string Command { get; } = command;
}
