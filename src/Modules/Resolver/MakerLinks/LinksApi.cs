using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Nameplate.Gs1;
using Nameplate.Platform.Access;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Resolver.MakerLinks;

/// <summary>The maker's links over the API.</summary>
internal static class LinksApi
{
    const string NoSuch = "There is no such link.";

    /// <summary>A link.</summary>
    /// <param name="LinkType">Its full IRI.</param>
    /// <param name="State"><c>active</c>, <c>scheduled</c>, <c>ended</c>, or <c>removed</c>.</param>
    /// <param name="Version">Each change makes another.</param>
    internal sealed record Item(
        Guid Id, string Gtin, string? Variant, string? Lot, string? Serial, string LinkType, string Href, string Title, IReadOnlyList<string> Languages, string? MediaType, IReadOnlyList<string> Countries,
        bool IsDefault, DateTimeOffset? From, DateTimeOffset? Until, MakerLinkState State, int Version, DateTimeOffset ChangedAt)
    {
        public static Item Of(MakerLink l, DateTimeOffset now) => new(
            l.Id, l.Gtin, l.Variant, l.Lot, l.Serial, LinkTypes.Iri(l.Type), l.Href, l.Title, l.Content.Languages, l.MediaType, l.Content.Countries, l.IsDefault, l.ValidFrom, l.ValidUntil, l.State(now), l.Version, l.ChangedAt);
    }

    /// <summary>What a link said, from when on, and who made it say so.</summary>
    /// <param name="By"><c>staff</c>, <c>key</c> or <c>command_line</c>.</param>
    /// <param name="ById">The staff member's id, or the API key's.</param>
    internal sealed record Version(int Number, DateTimeOffset At, MakerLinkChange Change, CallerKind By, string ById, string Gtin, string? Variant, string? Lot, string? Serial, string LinkType, string Href, string Title,
        IReadOnlyList<string> Languages, string? MediaType, IReadOnlyList<string> Countries, bool IsDefault, DateTimeOffset? From, DateTimeOffset? Until)
    {
        public static Version Of(MakerLinkVersion v) => v.Said is var c
            ? new(v.Number, v.At, v.Change, v.Caller, v.CallerId, c.Gtin, c.Variant, c.Lot, c.Serial, LinkTypes.Iri(c.Type), c.Href, c.Title, c.Languages, c.MediaType, c.Countries, c.IsDefault, c.From, c.Until) : null!;
    }

    /// <summary>Which version to bring back.</summary>
    /// <param name="Version">Its number.</param>
    internal sealed record RestoreInput(int Version);

    /// <summary>Lists links, removed ones too.</summary>
    /// <param name="gtin">Only those of this model, of its variants, lots and serials.</param>
    /// <param name="limit">1 to 200.</param>
    /// <param name="after">The <c>next</c> of the page before.</param>
    /// <example>
    /// GET /api/v1/links?gtin=09506000134352
    /// 200
    /// {"items": [{"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "gtin": "09506000134352", "variant": null, "lot": null, "serial": null, "linkType": "https://ref.gs1.org/voc/instructions", "href": "https://example.com/brew-one.de.pdf", "title": "Anleitung", "languages": ["de"], "mediaType": "application/pdf", "countries": [], "isDefault": false, "from": null, "until": null, "state": "active", "version": 1, "changedAt": "2026-07-28T09:30:00Z"}], "next": null}
    /// </example>
    internal static async Task<Results<Ok<Paged<Item>>, ProblemHttpResult>> List(AppDb db, TimeProvider clock, CancellationToken ct, string? gtin = null, int limit = Paging.Usual, string? after = null)
    {
        if (Paging.Wrong(limit, PageMark.TryRead(after, out Guid? mark)) is { } wrong) return wrong;
        var links = db.Set<MakerLink>().AsNoTracking();
        if (gtin is not null)
        {
            if (!Gtin.TryParse(gtin, out var right)) return Problems.Field("gtin", Gtin.Explain(gtin)!);
            var wanted = right.Value;
            links = links.Where(l => l.Gtin == wanted);
        }
        if (mark is { } id) links = links.Where(l => l.Id > id);
        var (rows, now) = (await links.OrderBy(l => l.Id).Take(limit + 1).ToListAsync(ct), clock.GetUtcNow());
        return TypedResults.Ok(Paging.Page(rows, limit, l => Item.Of(l, now), l => PageMark.Of(l.Id.ToString())));
    }

