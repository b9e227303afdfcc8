using System.Net;
using System.Net.Sockets;

namespace Cratehand.Music.Audio.Fetching;

/// <summary>May it be fetched? If not: why, and what to change.</summary>
public sealed record AddressVerdict(bool Allowed, FetchRefusal? Refusal, string Reason)
{
    public static AddressVerdict Allow { get; } = new(true, null, "");

    public static AddressVerdict Refuse(FetchRefusal refusal, string reason) => new(false, refusal, reason);

    /// <summary>For callers that cannot go on.</summary>
    /// <exception cref="FetchRefusedException">It is refused.</exception>
    public void ThrowIfRefused()
    {
        if (Refusal is { } refusal)
        {
            throw new FetchRefusedException(refusal, Reason);
        }
    }
}

/// <summary>
/// Which addresses are fetched: none, until the owner switches hosts on. A name is checked before the lookup and every
/// address it leads to before the connection, so that no name and no redirect leads into a private network. Pure.
/// </summary>
public sealed class AddressPolicy
{
    /// <summary>Where the hosts are switched on.</summary>
    public const string Setting = "CRATEHAND__ACQUIRE__HOSTS";

    readonly HashSet<string> _hosts;
    readonly Func<IPAddress, bool> _isPrivate;
    readonly string? _named;

    /// <summary>Nothing is allowed but what is listed.</summary>
    /// <param name="hosts">Entries <c>host</c> (any port), <c>host:port</c>, <c>*.host</c> (its subdomains), <c>[::1]:80</c>.</param>
    /// <param name="isPrivate">Default: <see cref="PrivateNetworks.Contain"/>.</param>
    public AddressPolicy(IEnumerable<string> hosts, Func<IPAddress, bool>? isPrivate = null) =>
        (_hosts, _isPrivate) = (hosts.Select(Normal).SelectMany(WithShort).ToHashSet(), isPrivate ?? PrivateNetworks.Contain);

    /// <summary>The policy for the setting's text: entries parted by commas or spaces; empty: nothing is fetched.</summary>
    public static AddressPolicy Parse(string? setting, Func<IPAddress, bool>? isPrivate = null) =>
        new((setting ?? "").Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), isPrivate);

    AddressPolicy(AddressPolicy other, string named) => (_hosts, _isPrivate, _named) = (other._hosts, other._isPrivate, named);

    /// <summary>
    /// This policy and, besides, the host that a service named for one file: by https only, and never inside a private network,
    /// which is for the owner alone to allow.
    /// </summary>
    public AddressPolicy Naming(Uri address) => new(this, Entry(address));

    /// <summary>Is this host switched on?</summary>
    public AddressVerdict Check(Uri address)
    {
        if (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https"))
        {
            return AddressVerdict.Refuse(FetchRefusal.BadAddress, "Only http and https addresses are fetched.");
        }

        if (address.UserInfo.Length > 0)
        {
            return AddressVerdict.Refuse(FetchRefusal.BadAddress,
                $"The address of {address.Host} holds a user name: give it without one.");
        }

        return IsListed(Host(address), address.Port) || (address.Scheme == "https" && Entry(address) == _named)
            ? AddressVerdict.Allow
            : AddressVerdict.Refuse(FetchRefusal.NotSwitchedOn,
                $"Fetching from {Entry(address)} is not switched on: if you may download from there, add {Entry(address)} to {Setting}.");
    }

    /// <summary>May this very address, to which the host's name led, be connected to? Ask after <see cref="Check(Uri)"/>.</summary>
    public AddressVerdict Check(Uri address, IPAddress target)
    {
        if (!_isPrivate(target) || IsListed(Literal(target), address.Port)
            || (IPAddress.IsLoopback(PrivateNetworks.Plain(target)) && IsListed("localhost", address.Port)))
        {
            return AddressVerdict.Allow;
        }

        var literal = $"{Literal(target)}:{address.Port}";
        return AddressVerdict.Refuse(FetchRefusal.PrivateAddress,
            $"{address.Host} leads to {Literal(target)}, an address in a private network: if that is meant, add {literal} to {Setting}.");
    }

    bool IsListed(string host, int port) => Names(host).Any(name => _hosts.Contains(name) || _hosts.Contains($"{name}:{port}"));

    // The host itself, then *.b.c and *.c for a.b.c. An address of numbers has no subdomains.
    static IEnumerable<string> Names(string host)
    {
        yield return host;
        if (IPAddress.TryParse(host, out _))
        {
            yield break;
        }

        for (var dot = host.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = host.IndexOf('.', dot + 1))
        {
            yield return "*" + host[dot..];
        }
    }

    // Who may be fetched from may be asked what its own short links mean.
    static string[] WithShort(string host) => host is "soundcloud.com" ? [host, "on.soundcloud.com"] : [host];

    static string Entry(Uri address) => address.IsDefaultPort ? Host(address) : $"{Host(address)}:{address.Port}";

    static string Host(Uri address) => address.HostNameType == UriHostNameType.IPv6 && IPAddress.TryParse(address.Host, out var ip)
        ? Literal(ip)
        : address.IdnHost.TrimEnd('.').ToLowerInvariant();

    static string Literal(IPAddress address)
    {
        var plain = PrivateNetworks.Plain(address);
        return plain.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{plain}]" : plain.ToString();
    }

    // An owner may paste a whole address where a host is wanted; letters and trailing dots make no difference.
    static string Normal(string entry)
    {
        var text = entry.Trim().ToLowerInvariant();
        if (text.Contains("://", StringComparison.Ordinal) && Uri.TryCreate(text, UriKind.Absolute, out var address))
        {
            return Entry(address);
        }

        text = text.TrimEnd('/', '.');
        return IsWholeAddress(text) && IPAddress.TryParse(text, out var ip) ? Literal(ip) : text;
    }

    // IPAddress.TryParse takes "[::1]:80" for ::1 and drops the port.
    static bool IsWholeAddress(string text) => !text.Contains("]:", StringComparison.Ordinal);
}
