using Microsoft.Extensions.Localization;
using Nameplate.Gs1;
using Nameplate.Platform.Web;
using Nameplate.Products;
using Nameplate.Resolver.MakerLinks;

namespace Nameplate.Resolver.Links;

/// <summary>Puts together what modules contribute and what the maker has on record, level by level. What the maker says takes the place of what a module says of the same thing.</summary>
internal sealed class GatherLinks(IProducts products, IEnumerable<ILinkContributor> contributors, ReadLinks makers, IStringLocalizer<Texts> words)
{
    public async Task<CodeLinks> Handle(AskedLink asked, CancellationToken ct)
    {
        var link = asked.Link;
        var model = (await products.Model(asked.Gtin, ct))!;
        var unit = link.Serial is { } serial ? await products.Unit(model.Gtin, serial, ct) : null;
        List<ProductLink> found = [];
        foreach (var contributor in contributors) found.AddRange(await contributor.Of(new(model, unit), ct));
        List<string> lots = [.. new[] { link.Lot, unit?.Lot }.OfType<string>().Distinct()];
        var own = await makers.Of(model.Gtin, link.Variant, lots, link.Serial, ct);

        List<LinkContext> levels = [];
        List<LinkScope> scopes = [.. LinkScope.Of(link.Variant, lots, link.Serial)];
        foreach (var scope in scopes)
        {
            var (anchor, ofScope) = ($"{asked.Names}/01/{model.Gtin}{scope.Path}", own.Where(l => l.Scope == scope).ToList());
            if (ofScope.Count > 0 || scope.Serial is not null || scope == LinkScope.Model || anchor == asked.Anchor)
                levels.Add(new(anchor, NameOf(scope, model), Merged(asked, scope.Serial is not null ? found.Where(l => l.IsOfUnit) : scope == LinkScope.Model ? found.Where(l => !l.IsOfUnit) : [], ofScope)));
        }
        if (levels[0].Anchor != asked.Anchor) levels.Insert(0, new(asked.Anchor, NameOf(scopes[0], model), []));
        levels[0] = levels[0] with { Links = [.. levels[0].Links, .. OutOfTheWay(levels)] };

        var (byDefault, variants) = Default(asked, asked.Page, model.Name, scopes.Select(s => own.Where(l => l.Scope == s)));
        var ofModel = Default(asked, asked.ModelPage, model.Name, [own.Where(l => l.Scope == LinkScope.Model)]).Default;
        Describe(levels, levels.Count - 1, ofModel, []);
        Describe(levels, 0, byDefault, link.Serial is not null && unit is null ? ["verificationService"] : []);
        return new(levels, byDefault, variants, ofModel);
    }

    /// <summary>Where a code leads that was scanned without further wishes: what modules contribute has no say in it.</summary>
    public async Task<string> Landing(AskedLink asked, LinkPreferences wish, CancellationToken ct)
    {
        var link = asked.Link;
        var lot = link.Lot ?? (link.Serial is { } serial ? (await products.Unit(asked.Gtin, serial, ct))?.Lot : null);
        List<string> lots = lot is null ? [] : [lot];
        var own = await makers.Of(asked.Gtin, link.Variant, lots, link.Serial, ct);
        var (byDefault, variants) = Default(asked, asked.Page, "", LinkScope.Of(link.Variant, lots, link.Serial).Select(s => own.Where(l => l.Scope == s)));
        return wish.BestDefault(byDefault, variants).Href;
    }

    string NameOf(LinkScope scope, ProductModel model) => scope switch
    {
        { Serial: { } serial } => words["Link.Unit", model.Name, new UnitKey(model.Gtin, serial).Spaced],
        { Lot: { } lot } => words["Link.Lot", NameOf(scope with { Lot = null }, model), lot],
        { Variant: { } variant } => words["Link.Variant", model.Name, variant],
        _ => model.Name,
    };

    static List<Link> Merged(AskedLink asked, IEnumerable<ProductLink> contributed, IReadOnlyList<MakerLink> own)
    {
        List<Link> links = [.. own.Where(l => !own.Any(o => o.StandsBefore(l))).OrderBy(l => l.Id).Select(l => Absolute(asked, l.Shown))];
        links.AddRange(contributed.Select(c => Left(Absolute(asked, c), own)).OfType<Link>());
        return links;
    }

