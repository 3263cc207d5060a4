using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Nameplate.Platform.Limits;

/// <summary>Where a request comes from, as far as limits count it. It is kept nowhere; what counts by it keeps a hash.</summary>
public sealed class CountedAddress(IOptions<LimitSettings> settings)
{
    /// <returns>Null where it is not counted: the server's own machine.</returns>
    public string? Of(HttpContext http) => Of(http.Connection.RemoteIpAddress, settings.Value.CountLoopback);

    /// <summary>An IPv6 customer has a whole /64.</summary>
    internal static string? Of(IPAddress? address, bool countLoopback)
    {
        if (address is null || (!countLoopback && IPAddress.IsLoopback(address))) return null;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }
}
