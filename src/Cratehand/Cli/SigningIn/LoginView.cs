using System.Text.Json.Serialization;
using Cratehand.Music.Sources.SigningIn;
using Cratehand.Music.Store.Tokens;

namespace Cratehand.Cli.SigningIn;

/// <summary>How things stand with one provider, as <c>auth status</c> shows it.</summary>
/// <param name="By"><c>setting</c>: a ready token; <c>sign-in</c>; <c>null</c>: neither.</param>
/// <param name="DaysLeft"><c>null</c>: it does not end by itself, or nobody is signed in.</param>
/// <param name="Reason">Why it is not signed in.</param>
/// <param name="How">What to type to sign in.</param>
public sealed record LoginView(string Provider, bool SignedIn, string? By, string? Account, int? DaysLeft, string? Reason, string How)
{
    /// <summary>For people.</summary>
    [JsonIgnore]
    public string Ends => DaysLeft is { } days ? $"{days} days left" : "until you take it back";

    public static LoginView Of(ProviderSetup setup, Login? login, DateTimeOffset now)
    {
        var terms = setup.Terms;
        if (setup.ReadyToken is not null)
        {
            return new(terms.Provider, true, "setting", null, null, null, terms.Command);
        }

        var days = login is null ? null : LoginLife.DaysLeft(login.SignedIn, terms.Life, now);
        var reason = login is null ? "Nobody has signed in yet." : login.EndedBecause ?? (days == 0 ? $"The sign-in of {login.SignedIn:yyyy-MM-dd} has ended." : null);
        return reason is null
            ? new(terms.Provider, true, "sign-in", login!.Account, days, null, terms.Command)
            : new(terms.Provider, false, null, login?.Account, null, reason, terms.Command);
    }
}
