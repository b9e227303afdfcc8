namespace Cratehand.Music.Store.Tokens;

/// <summary>What a provider's sign-ins are like.</summary>
/// <param name="Provider">Its stored name; never change one.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Life">How long a sign-in lasts, however often it is refreshed; <c>null</c>: until it is taken back.</param>
public sealed record LoginTerms(string Provider, string Title, TimeSpan? Life)
{
    /// <summary>
    /// Refresh tokens end six months after the sign-in (developer.spotify.com, blog 2026-06-18), taken as 180 days: never a day
    /// too many is promised.
    /// </summary>
    public static readonly LoginTerms Spotify = new("spotify", "Spotify", TimeSpan.FromDays(180));

    public static readonly LoginTerms SoundCloud = new("soundcloud", "SoundCloud", null);

    /// <summary>What the owner types to sign in.</summary>
    public string Command => $"cratehand auth {Provider}";

    /// <summary>For who must sign in.</summary>
    public SignInNeededException SignIn(string reason) => new(Title, reason, Command);

    public SignInNeededException FirstSignIn() => new(Title, "Nobody has signed in yet.", Command) { IsFirst = true };
}
