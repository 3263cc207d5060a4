using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Gs1;
using Nameplate.Platform.Access;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;
using Nameplate.Products;
using Nameplate.Resolver.Links;

namespace Nameplate.Resolver.MakerLinks;

/// <summary>The console's list of the maker's links, what was changed last first.</summary>
internal sealed class LinkList(AppDb db, IProducts products, TimeProvider clock, IStringLocalizer<Texts> words) : ConsoleList<MakerLink>
{
    internal const string Home = "/admin/links";
    Dictionary<string, string> models = [];

    public override string Key => "links";

    public override IReadOnlyList<ListColumn<MakerLink>> Columns =>
    [
        new("title", words["Links.TitleField"], l => l.Title) { IsName = true, Below = l => l.Href, Csv = l => l.Title },
        new("type", words["Links.Type"], l => words.TypeName(l.Type)) { Csv = l => l.Type },
        new("product", words["Links.Product"], l => models.GetValueOrDefault(l.Gtin, l.Gtin)) { Below = l => l.Serial ?? (l.Scope == LinkScope.Model ? null : string.Join(" · ", new[] { l.Variant is null ? null : words["Variant", l.Variant].Value, l.Lot is null ? null : words["Lot", l.Lot].Value }.OfType<string>())) },
        new("gtin", "GTIN", l => l.Gtin) { Look = ColumnLook.Code, IsUsual = false, Csv = l => l.Gtin },
        new("variant", words["Links.Variant"], l => l.Variant) { IsUsual = false, Csv = l => l.Variant },
        new("lot", words["Links.Lot"], l => l.Lot) { IsUsual = false, Csv = l => l.Lot },
        new("serial", words["Serial"], l => l.Serial) { Look = ColumnLook.Code, IsUsual = false, Csv = l => l.Serial },
        new("languages", words["Links.Languages"], l => l.Languages) { Csv = l => l.Languages },
        new("countries", words["Links.Countries"], l => l.Countries) { IsUsual = false, Csv = l => l.Countries },
        new("state", words["Links.State"], l => words["LinkState." + l.State(clock.GetUtcNow())]) { Look = ColumnLook.State, Tone = l => Tone(l.State(clock.GetUtcNow())), Below = l => l.IsDefault ? words["Links.Default"].Value : null, Csv = l => Snake.Case(l.State(clock.GetUtcNow()).ToString()) },
        new("is_default", words["Links.Default"], l => l.IsDefault ? words["Yes"].Value : null) { IsUsual = false, Csv = l => l.IsDefault ? "true" : "false" },
        new("media_type", words["Links.MediaType"], l => l.MediaType) { IsUsual = false, Csv = l => l.MediaType },
        new("href", words["Links.Href"], l => l.Href) { IsUsual = false, Csv = l => l.Href },
        new("valid_from", words["Links.From"], l => l.ValidFrom?.Short()) { Look = ColumnLook.Time, IsUsual = false, Csv = l => l.ValidFrom.InFile() },
        new("valid_until", words["Links.Until"], l => l.ValidUntil?.Short()) { Look = ColumnLook.Time, IsUsual = false, Csv = l => l.ValidUntil.InFile() },
        new("changed_at", words["Links.ChangedAt"], l => l.ChangedAt.Short()) { Look = ColumnLook.Time, Csv = l => l.ChangedAt.InFile() },
    ];

    public override IReadOnlyList<ListFilter> Filters =>
    [
        new("gtin", words["Links.Product"]) { Options = [.. models.OrderBy(m => m.Value, StringComparer.CurrentCulture).Select(m => (m.Key, m.Value))] },
        new("serial", words["Serial"]) { IsCode = true },
        new("type", words["Links.Type"]) { Options = [.. LinkTypes.Public.Select(t => (t, words.TypeName(t))).OrderBy(t => t.Item2, StringComparer.CurrentCulture)] },
        new("state", words["Links.State"]) { Options = [.. Enum.GetValues<MakerLinkState>().Select(s => (Snake.Case(s.ToString()), words["LinkState." + s].Value))] },
    ];

    public override IReadOnlyList<ListOrder<MakerLink>> Orders =>
    [
        new("-added", 1, q => q.OrderByDescending(l => l.Id), (q, m) => Guid.TryParse(m[0], out var id) ? q.Where(l => l.Id < id) : q, l => [l.Id.ToString()]),
        new("added", 1, q => q.OrderBy(l => l.Id), (q, m) => Guid.TryParse(m[0], out var id) ? q.Where(l => l.Id > id) : q, l => [l.Id.ToString()]),
    ];

    public override string Say(int count) => words[count == 1 ? "Links.Counted.One" : "Links.Counted.Many", count.Counted()];
    public override string Opens(MakerLink row) => $"{Home}/{row.Id}";
    public override string KeyOf(MakerLink row) => row.Id.ToString();
    public override string NameOf(MakerLink row) => row.Title;
    internal static string? Tone(MakerLinkState state) => state switch { MakerLinkState.Active => "good", MakerLinkState.Scheduled => "busy", MakerLinkState.Removed => "bad", _ => null };

    public override async Task Prepare(CancellationToken ct) => models = (await products.Models(ct)).ToDictionary(m => m.Gtin, m => m.Name);

    public override IQueryable<MakerLink> Matching(ListQuery asked)
    {
        var (links, now) = (db.Set<MakerLink>().AsNoTracking(), clock.GetUtcNow());
        if (Gtin.TryParse(asked["gtin"], out var right) && right.Value is { } gtin) links = links.Where(l => l.Gtin == gtin);
        if (asked["serial"] is { } serial) links = links.Where(l => l.Serial == serial);
        if (asked["type"] is { } type) links = links.Where(l => l.Type == type);
        if (Snake.TryEnum<MakerLinkState>(asked["state"] ?? "", out var state))
            links = state switch
            {
                MakerLinkState.Removed => links.Where(l => l.RemovedAt != null),
                MakerLinkState.Scheduled => links.Where(l => l.RemovedAt == null && l.ValidFrom > now),
                MakerLinkState.Ended => links.Where(l => l.RemovedAt == null && l.ValidUntil <= now),
                _ => links.Where(l => l.RemovedAt == null && (l.ValidFrom == null || l.ValidFrom <= now) && (l.ValidUntil == null || l.ValidUntil > now)),
            };
        return links;
    }

    public override async Task<Glance?> Look(string key, CancellationToken ct)
    {
        if (!Guid.TryParse(key, out var id) || await db.Set<MakerLink>().AsNoTracking().SingleOrDefaultAsync(l => l.Id == id, ct) is not { } link) return null;
        var state = link.State(clock.GetUtcNow());
        return new(link.Title)
        {
            Page = Opens(link), State = words["LinkState." + state], Tone = Tone(state),
            Facts =
            [
                new(words["Links.Type"], words.TypeName(link.Type)), new(words["Links.Product"], models.GetValueOrDefault(link.Gtin, link.Gtin)) { Href = "/admin/products/" + link.Gtin },
                new(words["Links.Variant"], link.Variant), new(words["Links.Lot"], link.Lot), new(words["Serial"], link.Serial), new(words["Links.Href"], link.Href), new(words["Links.Languages"], link.Languages), new(words["Links.Countries"], link.Countries),
                new(words["Links.MediaType"], link.MediaType), new(words["Links.Default"], link.IsDefault ? words["Yes"].Value : null), new(words["Links.From"], link.ValidFrom?.Long()), new(words["Links.Until"], link.ValidUntil?.Long()),
            ],
        };
    }
}
