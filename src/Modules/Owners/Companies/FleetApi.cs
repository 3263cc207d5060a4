using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Owners.Companies;

/// <summary>The units of a company, for programs.</summary>
internal static class FleetApi
{
    const int MostEnding = 200;

    /// <summary>A unit of a fleet.</summary>
    /// <param name="Contact">Id of the owner it is registered to.</param>
    /// <param name="Since">From this day its age counts: its purchase, else its sale, its production, or its registration.</param>
    /// <param name="Years">Its age in whole years.</param>
    /// <param name="WarrantyUntil">The last day of any cover.</param>
    /// <param name="WarrantyDaysLeft">Null when nothing is known or it has ended.</param>
    internal sealed record Item(Guid Registration, string Gtin, string Serial, string Model, Guid? Site, Guid Contact, DateTimeOffset? PurchasedOn, DateOnly Since, int Years, DateOnly? WarrantyUntil, int? WarrantyDaysLeft);

    /// <param name="Site">Name or id of a site; the unit stays where it is when not given.</param>
    /// <param name="PurchasedOn">For units that are nobody's: a date or a time.</param>
    internal sealed record Asked(string? Gtin, string? Serial, string? Site = null, string? PurchasedOn = null);

    /// <param name="Units">1 to 1,000.</param>
    /// <param name="Contact">Id of the user to whom units that are nobody's are registered; the first admin when not given.</param>
    internal sealed record Input(Asked[]? Units, Guid? Contact = null);

    /// <param name="Result"><c>added</c>, <c>moved</c>, <c>unchanged</c> or <c>refused</c>.</param>
    /// <param name="Why">What is wrong, and the remedy.</param>
    internal sealed record Outcome(string? Gtin, string? Serial, Placed Result, Guid? Registration, string? Why);

    internal sealed record Outcomes(int Added, int Moved, int Unchanged, int Refused, IReadOnlyList<Outcome> Units);

    /// <param name="From">Whole years, this one included.</param>
    /// <param name="To">Whole years, this one not included; null for all that are older.</param>
    internal sealed record Bucket(int From, int? To, int Units);

    internal sealed record SiteAge(Guid? Site, string? Name, int Units, IReadOnlyList<Bucket> Ages);

    internal sealed record EndingUnit(string Gtin, string Serial, Guid? Site, DateOnly WarrantyUntil, int WarrantyDaysLeft);

    /// <summary>How old the units of a company are, and whose cover ends within 90 days.</summary>
    /// <param name="Ending">The first 200.</param>
    internal sealed record Ageing(DateOnly AsOf, int Units, IReadOnlyList<Bucket> Ages, IReadOnlyList<SiteAge> Sites, IReadOnlyList<EndingUnit> Ending);

    /// <summary>Lists the units of a company, newest in the fleet first.</summary>
    /// <param name="id">The company’s id.</param>
    /// <param name="site">Only of this site.</param>
    /// <param name="endingWithin">Only units whose cover ends within so many days.</param>
    /// <param name="after">The mark <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 200; 50 when not given.</param>
    /// <example>
    /// GET /api/v1/companies/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e/units?limit=50
    /// 200
    /// {"items": [
    /// {"registration": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d61", "gtin": "09506000134352", "serial": "F1", "model": "Brew One", "site": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d60", "contact": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "purchasedOn": "2026-07-28T00:00:00Z", "since": "2026-07-28", "years": 0, "warrantyUntil": "2028-07-28", "warrantyDaysLeft": 731}
    /// ], "next": null}
    /// </example>
    internal static async Task<Results<Ok<Paged<Item>>, ProblemHttpResult>> List(Guid id, AppDb db, Fleet fleet, CancellationToken ct, Guid? site = null, int? endingWithin = null, string? after = null, int limit = Paging.Usual)
    {
        if (Paging.Wrong(limit, PageMark.TryRead(after, out var mark)) is { } wrong) return wrong;
        if (endingWithin is < 0 or > 36_500) return Problems.Field("endingWithin", "Give a number of days from 0 to 36500.");
        if (!await db.Set<Company>().AnyAsync(c => c.Id == id, ct)) return Problems.NotFound(CompaniesApi.NoSuch);
        var units = fleet.Units(id);
        if (site is not null) units = units.Where(r => r.Unit.SiteId == site);
        if (endingWithin is { } days) units = fleet.Ending(units, days);
        if (mark is { } last) units = units.Where(r => r.Unit.RegistrationId < last);
        var rows = await units.OrderByDescending(r => r.Unit.RegistrationId).Take(limit + 1).ToListAsync(ct);
        return TypedResults.Ok(Paging.Page(await fleet.Lines(rows, ct), limit, l => Of(l, fleet), l => PageMark.Of(l.Row.Unit.RegistrationId.ToString())));
    }

