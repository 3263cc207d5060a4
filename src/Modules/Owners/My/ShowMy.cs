using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Owners.Consents;
using Nameplate.Owners.People;
using Nameplate.Owners.Registrations;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Owners.My;

/// <summary>What a signed-in person has: products, orders, consents.</summary>
internal sealed class ShowMy(AppDb db, CurrentBrand brand, Sessions sessions, Frames frames, IProducts products, Ledger ledger, IEnumerable<IMyUnitLine> unitLines, IEnumerable<IMyUnit> unitFacts, IEnumerable<IMyCard> cards, IOwnerVisits visits, TimeProvider clock, IStringLocalizer<Texts> words)
{
    const int MostUnits = 100;
    /// <summary>The page behind a confirming link is part of the registration, no visit.</summary>
    static readonly TimeSpan Confirming = TimeSpan.FromMinutes(30);

    internal static Task<IResult> Page(ShowMy show, HttpContext http, CancellationToken ct) => show.Answer(http, ct);

    async Task<IResult> Answer(HttpContext http, CancellationToken ct) => await sessions.Enter(http, ct) is { } person ? await Mine(person, http, ct) : await Ask(http, ct);

    async Task<IResult> Mine(Person person, HttpContext http, CancellationToken ct)
    {
        var frame = await frames.For(http, words["My"]);
        var registrations = await db.Set<Registration>().AsNoTracking().Where(r => r.PersonId == person.Id && r.EndedAt == null).OrderByDescending(r => r.RegisteredAt).Take(MostUnits).ToListAsync(ct);
        if (!registrations.Exists(r => clock.GetUtcNow() - r.ConfirmedAt < Confirming)) await visits.Record(person.Id, VisitKind.Page, null, ct);
        var units = await products.Units([.. registrations.Select(r => r.UnitId)], ct);
        var models = (await products.Models(ct)).ToDictionary(m => m.Gtin);
        var lines = new List<IReadOnlyDictionary<Guid, string>>();
        foreach (var contribution in unitLines) lines.Add(await contribution.Of([.. units.Values], ct));
        var (facts, today) = (new List<IReadOnlyDictionary<Guid, MyUnit>>(), clock.GetUtcNow().Day());
        foreach (var contribution in unitFacts) facts.Add(await contribution.Of([.. units.Values], ct));
        List<MyCard> more = [];
        foreach (var contribution in cards) if (await contribution.For(person.Shown, frame, ct) is { } card) more.Add(card);
        var mine = registrations.Where(r => units.ContainsKey(r.UnitId)).Select(r => units[r.UnitId])
            .Select(u => new MyPage.Mine(models[u.Gtin], u, [.. lines.Select(l => l.GetValueOrDefault(u.Id)).OfType<string>()])
            {
                DaysLeft = facts.Select(f => f.GetValueOrDefault(u.Id)?.CoveredUntil).Max() is { } until && until.DayNumber - today.DayNumber is >= 0 and var days ? days : null,
                Documents = [.. facts.SelectMany(f => f.GetValueOrDefault(u.Id)?.Documents ?? []), .. MyUnits.Guides(models[u.Gtin], words)],
            }).ToList();
        var news = (await ledger.Standing(person.Id, ct)).GetValueOrDefault(Consent.Marketing)?.Step;
        return Pages.Consumer<MyPage>(new MyPage.Shown(frame, words, person, mine, [.. more.OrderBy(c => c.Order)], news, await ledger.MarketingText(ct)), frame);
    }

    async Task<IResult> Ask(HttpContext http, CancellationToken ct)
    {
        if (await db.Set<Brand>().AsNoTracking().Take(2).ToListAsync(ct) is [var only]) brand.Become(only.Id);
        var frame = brand.IsSet ? await frames.For(http, words["My"]) : frames.Neutral(http, words["My"]);
        return Pages.Consumer<AskPage>(new AskPage.Shown(frame, words, AskPage.Step.Ask), frame);
    }
}
