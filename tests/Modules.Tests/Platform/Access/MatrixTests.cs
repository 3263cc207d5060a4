using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Access;
using Nameplate.Tests.Owners;

namespace Nameplate.Tests.Platform.Access;

/// <summary>Every route of the running server, called by everybody: who comes in is what the permissions say, and nothing else.</summary>
public partial class MatrixTests(Servers servers)
{
    /// <summary>Open to the world. A route that begins with none of these must say which permission it needs.</summary>
    static readonly string[] Public =
    [
        "/healthz", "/readyz", "/openapi/", "/.well-known/", "/01/", "/8006/", "/{ai:", "/eh{", "/ex{",       // machines, resolver
        "/p/{gtin}", "/files/{id:guid}", "/privacy/{slug}",                          // pages about a unit, pictures
        "/my", "/data/{token}", "/data-requests/{token}", "/preferences/{token}", "/consents/{token}", "/safety/{token}",      // a person's choices and data, behind their own link
        "/m/{token}", "/handover/{token}", "/track/{token}", "/unsubscribe/{token}", "/register", "/visit/{token}",                                       // owners' pages, behind their own session or link
        "/admin/sign-in", "/admin/invitation/",                                      // the door
    ];

    enum Answer { Allowed, SignIn, Unauthorized, Forbidden, Wrong }

    /// <param name="IsUpload">It takes files, not JSON.</param>
    sealed record Route(string Method, string Pattern, string? Permission, bool IsUpload)
    {
        public bool IsApi => Pattern.StartsWith("/api/", StringComparison.Ordinal);
        public bool IsConsole => Pattern.StartsWith("/admin", StringComparison.Ordinal) && !IsPublic;
        public bool IsPublic => Pattern == "/api" || Array.Exists(Public, p => Pattern.StartsWith(p, StringComparison.Ordinal));
        public bool EndsSession => Pattern.EndsWith("sign-out", StringComparison.Ordinal);
        public override string ToString() => $"{Method} {Pattern}";
    }

    /// <param name="Expect">What the permissions say about a route.</param>
    sealed record Visitor(string Name, HttpClient Http, Func<Route, Answer> Expect, string? Token = null);

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Every_route_opens_to_whom_it_was_granted_and_to_nobody_else(string storage)
    {
        var server = await servers.On(storage);
        var (routes, grants) = (Routes(server), server.Services.GetRequiredService<Grants>());
        Assert.Empty(routes.Where(r => r.Permission is null && !r.IsPublic).Select(r => $"{r}: say what it needs, or name it as open to the world here"));
        Assert.Empty(routes.Where(r => r.Permission is { } p && (r.IsPublic || grants.Find(p) is null)).Select(r => $"{r} needs {r.Permission}, which no module declares"));

        var ours = await FurnishedBrand.In(server);
        var foreigner = await Foreigner(server, ours, routes);
        var visitors = await Visitors(server, ours, grants);
        await ours.Hire();

        var wrong = new ConcurrentBag<string>();
        var calls = routes.Where(r => !r.EndsSession).SelectMany(r => visitors.Select(v => (Route: r, Visitor: v))).ToList();
        await Parallel.ForEachAsync(calls, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (c, _) => await Compare(c.Route, c.Visitor));
        foreach (var route in routes.Where(r => r.EndsSession))
            foreach (var visitor in visitors) await Compare(route, visitor);
        Assert.True(wrong.IsEmpty && foreigner.Count == 0, string.Join('\n', wrong.Concat(foreigner).Order(StringComparer.Ordinal)));
        Assert.True(calls.Count > 1500, $"{calls.Count} calls");

        async Task Compare(Route route, Visitor visitor)
        {
            if (visitor.Name.StartsWith("key of ", StringComparison.Ordinal) && !route.IsApi) return;
            using var answer = await Call(visitor, route, ours.Address(route.Pattern).Path);
            var (got, expected) = (Classify(answer), visitor.Expect(route));
            if (route.EndsSession && (got, expected) == (Answer.Allowed, Answer.SignIn)) return;      // who is out is led to the sign-in too
            if (got != expected) wrong.Add($"{route} as {visitor.Name}: {got} ({(int)answer.StatusCode}) instead of {expected}");
        }
    }

    static IReadOnlyList<Route> Routes(Server server) =>
    [
        .. server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null && !e.RoutePattern.RawText!.StartsWith("{**", StringComparison.Ordinal))
            .SelectMany(e => (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(m => new Route(m, "/" + e.RoutePattern.RawText!.Trim('/'), e.Metadata.GetMetadata<Permission>()?.Name, e.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes.Contains("multipart/form-data") is true)))
            .OrderBy(r => r.Pattern, StringComparer.Ordinal).ThenBy(r => r.Method, StringComparer.Ordinal),
    ];

