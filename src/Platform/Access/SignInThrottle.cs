using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Access;

/// <summary>Tries at the sign-in from one address: thirty at once, then one every three seconds. Kept by each node for itself.</summary>
internal sealed class SignInThrottle : IDisposable
{
    readonly PartitionedRateLimiter<IPAddress> limiter = PartitionedRateLimiter.Create<IPAddress, IPAddress>(address => RateLimitPartition.GetTokenBucketLimiter(Neighbourhood(address),
        _ => new() { TokenLimit = 30, TokensPerPeriod = 1, ReplenishmentPeriod = TimeSpan.FromSeconds(3), QueueLimit = 0 }));

    /// <summary>One household of IPv6 has 2^64 addresses.</summary>
    static IPAddress Neighbourhood(IPAddress address) =>
        address.AddressFamily != AddressFamily.InterNetworkV6 ? address : address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : new IPAddress([.. address.GetAddressBytes()[..8], .. new byte[8]]);

    internal static async ValueTask<object?> Filter(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        using var lease = http.RequestServices.GetRequiredService<SignInThrottle>().limiter.AttemptAcquire(http.Connection.RemoteIpAddress ?? IPAddress.None);
        if (lease.IsAcquired) return await next(context);
        http.Response.Headers.RetryAfter = (lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? Math.Max(1, (int)wait.TotalSeconds) : 3).ToString(CultureInfo.InvariantCulture);
        var words = http.RequestServices.GetRequiredService<IStringLocalizer<Texts>>();
        return Pages.Console<SignInPage>(new SignInPage.Shown(words, SignInPage.Step.Slow), StatusCodes.Status429TooManyRequests);
    }

    public void Dispose() => limiter.Dispose();
}
