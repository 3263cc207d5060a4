using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;
using Nameplate.Gs1;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Web;

namespace Nameplate.Resolver.Links;

/// <summary>Answers a request for one kind of link, or for all of them as a linkset (RFC 9264); neither is a scan. And says where codes lead that the maker leads elsewhere.</summary>
internal sealed class AnswerLinkset(CurrentBrand current, Addresses addresses, GatherLinks gather, Frames frames, IStringLocalizer<Texts> words)
{
    const string Html = "text/html", LinkedData = "application/ld+json";

    public async Task<IResult> Handle(HttpContext http, Guid brand, AskedLink asked)
    {
        using var language = Languages.Speak(Languages.Of(http.Request));
        asked = Under(brand, asked);
        var (links, wish) = (await gather.Handle(asked, http.RequestAborted), asked.Preferences(http.Request));
        if (asked.LinkType is null or "linkset" or "all") return await Shown(http, links.Linkset, wish, StatusCodes.Status200OK, asked.Link.Ignored);

        return links.For(LinkTypes.Name(asked.LinkType), wish) switch
        {
            [] => NoSuch(asked.LinkType, links.Types),
            [var best] => ResolveLink.Redirect(http.Response, best.Href, asked.Query),
            var several => await Shown(http, new([new(asked.Anchor, links.Levels[0].Description, several)]), wish, StatusCodes.Status300MultipleChoices, asked.Link.Ignored),
        };
    }

    /// <summary>Where a code leads that was scanned without further wishes.</summary>
    public Task<string> Landing(HttpContext http, Guid brand, AskedLink asked)
    {
        asked = Under(brand, asked);
        return gather.Landing(asked, asked.Preferences(http.Request), http.RequestAborted);
    }

    /// <summary>One address for one thing, wherever it was asked for; a visitor stays where he came.</summary>
    AskedLink Under(Guid brand, AskedLink asked)
    {
        current.Become(brand);
        return addresses.Of(brand) is var own && own != addresses.Shared ? asked with { Names = own } : asked;
    }

    static IResult NoSuch(string type, IEnumerable<string> types)
    {
        string[] there = [.. types.Select(t => "gs1:" + t)];
        return TypedResults.Problem($"There is no link of the type {type} here. There are: {string.Join(", ", there)}.", statusCode: StatusCodes.Status404NotFound, title: "Not found.", extensions: new Dictionary<string, object?> { ["linkTypes"] = there });
    }

    async Task<IResult> Shown(HttpContext http, Linkset linkset, LinkPreferences wish, int status, IReadOnlyList<string> ignored)
    {
        http.Response.Headers.Link = $"<{Linkset.JsonLdContext}>; rel=\"http://www.w3.org/ns/json-ld#context\"; type=\"{LinkedData}\"";
        if (ignored.Count > 0) http.Response.Headers["Nameplate-Ignored"] = string.Join(' ', ignored.Take(10));
        if (wish.MediaType == Html)
        {
            var frame = await frames.For(http, words["Linkset.Title"]);
            return new SpokenResult(_ => Pages.Consumer<LinksetPage>(new LinksetPage.Shown(frame, linkset, status == StatusCodes.Status300MultipleChoices, words), frame, status));
        }
        return wish.MediaType == LinkedData ? new BytesResult(linkset.ToJsonLd(), LinkedData, status) : new BytesResult(linkset.ToJson(), Linkset.MediaType, status);
    }

    /// <summary>The media type stands alone: no charset, which JSON does not have.</summary>
    sealed class BytesResult(byte[] bytes, string mediaType, int status) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            (httpContext.Response.StatusCode, httpContext.Response.ContentType, httpContext.Response.ContentLength) = (status, mediaType, bytes.Length);
            if (!HttpMethods.IsHead(httpContext.Request.Method)) await httpContext.Response.Body.WriteAsync(bytes, httpContext.RequestAborted);
        }
    }
}
