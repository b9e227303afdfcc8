using System.Net;
using Cratehand.Music.Audio.Fetching;

namespace Cratehand.Music.Tests.Audio.Fetching;

public sealed class AddressPolicyTests
{
    [Theory]
    [InlineData("media.example", "https://media.example/a.flac")]
    [InlineData("media.example", "http://MEDIA.example.:8080/a.flac")]
    [InlineData("media.example:8080", "http://media.example:8080/a.flac")]
    [InlineData("*.example", "https://cdn.media.example/a.flac")]
    [InlineData("https://media.example/some/page", "https://media.example/a.flac")]
    [InlineData("127.0.0.1:80", "http://127.0.0.1/a.flac")]
    [InlineData("[::1]:8080", "http://[::1]:8080/a.flac")]
    [InlineData("::1", "http://[::1]:8080/a.flac")]
    [InlineData("bücher.example", "http://bücher.example/a.flac", "xn--bcher-kva.example")]
    [InlineData("a.example, media.example", "https://media.example/a.flac")]
    public void AHostThatIsSwitchedOnIsFetched(string hosts, string address, string? also = null) =>
        Assert.True(AddressPolicy.Parse($"{hosts},{also}").Check(new Uri(address)).Allowed);

    [Theory]
    [InlineData("", "https://media.example/a.flac")]
    [InlineData("media.example", "https://cdn.media.example/a.flac")]
    [InlineData("media.example", "https://media.example.evil.test/a.flac")]
    [InlineData("*.example", "https://badexample/a.flac")]
    [InlineData("media.example:8080", "https://media.example/a.flac")]
    [InlineData("*.0.0.1", "http://127.0.0.1/a.flac")]
    public void AnyOtherHostIsNot(string hosts, string address) =>
        Assert.Equal(FetchRefusal.NotSwitchedOn, AddressPolicy.Parse(hosts).Check(new Uri(address)).Refusal);

    [Fact]
    public void TheReasonNamesTheHostAndTheWayOut() =>
        Assert.Equal(
            "Fetching from media.example:8080 is not switched on: if you may download from there, add media.example:8080 to CRATEHAND__ACQUIRE__HOSTS.",
            AddressPolicy.Parse("").Check(new Uri("http://media.example:8080/a")).Reason);

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://media.example/a.flac")]
    [InlineData("https://user:password@media.example/a.flac")]
    public void OnlyPlainWebAddressesAreFetched(string address)
    {
        var verdict = AddressPolicy.Parse("media.example").Check(new Uri(address));

        Assert.Equal(FetchRefusal.BadAddress, verdict.Refusal);
        Assert.DoesNotContain("password", verdict.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("198.51.100.1")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::ffff:192.168.0.1")]
    [InlineData("::127.0.0.1")]
    [InlineData("64:ff9b::10.0.0.1")]
    [InlineData("64:ff9b:1::1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2001::1")]
    [InlineData("2001:db8::1")]
    [InlineData("fe80::1%1")]
    [InlineData("fd00::1")]
    [InlineData("ff02::1")]
    public void ANameThatLeadsIntoAPrivateNetworkIsRefused(string target)
    {
        var verdict = AddressPolicy.Parse("media.example").Check(new Uri("http://media.example/a"), IPAddress.Parse(target));

        Assert.Equal(FetchRefusal.PrivateAddress, verdict.Refusal);
        Assert.Contains("CRATEHAND__ACQUIRE__HOSTS", verdict.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("93.184.216.34")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("2606:4700::1111")]
    [InlineData("64:ff9b::8.8.8.8")]
    [InlineData("::ffff:8.8.8.8")]
    public void APublicAddressIsReached(string target) =>
        Assert.True(AddressPolicy.Parse("media.example").Check(new Uri("http://media.example/a"), IPAddress.Parse(target)).Allowed);

    [Theory]
    [InlineData("192.168.0.7:8080", "http://192.168.0.7:8080/a", "192.168.0.7", true)]
    [InlineData("192.168.0.7:8080", "http://192.168.0.7:9090/a", "192.168.0.7", false)]
    [InlineData("192.168.0.7:8080", "http://192.168.0.7:8080/a", "::ffff:192.168.0.7", true)]
    [InlineData("192.168.0.7:8080", "http://media.example:8080/a", "192.168.0.8", false)]
    [InlineData("localhost:8080", "http://localhost:8080/a", "127.0.0.1", true)]
    [InlineData("localhost:8080", "http://localhost:8080/a", "::1", true)]
    [InlineData("localhost:8080", "http://localhost:8080/a", "192.168.0.1", false)]
    public void APrivateAddressIsReachedOnlyIfItStandsInTheListItself(string hosts, string address, string target, bool allowed) =>
        Assert.Equal(allowed, AddressPolicy.Parse(hosts).Check(new Uri(address), IPAddress.Parse(target)).Allowed);

    [Theory]
    [InlineData("https://cdn.example/a.wav?Signature=1", true)]
    [InlineData("https://cdn.example/other.wav", true)]
    [InlineData("http://cdn.example/a.wav", false)]
    [InlineData("https://cdn.example:8443/a.wav", false)]
    [InlineData("https://www.cdn.example/a.wav", false)]
    [InlineData("https://media.example/a.wav", true)]
    public void TheHostThatAServiceNamedIsFetchedFromByHttpsBesidesTheList(string address, bool allowed) =>
        Assert.Equal(allowed, AddressPolicy.Parse("media.example").Naming(new Uri("https://cdn.example/a.wav")).Check(new Uri(address)).Allowed);

    [Theory]
    [InlineData("https://cdn.example/a", "192.168.0.7")]
    [InlineData("https://192.168.0.7/a", "192.168.0.7")]
    [InlineData("https://localhost/a", "127.0.0.1")]
    public void NoServiceOpensAPrivateNetworkByNamingIt(string named, string target) =>
        Assert.Equal(FetchRefusal.PrivateAddress, AddressPolicy.Parse("").Naming(new Uri(named)).Check(new Uri(named), IPAddress.Parse(target)).Refusal);

    [Fact]
    public void SecretsInAnAddressAreNotShown() =>
        Assert.Equal(
            "https://soundcloud.com:444/artist/track/s-…?…",
            Redact.Address(new Uri("https://me:word@soundcloud.com:444/artist/track/s-AbC123?secret=1#x")));
}
