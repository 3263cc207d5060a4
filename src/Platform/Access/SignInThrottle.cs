using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Limits;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Access;

/// <summary>
/// Tries at the sign-in from one address: thirty at once, then one every three seconds, on all nodes together. Each node counts for itself first, so that a flood costs the database nothing.
/// </summary>
internal sealed class SignInThrottle : IDisposable
{
    const int Most = 30;
    static readonly TimeSpan Each = TimeSpan.FromSeconds(3);

    readonly PartitionedRateLimiter<IPAddress> limiter = PartitionedRateLimiter.Create<IPAddress, IPAddress>(address => RateLimitPartition.GetTokenBucketLimiter(Neighbourhood(address),
        _ => new() { TokenLimit = Most, TokensPerPeriod = 1, ReplenishmentPeriod = Each, QueueLimit = 0 }));

    /// <summary>One household of IPv6 has 2^64 addresses.</summary>
    static IPAddress Neighbourhood(IPAddress address) =>
        address.AddressFamily != AddressFamily.InterNetworkV6 ? address : address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : new IPAddress([.. address.GetAddressBytes()[..8], .. new byte[8]]);

    internal static async ValueTask<object?> Filter(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var services = http.RequestServices;
        var address = http.Connection.RemoteIpAddress ?? IPAddress.None;
        using var lease = services.GetRequiredService<SignInThrottle>().limiter.AttemptAcquire(address);
        if (lease.IsAcquired && await services.GetRequiredService<SharedQuotas>().TryTake($"sign-in {Neighbourhood(address)}", Most, Each, http.RequestAborted)) return await next(context);
        services.GetRequiredService<SecurityLog>().Note(http, SecurityKinds.Limit, "sign_in", isRefused: true);
        http.Response.Headers.RetryAfter = (lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? Math.Max(1, (int)wait.TotalSeconds) : (int)Each.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        var words = http.RequestServices.GetRequiredService<IStringLocalizer<Texts>>();
        return Pages.Console<SignInPage>(new SignInPage.Shown(words, SignInPage.Step.Slow), StatusCodes.Status429TooManyRequests);
    }

    public void Dispose() => limiter.Dispose();
}
