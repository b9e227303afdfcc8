using System.Security.Cryptography;
using System.Text;

namespace Cratehand.Sandbox.Notion.Webhooks;

/// <summary>X-Notion-Signature: HMAC-SHA256 over the raw body, keyed with the verification token as it stands (API page: webhooks).</summary>
static class Signature
{
    public const string Header = "X-Notion-Signature";

    public static string Of(string body, string token) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(body)));
}
