using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Resolver.Links;

/// <summary>Answers a request for one kind of link, or for all of them as a linkset (RFC 9264). Neither is a scan.</summary>
internal sealed class AnswerLinkset(CurrentBrand current, Addresses addresses, IProducts products, IEnumerable<ILinkContributor> contributors)
{
    public async Task<IResult> Handle(HttpContext http, Guid brand, AskedLink asked)
    {
        current.Become(brand);
        if (addresses.Of(brand) is var own && own != addresses.Shared) asked = asked with { Origin = own };      // one address for one thing, wherever it was asked for
        using var language = Languages.Speak(Languages.Of(http.Request));
        var ct = http.RequestAborted;
        var model = (await products.Model(asked.Link.Gtin!.Value.Value, ct))!;
        var unit = asked.Link.Serial is { } serial ? await products.Unit(model.Gtin, serial, ct) : null;
        List<ProductLink> found = [];
        foreach (var contributor in contributors) found.AddRange(await contributor.Of(new(model, unit), ct));

        if (asked.LinkType is null or "linkset" or "all") return Linkset(http, asked, model, found);
        var type = LinkTypes.Read(asked.LinkType);
        if (type == LinkTypes.Default) return ResolveLink.Redirect(http.Response, asked.Page, asked.Query);
        return found.Where(l => l.Type == type).OrderByDescending(l => l.IsOfUnit).FirstOrDefault() is { } link
            ? ResolveLink.Redirect(http.Response, Absolute(asked, link), asked.Query)
            : Problems.NotFound($"There is no link of the type {asked.LinkType} here. There are: {string.Join(", ", found.Select(l => "gs1:" + l.Type).Distinct())}.");
    }

    static IResult Linkset(HttpContext http, AskedLink asked, ProductModel model, List<ProductLink> found)
    {
        List<Dictionary<string, object>> contexts = [Context(asked.Origin + asked.Link.ToPath(), asked.Page, model, asked, found.Where(l => l.IsOfUnit || asked.Link.Serial is null))];
        if (asked.Link.Path.Count > 1) contexts.Add(Context($"{asked.Origin}/01/{model.Gtin}", $"{asked.Origin}/p/{model.Gtin}", model, asked, found.Where(l => !l.IsOfUnit)));
        http.Response.Headers.Link = "<https://ref.gs1.org/standards/resolver/linkset-context>; rel=\"http://www.w3.org/ns/json-ld#context\"; type=\"application/ld+json\"";
        return TypedResults.Text(JsonSerializer.Serialize(new { linkset = contexts }), "application/linkset+json");
    }

    static Dictionary<string, object> Context(string anchor, string page, ProductModel model, AskedLink asked, IEnumerable<ProductLink> links)
    {
        Dictionary<string, object> context = new()
        {
            ["anchor"] = anchor, ["itemDescription"] = model.Name,
            [LinkTypes.Full(LinkTypes.Default)] = new[] { new Dictionary<string, object> { ["href"] = page, ["title"] = model.Name } },
        };
        foreach (var ofType in links.GroupBy(l => l.Type))
            context[LinkTypes.Full(ofType.Key)] = ofType.Select(l => Target(l, Absolute(asked, l))).ToList();
        return context;
    }

    static Dictionary<string, object> Target(ProductLink link, string href)
    {
        Dictionary<string, object> target = new() { ["href"] = href, ["title"] = link.Title };
        if (link.MediaType is { } type) target["type"] = type;
        if (link.Target is ['/', 'p', '/', ..]) target["hreflang"] = Languages.All;      // our own pages speak them all
        return target;
    }

    static string Absolute(AskedLink asked, ProductLink link) => link.Target is ['/', ..] ? asked.Origin + link.Target : link.Target;
}