    static async Task<List<Visitor>> Visitors(Server server, FurnishedBrand ours, Grants grants)
    {
        var brand = ours.Client;
        var now = TimeProvider.System.GetUtcNow();
        List<Visitor> all = [];
        foreach (var role in StaffRoles.All)
        {
            var console = await brand.SignIn(role);
            all.Add(new(role.ToString(), console.Http, r => r.IsPublic ? Answer.Allowed : r.IsApi ? Answer.Unauthorized
                : role == StaffRole.Owner || grants.Find(r.Permission!)!.Roles.Contains(role) ? Answer.Allowed : Answer.Forbidden, TokenForm().Match(await console.Text("/admin")).Groups["token"].Value));
        }
        all.Add(new("an owner of a unit", await brand.SignedIn(FurnishedBrand.Person), Stranger));
        all.Add(new("nobody", server.Visitor(), Stranger));
        all.Add(new("a key made up", server.With("np_" + Token.New()), Stranger));
        all.Add(new("an expired key", await brand.KeyWith(expiresAt: now.AddDays(-1)), Stranger));
        all.Add(new("a revoked key", await brand.KeyWith(change: k => k.Revoke(now)), Stranger));
        all.Add(new("a secret rotated out", await brand.KeyWith(change: k => k.Rotate(TimeSpan.Zero, now.AddMinutes(-1))), Stranger));
        all.Add(new("a secret that is being rotated out", await brand.KeyWith(change: k => k.Rotate(TimeSpan.FromHours(24), now)), r => OfKey(r, _ => true)));
        all.Add(new("a full key", brand.Api, r => OfKey(r, _ => true)));
        foreach (var grant in grants.All.Where(g => g.ForKeys))
            all.Add(new("key of " + grant.Permission, await brand.KeyWith(grant.Permission), r => OfKey(r, p => p == grant.Permission)));
        foreach (var module in grants.All.Where(g => g.ForKeys).Select(g => g.Module).Distinct())
            all.Add(new($"key of {module}.*", await brand.KeyWith(module + ".*"), r => OfKey(r, p => p.StartsWith(module + ".", StringComparison.Ordinal))));
        return all;

        static Answer Stranger(Route r) => r.IsPublic ? Answer.Allowed : r.IsApi ? Answer.Unauthorized : Answer.SignIn;
        Answer OfKey(Route r, Func<string, bool> has) => !r.IsApi ? Stranger(r) : grants.Find(r.Permission!)!.ForKeys && has(r.Permission!) ? Answer.Allowed : Answer.Forbidden;
    }

    /// <summary>Another brand's owner, at the console and with a key, under the addresses of this brand's things.</summary>
    static async Task<List<string>> Foreigner(Server server, FurnishedBrand ours, IReadOnlyList<Route> routes)
    {
        var brand = await server.NewBrand();
        var (console, insider) = (await ConsoleClient.SignIn(brand), await ConsoleClient.SignIn(ours.Client));
        var visitor = new Visitor("an owner of another brand", console.Http, _ => Answer.Allowed, TokenForm().Match(await console.Text("/admin")).Groups["token"].Value);
        List<string> wrong = [];
        var seen = 0;
        foreach (var route in routes.Where(r => !r.IsPublic && !r.EndsSession))
        {
            var (path, namesOurs) = ours.Address(route.Pattern);
            using var answer = await Call(route.IsApi ? visitor with { Http = brand.Api } : visitor, route, path);
            var text = await answer.Content.ReadAsStringAsync();
            if (ours.Secrets.FirstOrDefault(s => text.Contains(s, StringComparison.Ordinal) && !path.Contains(s, StringComparison.Ordinal)) is { } secret) wrong.Add($"{route} tells another brand “{secret}”");
            if (namesOurs && answer.IsSuccessStatusCode) wrong.Add($"{route} answers {(int)answer.StatusCode} to another brand");
            if (Classify(answer) != Answer.Allowed) wrong.Add($"{route} as {visitor.Name}: {(int)answer.StatusCode} instead of nothing found");
            if (!namesOurs || route.Method != "GET") continue;
            if (answer.StatusCode != HttpStatusCode.NotFound) wrong.Add($"{route} answers {(int)answer.StatusCode} to another brand, not 404");
            if ((await (route.IsApi ? ours.Client.Api : insider.Http).GetAsync(path)).IsSuccessStatusCode) seen++;
        }
        if (seen < 20) wrong.Add($"only {seen} of this brand's things were found by its own people: the rest proves nothing");
        return wrong;
    }

    static async Task<HttpResponseMessage> Call(Visitor visitor, Route route, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(route.Method), path);
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        if (route.Method is not ("GET" or "HEAD"))
            request.Content = route is { IsApi: true, IsUpload: true } ? new MultipartFormDataContent { { new StringContent(""), "kind" } } : route.IsApi ? new StringContent("{}", Encoding.UTF8, "application/json") : new FormUrlEncodedContent(visitor.Token is { } token && route.IsConsole ? [new("__RequestVerificationToken", token)] : []);
        return await visitor.Http.SendAsync(request);
    }

    static bool LeadsToDoor(HttpResponseMessage answer) => answer.Headers.Location?.ToString() is { } to && !answer.RequestMessage!.RequestUri!.AbsolutePath.EndsWith("/sign-out", StringComparison.Ordinal)
        && (to.EndsWith("/admin/sign-in", StringComparison.Ordinal) || to.Contains("/admin/sign-in?then=", StringComparison.Ordinal));

    static Answer Classify(HttpResponseMessage answer) => answer.StatusCode switch
    {
        HttpStatusCode.Found when LeadsToDoor(answer) => Answer.SignIn,
        HttpStatusCode.Unauthorized => Answer.Unauthorized,
        HttpStatusCode.Forbidden => Answer.Forbidden,
        >= HttpStatusCode.OK and < HttpStatusCode.Ambiguous or HttpStatusCode.Found or HttpStatusCode.TemporaryRedirect or HttpStatusCode.NotModified or HttpStatusCode.BadRequest
            or HttpStatusCode.NotFound or HttpStatusCode.Conflict or HttpStatusCode.Gone or HttpStatusCode.UnsupportedMediaType or HttpStatusCode.UnprocessableEntity => Answer.Allowed,
        _ => Answer.Wrong,
    };

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)] private static partial Regex TokenForm();
}
