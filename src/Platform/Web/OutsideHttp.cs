using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Nameplate.Platform.Web;

/// <summary>Configuration section <c>Outside</c>.</summary>
public sealed class OutsideAddresses
{
    /// <summary>Lets this server call addresses of its own network, and plain HTTP. For trying things out; off by default.</summary>
    public bool AllowPrivate { get; set; }
}

/// <summary>A name leads into our own network.</summary>
public sealed class NotPublic(string message) : IOException(message);

/// <summary>
/// Calls to addresses that somebody typed in. The address is looked up once, every result is checked, and the connection goes to the one that
/// was checked: a name that points into our own network, also one that changes its mind in between, is not reached. Redirects are not followed.
/// </summary>
public static class OutsideHttp
{
    public const string Client = "outside";

    internal static IServiceCollection AddOutsideHttp(this IServiceCollection services)
    {
        services.AddHttpClient(Client).ConfigurePrimaryHttpMessageHandler(s => new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseCookies = false, UseProxy = false, PooledConnectionLifetime = TimeSpan.FromMinutes(2), ConnectTimeout = TimeSpan.FromSeconds(10),
            MaxResponseHeadersLength = 16, ActivityHeadersPropagator = null,
            ConnectCallback = (context, ct) => Connect(context.DnsEndPoint, s.GetRequiredService<IOptions<OutsideAddresses>>().Value.AllowPrivate, ct),
        }).RemoveAllLoggers();
        return services;
    }

    static async ValueTask<Stream> Connect(DnsEndPoint to, bool allowPrivate, CancellationToken ct)
    {
        var addresses = await Dns.GetHostAddressesAsync(to.Host, ct);
        if (!allowPrivate && addresses.FirstOrDefault(a => !IsPublic(a)) is not null) throw new NotPublic($"{to.Host} leads to an address that is not public");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, to.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>What is wrong with an address to be called, as far as it can be seen without looking it up; null when nothing is.</summary>
    public static string? Explain(string? url, bool allowPrivate)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http") || uri.Host.Length == 0) return "Give an address that begins with https://.";
        if (url!.Length > 1000) return "Use at most 1000 characters.";
        if (uri.UserInfo.Length > 0) return "Leave user and password out of the address: the signature tells who sends.";
        if (allowPrivate) return null;
        if (uri.Scheme != "https") return "Use https://, so that nobody reads along.";
        var host = uri.IdnHost;
        var isAddress = IPAddress.TryParse(host.Trim('[', ']'), out var address);
        return isAddress ? IsPublic(address!) ? null : "This address is not public. Messages go to public addresses only."
            : host.Contains('.', StringComparison.Ordinal) && !host.EndsWith(".local", StringComparison.OrdinalIgnoreCase) && !host.EndsWith(".internal", StringComparison.OrdinalIgnoreCase) && !host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
                ? null : "This name is not public. Messages go to public addresses only.";
    }

    // IANA's special-purpose address registries
    static readonly IPNetwork[] NotPublic =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/96", "::1/128", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return !NotPublic.Any(n => n.BaseAddress.AddressFamily == address.AddressFamily && n.Contains(address));
    }
}
