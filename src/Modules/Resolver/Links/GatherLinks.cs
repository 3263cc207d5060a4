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
        var own = await makers.Of(model.Gtin, lots, link.Serial, ct);

        List<(LinkContext Level, IReadOnlyList<MakerLink> Own)> levels = [];
        if (link.Serial is { } number)
        {
            var (ofSerial, name) = (own.Where(l => l.Serial is not null).ToList(), words["Link.Unit", model.Name, new UnitKey(model.Gtin, number).Spaced].Value);
            var links = Merged(asked, found.Where(l => l.IsOfUnit), ofSerial);
            levels.Add((new(asked.Anchor, name, links), ofSerial));
            if (Anchor(asked, $"/21/{Uri.EscapeDataString(number)}") is var plain && plain != asked.Anchor) levels.Add((new(plain, name, links), []));
        }
        foreach (var lot in lots)
        {
            var ofLot = own.Where(l => l.Lot == lot).ToList();
            var anchor = Anchor(asked, $"/10/{Uri.EscapeDataString(lot)}");
            if (ofLot.Count > 0 && link.Serial is null && asked.Anchor != anchor) levels.Add((new(asked.Anchor, words["Link.Lot", model.Name, lot], Merged(asked, [], ofLot)), ofLot));
            if (ofLot.Count > 0 || asked.Anchor == anchor) levels.Add((new(anchor, words["Link.Lot", model.Name, lot], Merged(asked, [], ofLot)), ofLot));
        }
        var ofModel = own.Where(l => l.Serial is null && l.Lot is null).ToList();
        if (levels.Count == 0 && asked.Anchor != Anchor(asked, "")) levels.Add((new(asked.Anchor, model.Name, []), []));      // a variant, or a piece of an item
        levels.Add((new(Anchor(asked, ""), model.Name, Merged(asked, found.Where(l => !l.IsOfUnit), ofModel)), ofModel));

        var (byDefault, variants) = Default(asked, asked.Page, model.Name, levels.Select(l => l.Own));
        return new([.. levels.Select(l => l.Level)], byDefault, variants, Default(asked, $"{asked.Origin}/p/{model.Gtin}", model.Name, [ofModel]).Default);
    }

    /// <summary>Where a code leads that was scanned without further wishes: what modules contribute has no say in it.</summary>
    public async Task<string> Landing(AskedLink asked, LinkPreferences wish, CancellationToken ct)
    {
        var link = asked.Link;
        var lot = link.Lot ?? (link.Serial is { } serial ? (await products.Unit(asked.Gtin, serial, ct))?.Lot : null);
        var own = await makers.Of(asked.Gtin, lot is null ? [] : [lot], link.Serial, ct);
        var levels = own.GroupBy(l => l.Serial is not null ? 0 : l.Lot is not null ? 1 : 2).OrderBy(g => g.Key).Select(g => (IReadOnlyList<MakerLink>)[.. g]);
        var (byDefault, variants) = Default(asked, asked.Page, "", levels);
        return wish.BestDefault(byDefault, variants).Href;
    }

    static string Anchor(AskedLink asked, string qualifiers) => $"{asked.Origin}/01/{asked.Gtin}{qualifiers}";

    static List<Link> Merged(AskedLink asked, IEnumerable<ProductLink> contributed, IReadOnlyList<MakerLink> own)
    {
        List<Link> links = [.. own.OrderBy(l => l.Id).Select(l => Absolute(asked, l.Shown))];
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

    static (Link Default, IReadOnlyList<Link> Variants) Default(AskedLink asked, string page, string name, IEnumerable<IReadOnlyList<MakerLink>> levels)
    {
        List<Link> variants = [];
        foreach (var own in levels.Select(level => level.Where(l => l.IsDefault).Select(l => Absolute(asked, l.Shown)).ToList()).Where(l => l.Count > 0))
        {
            if (variants.Count == 0) variants = own.FindAll(l => l.Languages.Count > 0 || l.Contexts.Count > 0);
            if (own.Find(l => l.Languages.Count == 0 && l.Contexts.Count == 0) is { } forAll) return (new(LinkTypes.Default, forAll.Href, forAll.Title), variants);
        }
        return (new(LinkTypes.Default, page, name), variants);
    }

    static Link Absolute(AskedLink asked, Link link) => link.Href is ['/', ..] ? link with { Href = asked.Origin + link.Href } : link;

    static Link Absolute(AskedLink asked, ProductLink link) => new(link.Type, link.Target is ['/', ..] ? asked.Origin + link.Target : link.Target, link.Title)
    {
        MediaType = link.MediaType, Languages = link.Target is ['/', 'p', '/', ..] ? Languages.All : [],      // our own pages speak them all
    };
}