    /// <summary>What is left of a contributed link beside the maker's own: nothing, or the languages the maker has none for.</summary>
    static Link? Left(Link contributed, IReadOnlyList<MakerLink> own)
    {
        foreach (var maker in own.Select(l => l.Shown))
        {
            if (maker.Type != contributed.Type || maker.Contexts.Count > 0 || (maker.MediaType is not null && contributed.MediaType is not null && maker.MediaType != contributed.MediaType)) continue;
            if (maker.Languages.Count == 0) return null;
            if (contributed.Languages.Count == 0) continue;
            contributed = contributed with { Languages = [.. contributed.Languages.Except(maker.Languages)] };
            if (contributed.Languages.Count == 0) return null;
        }
        return contributed;
    }

    /// <summary>What holds for a thing though its address does not say so, such as the lot on its record, is said of the thing itself: who walks up the address would not come by it.</summary>
    static List<Link> OutOfTheWay(List<LinkContext> levels)
    {
        var seen = levels[0].Links.Select(l => l.Type).ToHashSet(StringComparer.Ordinal);
        List<Link> links = [];
        foreach (var level in levels.Skip(1))
        {
            List<Link> nearest = [.. level.Links.Where(l => !seen.Contains(l.Type))];
            if (!levels[0].Anchor.StartsWith(level.Anchor + "/", StringComparison.Ordinal)) links.AddRange(nearest);
            seen.UnionWith(nearest.Select(l => l.Type));
        }
        return links;
    }

    /// <summary>A default stands under a type that says what it is, too. GS1-Conformant Resolver Standard, 2.5.8.</summary>
    static void Describe(List<LinkContext> levels, int at, Link byDefault, string[] rather)
    {
        if (levels.Skip(at).Any(level => level.Links.Any(l => l.Href == byDefault.Href))) return;
        var taken = levels.SelectMany(level => level.Links).Select(l => l.Type).ToHashSet(StringComparer.Ordinal);
        if (Array.Find([.. rather, "support", "serviceInfo", "homepage"], t => !taken.Contains(t)) is { } type)
            levels[at] = levels[at] with { Links = [.. levels[at].Links, byDefault with { Type = type, MediaType = "text/html", Languages = Languages.All }] };
    }

    static (Link Default, IReadOnlyList<Link> Variants) Default(AskedLink asked, string page, string name, IEnumerable<IEnumerable<MakerLink>> levels)
    {
        List<Link> variants = [];
        foreach (var own in levels.Select(level => level.Where(l => l.IsDefault).Select(l => Absolute(asked, l.Shown)).ToList()))
        {
            foreach (var variant in own.Where(l => l.Languages.Count > 0 || l.Contexts.Count > 0))
                if (Beside(variants, variant) is { } left) variants.Add(left);
            if (own.Find(l => l.Languages.Count == 0 && l.Contexts.Count == 0) is { } forAll) return (new(LinkTypes.Default, forAll.Href, forAll.Title), variants);
        }
        return (new(LinkTypes.Default, page, name), variants);
    }

    /// <summary>What is left of a variant beside those that come before it: one language leads to one place.</summary>
    static Link? Beside(List<Link> before, Link variant)
    {
        foreach (var other in before.Where(o => o.MediaType == variant.MediaType && o.Contexts.Order(StringComparer.Ordinal).SequenceEqual(variant.Contexts.Order(StringComparer.Ordinal)) && o.Languages.Count > 0 == variant.Languages.Count > 0))
        {
            variant = variant with { Languages = [.. variant.Languages.Except(other.Languages)] };
            if (variant.Languages.Count == 0) return null;
        }
        return variant;
    }

    static Link Absolute(AskedLink asked, Link link) => link with { Href = Absolute(asked, link.Href) };

    static Link Absolute(AskedLink asked, ProductLink link) => new(link.Type, Absolute(asked, link.Target), link.Title)
    {
        MediaType = link.MediaType, Languages = link.Target is ['/', 'p', '/', ..] ? Languages.All : [],      // our own pages speak them all
    };

    static string Absolute(AskedLink asked, string address) => WebAddress.AsUri(address is ['/', ..] ? asked.Origin + address : address);
}
