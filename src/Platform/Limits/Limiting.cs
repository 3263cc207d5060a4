using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Nameplate.Platform.Access;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Limits;

/// <summary>
/// Limits calls of the API per key and per address, and forms of the public pages per address, and tells in the headers of the IETF draft
/// (draft-ietf-httpapi-ratelimit-headers) what is left. Scans are not limited. The counts are each node's own, except where <see cref="Together"/> is asked for.
/// </summary>
internal sealed class Limiting(IOptions<LimitSettings> settings) : IDisposable
{
    readonly Quota byKey = new("key", settings.Value.CallsPerKey), byAddress = new("address", settings.Value.CallsPerAddress), forms = new("forms", settings.Value.FormsPerAddress);
    readonly bool countLoopback = settings.Value.CountLoopback;

    /// <summary>Before anybody is asked who he is, so that guessing keys costs no look-up.</summary>
    public Task ByAddress(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint()?.Metadata is not { } route) return next(http);
        var quota = route.GetMetadata<ApiRoute>() is not null ? byAddress : HttpMethods.IsPost(http.Request.Method) && route.GetMetadata<IAuthorizeData>() is null ? forms : null;
        return quota is null || AddressOf(http.Connection.RemoteIpAddress) is not { } address ? next(http) : Take(quota, address, http, next);
    }

    /// <summary>Behind the door, where the key is known.</summary>
    public Task ByKey(HttpContext http, RequestDelegate next) =>
        http.GetEndpoint()?.Metadata.GetMetadata<ApiRoute>() is not null && Caller.Of(http.User) is { Kind: CallerKind.Key, Id: var id } ? Take(byKey, id, http, next) : next(http);

    static Task Take(Quota quota, string caller, HttpContext http, RequestDelegate next)
    {
        if (quota.IsUnlimited) return next(http);
        var taken = quota.TryTake(caller);
        http.Response.Headers.Append("RateLimit-Policy", quota.Policy);
        http.Response.Headers.Append("RateLimit", quota.State(caller));
        return taken ? next(http) : Refuse(quota.Name, quota.Wait, http);
    }

    /// <summary>For what a stranger may ask but not try through: counted on all nodes together, which costs a write.</summary>
    public async ValueTask<object?> Together(string name, int perMinute, EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (perMinute <= 0 || AddressOf(http.Connection.RemoteIpAddress) is not { } address) return await next(context);
        var each = TimeSpan.FromMinutes(1) / perMinute;
        if (await http.RequestServices.GetRequiredService<SharedQuotas>().TryTake($"{name} {address}", perMinute, each, http.RequestAborted)) return await next(context);
        await Refuse(name, Math.Max(1, (int)Math.Ceiling(each.TotalSeconds)), http);
        return TypedResults.Empty;
    }

    static Task Refuse(string name, int wait, HttpContext http)
    {
        var key = Caller.Of(http.User) is { Kind: CallerKind.Key } known ? known : null;
        http.RequestServices.GetRequiredService<SecurityLog>().Note(http, SecurityKinds.Limit, name, isRefused: true, key?.Id, key, key is null ? [] : [Guid.Parse(http.User.FindFirst(Policies.BrandClaim)!.Value)]);
        http.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        if (!http.Request.GetTypedHeaders().Accept.Any(a => a.MediaType == "text/html"))
            return TypedResults.Problem($"That was too much at once. Go on in {wait} seconds; the headers RateLimit and RateLimit-Policy tell what is left.", statusCode: StatusCodes.Status429TooManyRequests, title: "Too many requests.",
                type: "https://iana.org/assignments/http-problem-types#quota-exceeded", extensions: new Dictionary<string, object?> { ["violated-policies"] = new[] { name } }).ExecuteAsync(http);
        var words = http.RequestServices.GetRequiredService<IStringLocalizer<Texts>>();
        var frame = http.RequestServices.GetRequiredService<Frames>().Neutral(http, words["TooMany"]);
        return Pages.Consumer<TooManyPage>(new TooManyPage.Shown(frame, words), frame, StatusCodes.Status429TooManyRequests).ExecuteAsync(http);
    }

    string? AddressOf(IPAddress? address) => CountedAddress.Of(address, countLoopback);

    public void Dispose()
    {
        byKey.Dispose();
        byAddress.Dispose();
        forms.Dispose();
    }
}

public static class LimitRoutes
{
    public static void UseLimitsByAddress(this IApplicationBuilder app) => app.Use((http, next) => http.RequestServices.GetRequiredService<Limiting>().ByAddress(http, next));
    public static void UseLimitsByKey(this IApplicationBuilder app) => app.Use((http, next) => http.RequestServices.GetRequiredService<Limiting>().ByKey(http, next));

    /// <summary>One address may ask this so often a minute, on all nodes together.</summary>
    public static T LimitedTogether<T>(this T route, string name, Func<LimitSettings, int> perMinute) where T : IEndpointConventionBuilder => route.AddEndpointFilter((context, next) =>
        context.HttpContext.RequestServices.GetRequiredService<Limiting>().Together(name, perMinute(context.HttpContext.RequestServices.GetRequiredService<IOptions<LimitSettings>>().Value), context, next));
}
