using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Web;
using Cratehand.Music.Sources.SigningIn;

namespace Cratehand.Music.Tests.Sources.SigningIn;

public sealed class SignInAttemptTests : IDisposable
{
    static readonly OAuthApp App = OAuthApp.Spotify(new Uri("https://accounts.example/"), "my app");

    readonly RandomNumberGenerator _random = RandomNumberGenerator.Create();

    public void Dispose() => _random.Dispose();

    [Fact]
    public void TheAddressHoldsTheChallengeOfTheVerifierAndNeverTheVerifier()
    {
        var attempt = Begin();
        var query = HttpUtility.ParseQueryString(attempt.Address.Query);
        Assert.StartsWith("https://accounts.example/authorize?", attempt.Address.AbsoluteUri, StringComparison.Ordinal);
        Assert.Equal(Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(attempt.Verifier))), query["code_challenge"]);
        Assert.Equal(
            ("S256", "code", "my app", "http://127.0.0.1:8765/callback"),
            (query["code_challenge_method"], query["response_type"], query["client_id"], query["redirect_uri"]));
        Assert.DoesNotContain(attempt.Verifier, attempt.Address.AbsoluteUri, StringComparison.Ordinal);
        Assert.Matches("^[A-Za-z0-9_-]{43}$", attempt.Verifier);
        Assert.Contains("user-library-read", query["scope"]!.Split(' '));
    }

    [Fact]
    public void NoTwoTriesShareASecret() =>
        Assert.Equal(4, new[] { Begin(), Begin() }.SelectMany(a => new[] { a.Verifier, StateOf(a) }).Distinct().Count());

    [Theory]
    [InlineData("http://127.0.0.1:8765/callback?code=abc&state=STATE", SignInVerdict.Allowed)]
    [InlineData("  http://127.0.0.1:8765/callback?state=STATE&code=abc \n", SignInVerdict.Allowed)]
    [InlineData("/callback?code=abc&state=STATE", SignInVerdict.Allowed)]
    [InlineData("/callback?error=access_denied&state=STATE", SignInVerdict.Denied)]
    [InlineData("/callback?error=unsupported_response_type&state=STATE", SignInVerdict.Failed)]
    [InlineData("/callback?code=abc&state=another", SignInVerdict.WrongState)]
    [InlineData("/callback?code=abc", SignInVerdict.WrongState)]
    [InlineData("/callback?error=access_denied&state=another", SignInVerdict.WrongState)]
    [InlineData("/callback?state=STATE", SignInVerdict.Unrelated)]
    [InlineData("/favicon.ico", SignInVerdict.Unrelated)]
    [InlineData("/callback", SignInVerdict.Unrelated)]
    [InlineData("", SignInVerdict.Unrelated)]
    [InlineData("hello there", SignInVerdict.Unrelated)]
    public void OnlyAnAnswerToThisTryCounts(string text, SignInVerdict verdict)
    {
        var attempt = Begin();
        Assert.Equal(verdict, attempt.Read(text.Replace("STATE", StateOf(attempt), StringComparison.Ordinal)).Verdict);
    }

    [Fact]
    public void AnAnswerPrintsNoCodeAndAnErrorIsAWord()
    {
        var attempt = Begin();
        Assert.DoesNotContain("secret-code", attempt.Read($"/callback?code=secret-code&state={StateOf(attempt)}").ToString(), StringComparison.Ordinal);
        Assert.Equal("bad31mred", attempt.Read($"/callback?error=bad%1b[31m red&state={StateOf(attempt)}").Error);
    }

    SignInAttempt Begin() => SignInAttempt.Begin(App, new Uri("http://127.0.0.1:8765/callback"), _random);

    static string StateOf(SignInAttempt attempt) => HttpUtility.ParseQueryString(attempt.Address.Query)["state"]!;
}
