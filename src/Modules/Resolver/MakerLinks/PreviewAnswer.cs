using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Nameplate.Gs1;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Web;
using Nameplate.Products;
using Nameplate.Resolver.Links;

namespace Nameplate.Resolver.MakerLinks;

/// <summary>Says what a visitor gets who scans a code, without a scan: by language, country, media type and link type.</summary>
internal sealed class PreviewAnswer(GatherLinks gather, IProducts products, CurrentBrand brand, Nameplate.Platform.Web.Links addresses)
{
    /// <summary>The answer to a scan.</summary>
    /// <param name="Status">307 leads on, 300 offers a choice, 404: there is no link of this type.</param>
    /// <param name="Links">Where it leads, or the choice.</param>
    /// <param name="LinkTypes">The types there are.</param>
    internal sealed record Answer(int Status, IReadOnlyList<Target> Links, IReadOnlyList<string> LinkTypes);

    /// <summary>One link.</summary>
    /// <param name="Href">Without the query of the scan, which is passed on.</param>
    internal sealed record Target(string LinkType, string Href, string Title, IReadOnlyList<string> Languages, string? MediaType, IReadOnlyList<string> Countries);

    /// <returns>Null when the path is no code of this brand's.</returns>
    public async Task<Answer?> Handle(string path, string? linkType, string? language, string? mediaType, string? country, CancellationToken ct)
    {
        if (DigitalLink.Parse(path, null, out _) is not { Gtin: { } gtin } link || await products.BrandOf(gtin.Value, ct) != brand.Id) return null;
        var links = await gather.Handle(new(link, addresses.Base, ""), ct);
        var found = links.For(string.IsNullOrEmpty(linkType) ? null : Gs1.LinkTypes.Name(linkType), new(mediaType, language, country));
        return new(found.Count switch { 0 => StatusCodes.Status404NotFound, 1 => StatusCodes.Status307TemporaryRedirect, _ => StatusCodes.Status300MultipleChoices },
            [.. found.Select(l => new Target(Gs1.LinkTypes.Iri(l.Type), l.Href, l.Title, l.Languages, l.MediaType, l.Contexts))], [.. links.Types.Select(t => Gs1.LinkTypes.Iri(t))]);
    }

    /// <summary>Says what somebody gets who scans a code.</summary>
    /// <remarks>Nothing is recorded as a scan.</remarks>
    /// <param name="link">The path of the code: <c>/01/…</c>.</param>
    /// <param name="linkType">Such as <c>gs1:instructions</c>; none for a plain scan.</param>
    /// <param name="language">As the header <c>Accept-Language</c> says it.</param>
    /// <param name="mediaType">As the header <c>Accept</c> says it.</param>
    /// <param name="country">As the parameter <c>context</c> says it.</param>
    /// <example>
    /// GET /api/v1/links/answer?link=/01/09506000134352&amp;language=de&amp;linkType=gs1:pip
    /// 200
    /// {"status": 307, "links": [{"linkType": "https://ref.gs1.org/voc/pip", "href": "https://id.example.com/p/09506000134352", "title": "Brew One", "languages": ["en", "de", "fr", "es"], "mediaType": "text/html", "countries": []}], "linkTypes": ["https://ref.gs1.org/voc/pip"]}
    /// </example>
    internal static async Task<Results<Ok<Answer>, ProblemHttpResult>> Api(PreviewAnswer preview, CancellationToken ct, string link, string? linkType = null, string? language = null, string? mediaType = null, string? country = null)
    {
        if (DigitalLink.Parse(link, null, out var error) is null) return Problems.Field("link", error!.Message);
        return await preview.Handle(link, linkType, language, mediaType, country, ct) is { } answer ? TypedResults.Ok(answer) : Problems.NotFound("No product of yours has this code.");
    }
}
