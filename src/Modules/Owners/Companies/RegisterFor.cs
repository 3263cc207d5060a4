using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Owners.People;
using Nameplate.Owners.Registrations;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Owners.Companies;

/// <summary>“For Rossi Restaurants, Station”: the choice on a unit's page for who is signed in and registers for a company.</summary>
internal sealed class RegisterFor(AppDb db, Sessions sessions, Memberships memberships, IOwners owners, IStringLocalizer<Texts> words, TimeProvider clock)
{
    public const string Field = "for";
    const int MostSites = 40;      // more would make the page of a unit heavy; the site is then said later

    /// <param name="Email">Of who is signed in: a registration for the company is theirs. It is not shown, for pages of units name nobody.</param>
    internal sealed record Choice(string Email, IReadOnlyList<(string Value, string Text)> Options)
    {
        public string? Chosen { get; init; }
    }

    internal sealed record Place(Guid Company, Guid? Site);

    /// <returns>Null for everybody else: a visitor without a session costs no query.</returns>
    public async Task<Choice?> Offer(HttpContext http, CancellationToken ct, string? chosen = null)
    {
        if (await sessions.Person(http, ct) is not { } person) return null;
        var companies = (await memberships.Of(person.Id, ct)).Where(m => m.User.Registers).Select(m => m.Company).ToList();
        if (companies.Count == 0) return null;
        Guid[] ids = [.. companies.Select(c => c.Id)];
        var sites = (await db.Set<CompanySite>().AsNoTracking().Where(s => ids.Contains(s.CompanyId)).OrderBy(s => s.NameKey).Take(MostSites + 1).Select(s => new { s.Id, s.CompanyId, s.Name }).ToListAsync(ct)) is { Count: <= MostSites } few ? few : [];
        return new(person.Email, [.. companies.SelectMany(c => sites.Where(s => s.CompanyId == c.Id).Select(s => ($"{c.Id}:{s.Id}", words["Company.ForSite", c.Name, s.Name].Value)).Prepend((c.Id.ToString(), words["Company.For", c.Name].Value)))]) { Chosen = chosen };
    }

    /// <returns>Where the unit is put, or what is wrong: only who is signed in, and registers with the own address, registers for a company.</returns>
    public async Task<(Place? Place, FieldError? Wrong)> Read(HttpContext http, string? chosen, string? email, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(chosen)) return (null, null);
        if (await Offer(http, ct) is not { } offer || !offer.Options.Any(o => o.Value == chosen)) return (null, null);
        if (email is not null && Person.KeyOf(email) != Person.KeyOf(offer.Email)) return (null, new("email", words["Company.Wrong.OwnAddress"]));
        var parts = chosen.Split(':');
        return (new(Guid.Parse(parts[0]), parts.Length > 1 ? Guid.Parse(parts[1]) : null), null);
    }

    /// <summary>Inside the registration's transaction; the caller saves.</summary>
    public async Task Put(Registration registration, ProductUnit unit, Place place, CancellationToken ct)
    {
        db.Add(FleetUnit.Of(registration, unit, (await owners.SalesOf([unit.Id], ct)).GetValueOrDefault(unit.Id), place.Company, place.Site, clock.GetUtcNow()));
        db.Announce(new CompanyChanged(place.Company, CompanyStep.Units) { Units = [unit.Id] }, clock.GetUtcNow(), unit.Id);
    }
}