    /// <summary>Puts units into the fleet of a company, or says where they stand.</summary>
    /// <remarks>Each unit is answered for itself, in the order given. A unit that is nobody's is registered to the contact; a unit of somebody who acts for the company joins as it is. The same call again changes nothing.</remarks>
    /// <param name="id">The company’s id.</param>
    /// <response code="200">What became of each unit.</response>
    /// <response code="422">There is no unit in it, or there are too many.</response>
    /// <example>
    /// POST /api/v1/companies/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e/units
    /// {"units": [{"gtin": "09506000134352", "serial": "F2", "site": "Station", "purchasedOn": "2026-07-20"}]}
    /// 200
    /// {"added": 1, "moved": 0, "unchanged": 0, "refused": 0, "units": [{"gtin": "09506000134352", "serial": "F2", "result": "added", "registration": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d61", "why": null}]}
    /// </example>
    internal static async Task<Results<Ok<Outcomes>, ProblemHttpResult>> Place(Guid id, Input input, PlaceUnits place, AppDb db, CancellationToken ct)
    {
        if (input.Units is not { Length: > 0 and <= 1_000 }) return Problems.Field("units", "Give 1 to 1,000 units.");
        if (await db.Set<Company>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) is not { } company) return Problems.NotFound(CompaniesApi.NoSuch);
        if (input.Contact is { } contact && !await db.Set<CompanyUser>().AnyAsync(u => u.CompanyId == id && u.PersonId == contact, ct)) return Problems.Field("contact", "Nobody with this id acts for the company. Invite them first.");
        FleetLine[] lines = [.. input.Units.Select((u, i) => new FleetLine(i + 1, "", u.Gtin ?? "", u.Serial ?? "", u.Site, u.PurchasedOn))];
        var results = await place.Handle(company, lines, null, null, input.Contact, ct);
        int Count(Placed placed) => results.Count(r => r.Placed == placed);
        return TypedResults.Ok(new Outcomes(Count(Placed.Added), Count(Placed.Moved), Count(Placed.Unchanged), Count(Placed.Refused),
            [.. results.Select(r => new Outcome(r.Unit?.Gtin ?? r.Line.Gtin, r.Unit?.Serial ?? r.Line.Serial, r.Placed, r.Registration, r.Why))]));
    }

    /// <summary>Takes a unit out of the fleet of a company. It stays registered to its contact.</summary>
    /// <param name="id">The company’s id.</param>
    /// <param name="registration">Id of the unit’s registration.</param>
    /// <response code="200">The unit as it was.</response>
    /// <example>
    /// DELETE /api/v1/companies/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e/units/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d61
    /// 200
    /// {"registration": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d61", "gtin": "09506000134352", "serial": "F1", "model": "Brew One", "site": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d60", "contact": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "purchasedOn": "2026-07-28T00:00:00Z", "since": "2026-07-28", "years": 0, "warrantyUntil": "2028-07-28", "warrantyDaysLeft": 731}
    /// </example>
    internal static async Task<Results<Ok<Item>, ProblemHttpResult>> Remove(Guid id, Guid registration, Fleet fleet, MoveUnits move, AppDb db, CancellationToken ct)
    {
        if (await fleet.Lines(await fleet.Units(id).Where(r => r.Unit.RegistrationId == registration).ToListAsync(ct), ct) is not [var line]) return Problems.NotFound("The company has no such unit.");
        await move.Out(id, [registration], ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(Of(line, fleet));
    }

    /// <summary>Tells how old the units of a company are, by site, and whose cover ends within 90 days.</summary>
    /// <param name="id">The company’s id.</param>
    /// <example>
    /// GET /api/v1/companies/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e/ageing
    /// 200
    /// {"asOf": "2026-07-28", "units": 1, "ages": [{"from": 0, "to": 1, "units": 1}, {"from": 1, "to": 3, "units": 0}, {"from": 3, "to": 5, "units": 0}, {"from": 5, "to": 8, "units": 0}, {"from": 8, "to": null, "units": 0}],
    ///  "sites": [{"site": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d60", "name": "Station", "units": 1, "ages": [{"from": 0, "to": 1, "units": 1}, {"from": 1, "to": 3, "units": 0}, {"from": 3, "to": 5, "units": 0}, {"from": 5, "to": 8, "units": 0}, {"from": 8, "to": null, "units": 0}]}],
    ///  "ending": []}
    /// </example>
    internal static async Task<Results<Ok<Ageing>, ProblemHttpResult>> Ages(Guid id, Fleet fleet, AppDb db, CancellationToken ct)
    {
        if (!await db.Set<Company>().AnyAsync(c => c.Id == id, ct)) return Problems.NotFound(CompaniesApi.NoSuch);
        var ages = await fleet.Ages(id, ct);
        var names = await db.Set<CompanySite>().AsNoTracking().Where(s => s.CompanyId == id).ToDictionaryAsync(s => s.Id, s => s.Name, ct);
        var ending = await fleet.Lines(await fleet.Ending(fleet.Units(id), Fleet.Soon).OrderBy(r => r.Unit.RegistrationId).Take(MostEnding).ToListAsync(ct), ct);
        return TypedResults.Ok(new Ageing(fleet.Today, ages.Sum(a => a.Units), Buckets([.. Enumerable.Range(0, Fleet.Years.Length).Select(i => ages.Sum(a => a.Counts[i]))]),
            [.. ages.Select(a => new SiteAge(a.Site, a.Site is { } s ? names.GetValueOrDefault(s) : null, a.Units, Buckets(a.Counts))).OrderBy(a => a.Name is null).ThenBy(a => a.Name, StringComparer.OrdinalIgnoreCase)],
            [.. ending.OrderBy(l => l.Until).Select(l => new EndingUnit(l.Unit.Gtin, l.Unit.Serial, l.Row.Unit.SiteId, l.Until!.Value, fleet.DaysLeft(l.Until) ?? 0))]));
    }

    static IReadOnlyList<Bucket> Buckets(IReadOnlyList<int> counts) => [.. counts.Select((n, i) => new Bucket(Fleet.Years[i], i + 1 < Fleet.Years.Length ? Fleet.Years[i + 1] : null, n))];

    static Item Of(Fleet.Line l, Fleet fleet) =>
        new(l.Row.Unit.RegistrationId, l.Unit.Gtin, l.Unit.Serial, l.Model, l.Row.Unit.SiteId, l.Row.Registration.PersonId, l.Row.Registration.PurchasedOn, l.Row.Since.Day(), fleet.AgeOf(l.Row.Since), l.Until, fleet.DaysLeft(l.Until));
}
