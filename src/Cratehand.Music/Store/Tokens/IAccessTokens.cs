namespace Cratehand.Music.Store.Tokens;

/// <summary>Where a client gets the token of its next call.</summary>
public interface IAccessTokens
{
    /// <summary>A token that should be good.</summary>
    /// <exception cref="SignInNeededException">There is none and can be none.</exception>
    Task<string> GetAsync(CancellationToken cancel);

    /// <summary>Another token in place of one that was refused (401).</summary>
    /// <param name="refused">The one that was sent.</param>
    /// <exception cref="SignInNeededException">There is none and can be none.</exception>
    Task<string> RenewAsync(string refused, CancellationToken cancel);
}

/// <summary>A token from the settings: it is what it is.</summary>
/// <param name="title">The provider's name for people.</param>
/// <param name="setting">The key it comes from.</param>
/// <param name="command">What signs in instead.</param>
public sealed class ReadyToken(string title, string token, string setting, string command) : IAccessTokens
{
    public Task<string> GetAsync(CancellationToken cancel) => Task.FromResult(token);

    public Task<string> RenewAsync(string refused, CancellationToken cancel) =>
        throw new SignInNeededException(title, $"The token in {setting} was refused; renew it there, or remove it and sign in.", command);
}
