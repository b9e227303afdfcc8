using Cratehand.Sandbox.Notion.Webhooks;

namespace Cratehand.Sandbox.Tests.Notion.Webhooks;

public class SignatureTests
{
    // RFC 4231, test case 2: a vector that neither we nor Notion made.
    [Fact]
    public void TheSignatureIsAnHmacOfTheRawBody() =>
        Assert.Equal(
            "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
            Signature.Of("what do ya want for nothing?", "Jefe"));
}
