using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Nameplate.Platform.Brands;

namespace Nameplate.Platform.Web;

public static class KnownHosts
{
    static readonly string[] Loopback = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>
    /// Where a public address was configured, the server answers to its name, to the brands' own hosts, to those of <see cref="WebSafety.Hosts"/>, and on the machine itself; a made-up name leads nowhere.
    /// Whoever comes by such a name came by https where the public address has it, also where the proxy does not say so.
    /// </summary>
    public static void UseKnownHosts(this IApplicationBuilder app)
    {
        var (address, safety) = (app.ApplicationServices.GetRequiredService<IOptions<PublicAddress>>(), app.ApplicationServices.GetRequiredService<IOptions<WebSafety>>());
        var brands = app.ApplicationServices.GetRequiredService<BrandHosts>();
        var known = new Lazy<(Uri? Public, HashSet<string>? Names)>(() =>
        {
            var at = Uri.TryCreate(address.Value.Url, UriKind.Absolute, out var uri) ? uri : null;
            var more = safety.Value.Hosts?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
            return (at, at is null || !address.Value.IsConfigured || more.Contains("*") ? null : new([at.IdnHost, .. more, .. Loopback], StringComparer.OrdinalIgnoreCase));
        });
        app.Use((http, next) =>
        {
            var look = IsProbe(http.Request.Path) ? ValueTask.CompletedTask : brands.Look(http.RequestAborted);
            return look.IsCompletedSuccessfully ? Answer(http, next) : Late(look, http, next);
        });

        async Task Late(ValueTask look, HttpContext http, RequestDelegate next)
        {
            await look;
            await Answer(http, next);
        }

        Task Answer(HttpContext http, RequestDelegate next)
        {
            var (at, names) = known.Value;
            var host = http.Request.Host;
            var isPublic = at is not null && (host.Value?.Equals(at.Authority, StringComparison.OrdinalIgnoreCase) is true || (!IsMachine(host.Host) && host.Host != at.IdnHost && brands.Has(host.Value ?? "")));
            if (names is not null && !isPublic && !names.Contains(host.Host) && !IsProbe(http.Request.Path)) return Problems.BadRequest("This server does not answer to that name. Its operator lists the names it has.").ExecuteAsync(http);
            if (isPublic && at!.Scheme == "https") http.Request.Scheme = "https";
            return next(http);
        }
    }

    static bool IsMachine(string host) => Array.Exists(Loopback, l => l.Equals(host, StringComparison.OrdinalIgnoreCase));

    // a balancer asks by the machine's address
    static bool IsProbe(PathString path) => path == "/healthz" || path == "/readyz";
}
