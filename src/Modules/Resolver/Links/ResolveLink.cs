using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Gs1;
using Nameplate.Platform.Web;
using Nameplate.Products;
using Nameplate.Resolver.MakerLinks;
using Nameplate.Resolver.Scans;
using Nameplate.Resolver.Taps;

namespace Nameplate.Resolver.Links;

/// <summary>Answers a scan. GS1-Conformant Resolver Standard 1.2.1; everything it asks for here is a singleton, because this is the busiest route.</summary>
internal static class ResolveLink
{
    public static readonly string[] Methods = ["GET", "HEAD", "OPTIONS"];

    /// <summary>What begins with the number of an identifier, and the compressed forms; most identifiers are read only to say whether they are right.</summary>
    public static readonly string[] Routes = ["/01/{**rest}", "/8006/{**rest}", "/{ai:int}/{**rest}", "/eh{epc:minlength(20)}", "/ex{epc:minlength(14)}"];

    internal static async Task<IResult> Answer(HttpContext http, IGtinOwners owners, RetargetBook retargets, Sights sights, ScanWriter scans, Addresses addresses)
    {
        var (path, query) = RawTarget(http);
        var tap = TapQuery.TakeFrom(path, ref query);      // what a tag signs is checked, and goes no further
        Cors(http.Response.Headers);
        if (DigitalLink.Parse(path, query, out var error) is not { } link) return Malformed(error!);

        var asked = new AskedLink(link, addresses.OriginOf(http.Request), query);
        http.Response.Headers.Link = asked.LinksetHeader;
        if (HttpMethods.IsOptions(http.Request.Method)) return Options(http.Response);

        if (link.Gtin is not { } gtin) return Problems.NotFound($"Nothing is known here of AI ({link.PrimaryKey}). This resolver answers for trade items, AI (01), and pieces of them, AI (8006).");
        if (await owners.BrandOf(gtin.Value, http.RequestAborted) is not { } brand) return Unknown(http, link);
        http.Response.Headers.Vary = "Accept, Accept-Language";
        if (asked.LinkType is not null || Wishes.Linkset(http.Request)) return await Special(http).Handle(http, brand, asked);

        var target = await retargets.Has(brand, gtin.Value, http.RequestAborted) ? await Special(http).Landing(http, brand, asked) : asked.Page;
        if (HttpMethods.IsGet(http.Request.Method) && await sights.Of(http, brand, link) is { } scan)
        {
            if (!await scans.Write(scan, http.RequestAborted)) return NotKept(http.Response);
            if (tap is not null && link.Serial is not null) target = await Marked(http, tap, scan, target, asked);
        }
        return Redirect(http.Response, target, query);
    }

    /// <summary>The unit's own page hears what its tag proved; a page elsewhere does not.</summary>
    static async Task<string> Marked(HttpContext http, TapQuery tap, Scan scan, string target, AskedLink asked)
    {
        http.Response.Headers.CacheControl = "no-store";
        var mark = await http.RequestServices.GetRequiredService<ProveTap>().Handle(tap, scan, http.RequestAborted);
        return mark is null || !target.EndsWith(new UnitKey(asked.Gtin, scan.Serial!).Page, StringComparison.Ordinal) ? target : $"{target}?{TapMark.Key}={mark}";
    }

    static AnswerLinkset Special(HttpContext http) => http.RequestServices.GetRequiredService<AnswerLinkset>();

    /// <summary>As it came, because a value may hold “/” and “%”: the server's own path has them decoded.</summary>
    internal static (string Path, string Query) RawTarget(HttpContext http)
    {
        var raw = http.Features.Get<IHttpRequestFeature>()!.RawTarget;
        if (raw is not ['/', ..]) raw = raw.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme && raw.IndexOf('/', scheme + 3) is >= 0 and var slash ? raw[slash..] : "/";
        var mark = raw.IndexOf('?', StringComparison.Ordinal);
        return mark < 0 ? (raw, "") : (raw[..mark], raw[mark..] is { Length: > 1 } query ? query : "");
    }

    internal static void Cors(IHeaderDictionary headers)
    {
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlAllowMethods = "GET, HEAD, OPTIONS";
        headers.AccessControlExposeHeaders = "Link, Location, Nameplate-Ignored";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
    }

    internal static IResult Options(HttpResponse response)
    {
        response.Headers.Allow = "GET, HEAD, OPTIONS";
        response.Headers.AccessControlAllowHeaders = "Accept, Accept-Language";
        response.Headers.AccessControlMaxAge = "86400";
        return TypedResults.NoContent();
    }

    static IResult Malformed(Gs1Error error) => TypedResults.Problem(error.Message, statusCode: StatusCodes.Status400BadRequest, title: "This is not a GS1 Digital Link.",
        extensions: new Dictionary<string, object?> { ["ai"] = error.Ai, ["rule"] = error.Code });

    /// <summary>A person reads a page, a program reads problem+json.</summary>
    static IResult Unknown(HttpContext http, DigitalLink link) => Wishes.Page(http.Request)
        ? new SpokenResult(UnitPages.NotOnRecord) : Problems.NotFound($"No product with the GTIN {link.Gtin}, AI ({link.PrimaryKey}), is on record here. Check the number under the code.");

    static IResult NotKept(HttpResponse response)
    {
        response.Headers.RetryAfter = "5";
        return TypedResults.Problem("The scan could not be recorded just now, so nothing was answered from it. Please scan again in a moment.", statusCode: StatusCodes.Status503ServiceUnavailable, title: "Please try again.");
    }

    /// <summary>The whole query goes along, as it came; a fragment of the target stays at the end.</summary>
    public static IResult Redirect(HttpResponse response, string target, string query)
    {
        (response.StatusCode, response.ContentLength) = (StatusCodes.Status307TemporaryRedirect, 0);
        var end = target.IndexOf('#', StringComparison.Ordinal) is >= 0 and var mark ? mark : target.Length;
        response.Headers.Location = query.Length == 0 ? target : $"{target.AsSpan(0, end)}{(target.AsSpan(0, end).Contains('?') ? '&' : '?')}{query.AsSpan(1)}{target.AsSpan(end)}";
        return TypedResults.Empty;
    }
}
