using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;
using Nameplate.Products;

namespace Nameplate.Resolver.Signals;

/// <summary>Signals in the console and over the API.</summary>
internal static class ShowSignals
{
    /// <summary>One thing that is odd about a number.</summary>
    /// <param name="Unit">Null for a number that is not on record.</param>
    /// <param name="Score">Of the unit, with everything that is odd about it: 0 to 100.</param>
    /// <param name="Weight">What this says by itself: 0 to 100.</param>
    /// <param name="Why">One sentence, in the language that is asked for.</param>
    /// <param name="Evidence">Times and places it rests on, nothing of who scanned.</param>
    internal sealed record Item(Guid Id, SignalKind Kind, SignalState State, string Gtin, string Serial, Guid? Unit, int Score, int Weight, string Why, DateTimeOffset FirstAt, DateTimeOffset LastAt, JsonElement Evidence, DateTimeOffset? DecidedAt, string? Note)
    {
        public static Item Of(Signal s, IStringLocalizer words) => new(s.Id, s.Kind, s.State, s.Gtin, s.Serial, s.UnitId, s.Score, s.Weight, words.Why(s), s.FirstAt, s.LastAt, JsonElement.Parse(s.Evidence), s.DecidedAt, s.Note);
    }

    /// <summary>A unit's score and why.</summary>
    /// <param name="Score">0: nothing is odd; 100: staff confirmed it.</param>
    internal sealed record OfUnit(int Score, IReadOnlyList<Item> Signals);

    internal static async Task<IResult> Page(HttpContext http, ListReader lists, SignalList signals, IStringLocalizer<Texts> words, CancellationToken ct) =>
        Pages.Console<SignalsPage>(new SignalsPage.Shown(words, await lists.Read(http, signals, words["Signals"], words, ct)));

    internal static IResult Csv(HttpContext http, ListReader lists, SignalList signals, CancellationToken ct) => lists.Csv(http, signals, ct);

    /// <summary>Lists signals, the last recorded first.</summary>
    /// <param name="state">Only those: <c>watched</c>, <c>open</c>, <c>confirmed</c> or <c>dismissed</c>.</param>
    /// <param name="kind">Only those: <c>never_minted</c>, <c>before_shipment</c>, <c>grey_market</c>, <c>velocity</c>, <c>impossible_travel</c> or <c>second_claim</c>.</param>
    /// <param name="after">The mark <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 200; 50 when not given.</param>
    /// <example>
    /// GET /api/v1/signals?state=open&amp;limit=1
    /// 200
    /// {"items": [{"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "kind": "grey_market", "state": "open", "gtin": "09506000134352", "serial": "7Q4MKX2PV9TNA", "unit": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d60", "score": 55, "weight": 55, "why": "Meant for Germany, yet scanned elsewhere 2 times, last in United States, CA on 24 July 2026.", "firstAt": "2026-07-20T10:00:00Z", "lastAt": "2026-07-24T10:00:00Z", "evidence": {"reason": "grey_market", "sights": [{"at": "2026-07-20T10:00:00Z", "country": "US", "region": "US-CA"}, {"at": "2026-07-24T10:00:00Z", "country": "US", "region": "US-CA"}], "times": 2, "market": "DE", "places": 1}, "decidedAt": null, "note": null}], "next": null}
    /// </example>
    internal static async Task<Results<Ok<Paged<Item>>, ProblemHttpResult>> Api(AppDb db, IStringLocalizer<Texts> words, CancellationToken ct, string? state = null, string? kind = null, string? after = null, int limit = Paging.Usual)
    {
        if (Paging.Wrong(limit, PageMark.TryRead(after, out var last)) is { } wrong) return wrong;
        var signals = db.Set<Signal>().AsNoTracking();
        if (state is not null)
        {
            if (!Snake.TryEnum<SignalState>(state, out var asked)) return Problems.Field("state", "Use one of " + string.Join(", ", Snake.All<SignalState>()) + ".");
            signals = signals.Where(s => s.State == asked);
        }
        if (kind is not null)
        {
            if (!Snake.TryEnum<SignalKind>(kind, out var asked)) return Problems.Field("kind", "Use one of " + string.Join(", ", Snake.All<SignalKind>()) + ".");
            signals = signals.Where(s => s.Kind == asked);
        }
        if (last is { } id) signals = signals.Where(s => s.Id < id);
        return TypedResults.Ok(Paging.Page(await signals.OrderByDescending(s => s.Id).Take(limit + 1).ToListAsync(ct), limit, s => Item.Of(s, words), s => PageMark.Of(s.Id.ToString())));
    }

    /// <summary>Shows how suspicious a unit looks, and why.</summary>
    /// <remarks>A serial that is not on record has signals too, once it was scanned.</remarks>
    /// <example>
    /// GET /api/v1/units/09506000134352/7Q4MKX2PV9TNA/signals
    /// 200
    /// {"score": 0, "signals": []}
    /// </example>
    internal static async Task<Results<Ok<OfUnit>, ProblemHttpResult>> Unit(UnitKey? unit, AppDb db, IProducts products, IStringLocalizer<Texts> words, CancellationToken ct)
    {
        if (unit is not { } key) return Problems.NotFound("There is no such unit. Check GTIN and serial.");
        key = (await products.Unit(key.Gtin, key.Serial, ct))?.Key ?? key;
        var signals = await db.Set<Signal>().AsNoTracking().Where(s => s.Gtin == key.Gtin && s.Serial == key.Serial).OrderByDescending(s => s.Weight).ToListAsync(ct);
        return TypedResults.Ok(new OfUnit(Oddity.Score(signals.Select(s => s.Counts)), [.. signals.Select(s => Item.Of(s, words))]));
    }
}
