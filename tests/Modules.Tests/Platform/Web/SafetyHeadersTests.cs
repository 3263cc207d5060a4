using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Tests.Platform.Access;

namespace Nameplate.Tests.Platform.Web;

/// <summary>Every address that can be read, of the running server: each answer carries what keeps a browser safe, whatever became of it.</summary>
public partial class SafetyHeadersTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Every_answer_carries_the_headers_that_keep_a_browser_safe(string storage)
    {
        var server = await servers.On(storage);
        var brand = await FurnishedBrand.In(server);
        var (staff, visitor) = (await ConsoleClient.SignIn(brand.Client), server.Visitor());
        visitor.DefaultRequestHeaders.Accept.ParseAdd("text/html, */*;q=0.1");
        var addresses = Routes(server).Select(r => brand.Address(r).Path).Concat(Astray).Distinct().ToList();
        List<string> wrong = [];
        foreach (var path in addresses)
        {
            using var answer = await (path.StartsWith("/api", StringComparison.Ordinal) ? brand.Client.Api : path.StartsWith("/admin", StringComparison.Ordinal) ? staff.Http : visitor).GetAsync(path);
            wrong.AddRange(Wrong(path, answer, await answer.Content.ReadAsStringAsync()).Select(w => $"{path} ({(int)answer.StatusCode}): {w}"));
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(addresses.Count > 100, $"{addresses.Count} addresses");
    }

    [Fact]
    public async Task So_do_files_of_the_program_and_what_was_refused()
    {
        var server = await servers.On("sqlite");
        using var visitor = server.Visitor();
        var assets = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is not null).Select(e => e.RoutePattern.RawText!).Distinct();
        foreach (var path in assets.Where(a => a.EndsWith("console.js", StringComparison.Ordinal) || a.EndsWith(".html", StringComparison.Ordinal) || a.EndsWith(".svg", StringComparison.Ordinal)).Take(12).Append("/api/v1/products").Append("/my/sign-in/x"))
        {
            using var answer = path[0] == '/' ? await visitor.PostAsync(path, new StringContent("{")) : await visitor.GetAsync("/" + path);
            Assert.Empty(Wrong("/" + path.TrimStart('/'), answer, ""));
            if (path[0] != '/') Assert.DoesNotContain("no-store", answer.Headers.CacheControl?.ToString() ?? "", StringComparison.Ordinal);
        }
    }

    /// <summary>Nothing is there, or it cannot be read: the answer is of the server's own making all the same.</summary>
    static readonly string[] Astray = ["/", "/nowhere", "/admin/nowhere", "/api/v1/nowhere", "/01/123", "/p/1/2", "/api/v1/products?limit=many", "/api/v1/events?after=%00", "/files/..%2f..%2fkeys", "/track/x", "/m/x", "/admin/sign-in/x", "/admin/invitation/x"];

    static IEnumerable<string> Routes(Server server) => server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null && e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") is not false && !e.RoutePattern.RawText!.StartsWith("{**", StringComparison.Ordinal))
        .Select(e => e.RoutePattern.RawText!.Replace("/{**rest}", "/{gtin}", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal);

    static IEnumerable<string> Wrong(string path, HttpResponseMessage answer, string body)
    {
        if ((int)answer.StatusCode >= 500) yield return "failed";
        foreach (var (name, value) in new[] { ("X-Content-Type-Options", "nosniff"), ("Cross-Origin-Opener-Policy", "same-origin") })
            if (Header(answer, name) != value) yield return $"{name}: {Header(answer, name)}";
        if (Header(answer, "Referrer-Policy") is not ("same-origin" or "no-referrer")) yield return "Referrer-Policy";
        if (!Header(answer, "Permissions-Policy").Contains("camera=()", StringComparison.Ordinal)) yield return "Permissions-Policy";
        if (Header(answer, "Cross-Origin-Resource-Policy") is not ("same-origin" or "cross-origin")) yield return "Cross-Origin-Resource-Policy";
        foreach (var banner in (string[])["Server", "X-Powered-By", "X-AspNet-Version"])
            if (Header(answer, banner).Length > 0) yield return "tells " + banner;
        if (Header(answer, "Strict-Transport-Security").Length > 0) yield return "asks for https where there is none";

        var policy = Header(answer, "Content-Security-Policy").Split(';', StringSplitOptions.TrimEntries).ToDictionary(d => d.Split(' ')[0], d => d, StringComparer.Ordinal);
        if (!policy.ContainsKey("frame-ancestors") || !(policy.ContainsKey("base-uri") || policy.ContainsKey("sandbox"))) yield return "no policy of frames and bases";
        var scripts = policy.GetValueOrDefault("script-src") ?? policy.GetValueOrDefault("default-src") ?? "'unsafe-inline'";
        if (scripts.Contains("unsafe", StringComparison.Ordinal) || scripts.Contains('*', StringComparison.Ordinal)) yield return "lets scripts in: " + scripts;

        var type = answer.Content.Headers.ContentType;
        if (body.Length > 0 && type is null) yield return "says not what it is";
        if (type?.MediaType is "text/html" or "text/csv" or "text/plain" && type.CharSet is null) yield return "says not in which letters";
        // a program that calls the API may keep an answer for itself and ask whether it still holds
        var personal = path.StartsWith("/admin", StringComparison.Ordinal) || path.StartsWith("/api/", StringComparison.Ordinal) || path.StartsWith("/my", StringComparison.Ordinal) || path.StartsWith("/m/", StringComparison.Ordinal) || path.StartsWith("/track/", StringComparison.Ordinal) || path.Contains("/registered/", StringComparison.Ordinal);
        if (personal && answer.Headers.CacheControl is not ({ NoStore: true } or { NoCache: true, Private: true }) && answer.StatusCode is not (HttpStatusCode.Found or HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed)) yield return $"may be kept: {answer.Headers.CacheControl}";
        if (type?.MediaType is "text/csv" && answer.Content.Headers.ContentDisposition?.DispositionType != "attachment") yield return "opens in the browser";

        if (type?.MediaType != "text/html") yield break;
        if (InlineScript().IsMatch(body)) yield return "a script in the page";
        if (Handler().IsMatch(body)) yield return "a script in a tag: " + Handler().Match(body).Value;
        if (!path.StartsWith("/admin", StringComparison.Ordinal) && body.Contains("<script", StringComparison.Ordinal)) yield return "a consumer's page runs a script";
        if (body.Contains("javascript:", StringComparison.OrdinalIgnoreCase)) yield return "an address that is a script";
    }

    static string Header(HttpResponseMessage answer, string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";

    [GeneratedRegex("<script(?![^>]*\\ssrc=)(?![^>]*application/(ld\\+)?json)[^>]*>", RegexOptions.ExplicitCapture, 1000)] private static partial Regex InlineScript();
    [GeneratedRegex("<[a-z][^>]*\\son[a-z]+=", RegexOptions.ExplicitCapture, 1000)] private static partial Regex Handler();
}
