using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Owners.People;
using Nameplate.Owners.Registrations;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Owners.Companies;

/// <summary>A company as those see it who act for it. Whoever does not is led to what is theirs.</summary>
internal sealed class MyCompany(AppDb db, Sessions sessions, Memberships memberships, Fleet fleet, MoveUnits move, IProducts products, IOwners owners, Frames frames, IStringLocalizer<Texts> words, TimeProvider clock)
{
    const int MostEnding = 10, MostOwn = 50;

    internal static Task<IResult> Page(Guid company, MyCompany my, HttpContext http, CancellationToken ct) => my.Show(company, http, ct);
    internal static Task<IResult> Join(Guid company, MyCompany my, HttpContext http, CancellationToken ct) => my.TakeUp(company, http, ct);
    internal static Task<IResult> AddOwn(Guid company, IFormCollection posted, MyCompany my, HttpContext http, CancellationToken ct) => my.AddOwn(company, posted, http, ct);

    /// <returns>The signed-in person and what they may in the company; null for anybody else.</returns>
    public async Task<(Person Person, Memberships.Membership Membership)?> Enter(Guid company, HttpContext http, CancellationToken ct) =>
        await sessions.Enter(http, ct) is { } person && await memberships.In(company, person, ct) is { } membership ? (person, membership) : null;

    public static IResult Away(HttpContext http) => TypedResults.LocalRedirect(With(http, "/my"));
    public static string With(HttpContext http, string path) => http.Request.Query.ContainsKey(Languages.Key) ? $"{path}?{Languages.Key}={Languages.Current}" : path;

    async Task<IResult> Show(Guid id, HttpContext http, CancellationToken ct)
    {
        if (await Enter(id, http, ct) is not var (person, membership)) return Away(http);
        var frame = await frames.For(http, membership.Company.Name, "/my");
        var sites = await db.Set<CompanySite>().AsNoTracking().Where(s => s.CompanyId == id).OrderBy(s => s.NameKey).ToListAsync(ct);
        var ending = await fleet.Lines(await fleet.Ending(fleet.Units(id), Fleet.Soon).OrderBy(r => r.Unit.RegistrationId).Take(MostEnding).ToListAsync(ct), ct);
        IReadOnlyList<(Guid, string)> own = membership.User.Registers ? await OwnUnits(person, ct) : [];
        return Pages.Consumer<MyCompanyPage>(new MyCompanyPage.Shown(frame, words, membership, sites, await fleet.Ages(id, ct), [.. ending.OrderBy(l => l.Until)], own), frame);
    }

    /// <summary>Units registered to the person that are in no fleet.</summary>
    async Task<IReadOnlyList<(Guid Registration, string Text)>> OwnUnits(Person person, CancellationToken ct)
    {
        var mine = await Own(person).OrderByDescending(r => r.Id).Take(MostOwn).ToListAsync(ct);
        var units = await products.Units([.. mine.Select(r => r.UnitId)], ct);
        var models = await products.Models([.. units.Values.Select(u => u.Gtin).Distinct()], ct);
        return [.. mine.Where(r => units.ContainsKey(r.UnitId)).Select(r => (r.Id, $"{models.GetValueOrDefault(units[r.UnitId].Gtin)?.Name} · {units[r.UnitId].Key.Spaced}"))];
    }

    IQueryable<Registration> Own(Person person) => db.Set<Registration>().AsNoTracking().Where(r => r.PersonId == person.Id && r.EndedAt == null && !db.Set<FleetUnit>().Any(f => f.RegistrationId == r.Id));

    async Task<IResult> AddOwn(Guid id, IFormCollection posted, HttpContext http, CancellationToken ct)
    {
        if (await Enter(id, http, ct) is not var (person, membership)) return Away(http);
        if (membership.User.Registers)
        {
            var chosen = MyFleet.Ids(posted["unit"]);
            var site = Guid.TryParse(posted["site"], out var asked) && await db.Set<CompanySite>().AnyAsync(s => s.Id == asked && s.CompanyId == id, ct) ? asked : (Guid?)null;
            var mine = await Own(person).Where(r => chosen.Contains(r.Id)).ToListAsync(ct);
            var units = await products.Units([.. mine.Select(r => r.UnitId)], ct);
            var sales = await owners.SalesOf([.. units.Keys], ct);
            List<FleetUnit> added = [.. mine.Where(r => units.ContainsKey(r.UnitId)).Select(r => FleetUnit.Of(r, units[r.UnitId], sales.GetValueOrDefault(r.UnitId), id, site, clock.GetUtcNow()))];
            db.AddRange(added);
            move.Tell(added);
            await db.SaveChangesAsync(ct);
        }
        return TypedResults.LocalRedirect(With(http, $"/my/company/{id}"));
    }

    async Task<IResult> TakeUp(Guid id, HttpContext http, CancellationToken ct) =>
        await sessions.Enter(http, ct) is { } person && await memberships.Join(id, person, ct) ? TypedResults.LocalRedirect(With(http, $"/my/company/{id}")) : Away(http);
}