    /// <summary>Shows a link.</summary>
    /// <param name="id">The link’s id.</param>
    /// <example>
    /// GET /api/v1/links/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e
    /// 200
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "gtin": "09506000134352", "variant": null, "lot": null, "serial": null, "linkType": "https://ref.gs1.org/voc/instructions", "href": "https://example.com/brew-one.de.pdf", "title": "Anleitung", "languages": ["de"], "mediaType": "application/pdf", "countries": [], "isDefault": false, "from": null, "until": null, "state": "active", "version": 1, "changedAt": "2026-07-28T09:30:00Z"}
    /// </example>
    internal static async Task<Results<Ok<Item>, ProblemHttpResult>> Show(Guid id, AppDb db, TimeProvider clock, CancellationToken ct) =>
        await Find(db, id, ct) is { } link ? TypedResults.Ok(Item.Of(link, clock.GetUtcNow())) : Problems.NotFound(NoSuch);

    /// <summary>Adds a link to a model, a variant, a lot or a serial.</summary>
    /// <remarks>It takes the place of what the platform itself says of the same type in the same language. With <c>isDefault</c> the printed codes lead to it, on every server within five seconds.</remarks>
    /// <response code="201">The link.</response>
    /// <response code="422">Names each field that is not right, and the remedy.</response>
    /// <example>
    /// POST /api/v1/links
    /// {"gtin": "09506000134352", "linkType": "gs1:instructions", "href": "https://example.com/brew-one.de.pdf", "title": "Anleitung", "languages": ["de"]}
    /// 201
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "gtin": "09506000134352", "variant": null, "lot": null, "serial": null, "linkType": "https://ref.gs1.org/voc/instructions", "href": "https://example.com/brew-one.de.pdf", "title": "Anleitung", "languages": ["de"], "mediaType": "application/pdf", "countries": [], "isDefault": false, "from": null, "until": null, "state": "active", "version": 1, "changedAt": "2026-07-28T09:30:00Z"}
    /// </example>
    internal static async Task<Results<Created<Item>, ProblemHttpResult>> Add(RecordLink.Input input, HttpContext http, RecordLink record, TimeProvider clock, CancellationToken ct)
    {
        var (link, errors) = await record.Add(input, Caller.Of(http.User), ct);
        return link is null ? Problems.Fields(errors) : TypedResults.Created($"/api/v1/links/{link.Id}", Item.Of(link, clock.GetUtcNow()));
    }

    /// <summary>Changes a link. What it said before stays on record as a version.</summary>
    /// <param name="id">The link’s id.</param>
    /// <response code="422">Names each field that is not right, and the remedy.</response>
    /// <example>
    /// PUT /api/v1/links/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e
    /// {"gtin": "09506000134352", "linkType": "gs1:instructions", "href": "https://example.com/brew-one-2.de.pdf", "title": "Anleitung", "languages": ["de"]}
    /// 200
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "gtin": "09506000134352", "variant": null, "lot": null, "serial": null, "linkType": "https://ref.gs1.org/voc/instructions", "href": "https://example.com/brew-one-2.de.pdf", "title": "Anleitung", "languages": ["de"], "mediaType": "application/pdf", "countries": [], "isDefault": false, "from": null, "until": null, "state": "active", "version": 2, "changedAt": "2026-07-28T09:40:00Z"}
    /// </example>
    internal static async Task<Results<Ok<Item>, ProblemHttpResult>> Change(Guid id, RecordLink.Input input, IfMatch ifMatch, HttpContext http, RecordLink record, AppDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await Find(db, id, ct) is not { } link) return Problems.NotFound(NoSuch);
        if (!ifMatch.Allows(Item.Of(link, clock.GetUtcNow()))) return IfMatch.Stale;
        try
        {
            var errors = await record.Change(link, input, Caller.Of(http.User), ct);
            return errors.Count > 0 ? Problems.Fields(errors) : TypedResults.Ok(Item.Of(link, clock.GetUtcNow()));
        }
        catch (DbUpdateConcurrencyException) { return IfMatch.Stale; }
    }

    /// <summary>Removes a link. It can be restored from its versions.</summary>
    /// <param name="id">The link’s id.</param>
    /// <response code="200">The link as it is now, removed.</response>
    /// <example>
    /// DELETE /api/v1/links/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e
    /// 200
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "gtin": "09506000134352", "variant": null, "lot": null, "serial": null, "linkType": "https://ref.gs1.org/voc/instructions", "href": "https://example.com/brew-one-2.de.pdf", "title": "Anleitung", "languages": ["de"], "mediaType": "application/pdf", "countries": [], "isDefault": false, "from": null, "until": null, "state": "removed", "version": 3, "changedAt": "2026-07-28T09:50:00Z"}
    /// </example>
    internal static async Task<Results<Ok<Item>, ProblemHttpResult>> Remove(Guid id, HttpContext http, RecordLink record, AppDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await Find(db, id, ct) is not { } link) return Problems.NotFound(NoSuch);
        await record.Remove(link, Caller.Of(http.User), ct);
        return TypedResults.Ok(Item.Of(link, clock.GetUtcNow()));
    }

    /// <summary>Lists the versions of a link, the newest first.</summary>
    /// <param name="id">The link’s id.</param>
    /// <param name="limit">1 to 200.</param>
    /// <param name="after">The <c>next</c> of the page before.</param>
    /// <example>
    /// GET /api/v1/links/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e/versions
    /// 200
    /// {"items": [{"number": 1, "at": "2026-07-28T09:30:00Z", "change": "added", "by": "key", "byId": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "gtin": "09506000134352", "variant": null, "lot": null, "serial": null, "linkType": "https://ref.gs1.org/voc/instructions", "href": "https://example.com/brew-one.de.pdf", "title": "Anleitung", "languages": ["de"], "mediaType": "application/pdf", "countries": [], "isDefault": false, "from": null, "until": null}], "next": null}
    /// </example>
    internal static async Task<Results<Ok<Paged<Version>>, ProblemHttpResult>> Versions(Guid id, AppDb db, CancellationToken ct, int limit = Paging.Usual, string? after = null)
    {
        var isMark = PageMark.TryRead(after, 1, out var mark);
        var below = int.MaxValue;
        if (Paging.Wrong(limit, isMark && (mark is null || int.TryParse(mark[0], System.Globalization.CultureInfo.InvariantCulture, out below))) is { } wrong) return wrong;
        if (await Find(db, id, ct) is null) return Problems.NotFound(NoSuch);
        var rows = await db.Set<MakerLinkVersion>().AsNoTracking().Where(v => v.LinkId == id && v.Number < below).OrderByDescending(v => v.Number).Take(limit + 1).ToListAsync(ct);
        return TypedResults.Ok(Paging.Page(rows, limit, Version.Of, v => PageMark.Of(v.Number.ToString(System.Globalization.CultureInfo.InvariantCulture))));
    }

    /// <summary>Brings back what a link said in an earlier version, of a removed link too.</summary>
    /// <param name="id">The link’s id.</param>
    /// <response code="200">The link, in a new version that says what the earlier one said.</response>
    /// <example>
    /// POST /api/v1/links/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e/restorations
    /// {"version": 1}
    /// 200
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "gtin": "09506000134352", "variant": null, "lot": null, "serial": null, "linkType": "https://ref.gs1.org/voc/instructions", "href": "https://example.com/brew-one.de.pdf", "title": "Anleitung", "languages": ["de"], "mediaType": "application/pdf", "countries": [], "isDefault": false, "from": null, "until": null, "state": "active", "version": 4, "changedAt": "2026-07-28T10:00:00Z"}
    /// </example>
    internal static async Task<Results<Ok<Item>, ProblemHttpResult>> Restore(Guid id, RestoreInput input, HttpContext http, RecordLink record, AppDb db, TimeProvider clock, CancellationToken ct) =>
        await Find(db, id, ct) is not { } link ? Problems.NotFound(NoSuch)
        : await record.Restore(link, input.Version, Caller.Of(http.User), ct) ? TypedResults.Ok(Item.Of(link, clock.GetUtcNow()))
        : Problems.Field("version", "There is no such version. GET versions lists them.");

    static Task<MakerLink?> Find(AppDb db, Guid id, CancellationToken ct) => db.Set<MakerLink>().SingleOrDefaultAsync(l => l.Id == id, ct);
}
