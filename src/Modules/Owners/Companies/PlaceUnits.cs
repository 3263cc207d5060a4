using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Owners.People;
using Nameplate.Owners.Registrations;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Owners.Companies;

internal enum Placed { Added, Moved, Unchanged, Refused }

/// <summary>
/// Puts units into a company's fleet, each line for itself: a line that is not right holds no other up. Units that are nobody's are registered to the contact;
/// units of somebody who acts for the company join the fleet as they are; all others stay where they are.
/// </summary>
internal sealed class PlaceUnits(AppDb db, IProducts products, IOwners owners, IEnumerable<IRegistered> contributions, IStringLocalizer<Texts> words, TimeProvider clock)
{
    const int Portion = 100;        // a transaction's worth

    /// <param name="Why">What is wrong with a line, and the remedy.</param>
    internal sealed record Result(FleetLine Line, Placed Placed, string? Why = null, ProductUnit? Unit = null, Guid? Registration = null);

    sealed record Right(FleetLine Line, UnitKey Key, ProductUnit Unit, Guid? Site, DateTimeOffset? PurchasedOn);

    /// <param name="gtin">The product of lines that hold a serial alone; null to look among all products.</param>
    /// <param name="site">Where units of lines without a site stand.</param>
    /// <param name="contact">Who is registered as the owner of units that are nobody's; null for the company's first admin.</param>
    public async Task<IReadOnlyList<Result>> Handle(Company company, IReadOnlyList<FleetLine> lines, string? gtin, Guid? site, Guid? contact, CancellationToken ct)
    {
        var users = await db.Set<CompanyUser>().AsNoTracking().Where(u => u.CompanyId == company.Id).OrderBy(u => u.Role).ThenBy(u => u.InvitedAt).ToListAsync(ct);
        var who = users.Exists(u => u.PersonId == contact) ? contact : users.FirstOrDefault()?.PersonId;
        var sites = await db.Set<CompanySite>().AsNoTracking().Where(s => s.CompanyId == company.Id).ToListAsync(ct);
        string[] models = lines.Any(l => l.Gtin is null) ? gtin is not null ? [gtin] : [.. (await products.Models(ct)).Select(m => m.Gtin)] : [];
        List<Result> results = [];
        foreach (var portion in lines.Chunk(Portion))
        {
            var right = await Read(portion, models, sites, site, results, ct);
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    results.AddRange(await Place(company, right, users, who, ct));
                    break;
                }
                catch (DbUpdateException e) when (attempt < 5 && db.Dialect.IsDuplicateKey(e)) { db.Forget(); }       // somebody registered one of them at this very moment
            }
        }
        return [.. results.OrderBy(r => r.Line.Number)];
    }

    async Task<List<Right>> Read(FleetLine[] lines, string[] models, List<CompanySite> sites, Guid? usual, List<Result> results, CancellationToken ct)
    {
        List<(FleetLine Line, List<UnitKey> Keys)> asked = [.. lines.Select(l => (l, KeysOf(l, models)))];
        Dictionary<UnitKey, ProductUnit> units = [];
        foreach (var keys in asked.SelectMany(a => a.Keys).Distinct().Chunk(2_000))
            foreach (var (key, unit) in await products.Units(keys, ct)) units[key] = unit;
        List<Right> right = [];
        foreach (var (line, keys) in asked)
        {
            var found = keys.Where(units.ContainsKey).Select(k => (Key: k, Unit: units[k])).DistinctBy(f => f.Unit.Id).ToList();
            var place = line.Site is null ? null : sites.Find(s => s.NameKey == Company.KeyOf(line.Site) || s.Id.ToString() == line.Site);
            var (bought, wrong) = PurchaseDate.Read(line.PurchasedOn, clock.GetUtcNow(), words);
            var why = found.Count == 0 ? words["Company.Line.Unknown"].Value : found.Count > 1 ? words["Company.Line.Several"].Value
                : line.Site is not null && place is null ? words["Company.Line.NoSite", line.Site].Value : wrong;
            if (why is not null) results.Add(new(line, Placed.Refused, why));
            else right.Add(new(line, found[0].Key, found[0].Unit, place?.Id ?? usual, bought));
        }
        return right;
    }

    static List<UnitKey> KeysOf(FleetLine line, string[] models) =>
        line.Serial.Length == 0 ? [] : line.Gtin is null ? [.. models.Select(m => new UnitKey(m, line.Serial))] : Gs1.Gtin.TryParse(line.Gtin, out var gtin) ? [new UnitKey(gtin.Value, line.Serial)] : [];

    async Task<List<Result>> Place(Company company, List<Right> lines, List<CompanyUser> users, Guid? contact, CancellationToken ct)
    {
        if (lines.Count == 0) return [];
        object[][] ids = [.. lines.Select(l => l.Unit.Id).Distinct().Select(id => (object[])[id])];
        var sales = await owners.SalesOf([.. lines.Select(l => l.Unit.Id).Distinct()], ct);
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        var standing = (await db.Dialect.Among<Registration>(db, ["unit_id"], ids).AsNoTracking().Where(r => r.EndedAt == null).ToListAsync(ct)).ToDictionary(r => r.UnitId);
        var inFleet = (await db.Dialect.Among<FleetUnit>(db, ["unit_id"], ids).ToListAsync(ct)).ToDictionary(f => f.RegistrationId);
        var person = contact is null ? null : await db.Set<Person>().SingleAsync(p => p.Id == contact, ct);
        var now = clock.GetUtcNow();
        List<Result> results = [];
        List<(Registration Registration, ProductUnit Unit)> registered = [];
        HashSet<Guid> changed = [];
        foreach (var line in lines)
        {
            Result Said(Placed placed, string? why = null) => new(line.Line, placed, why is null ? null : words[why].Value, line.Unit, standing.GetValueOrDefault(line.Unit.Id)?.Id);
            if (!standing.TryGetValue(line.Unit.Id, out var registration))
            {
                if (person is null) { results.Add(Said(Placed.Refused, "Company.Line.NoContact")); continue; }
                registration = Registration.Of(person, line.Unit, now, line.PurchasedOn ?? (sales.GetValueOrDefault(line.Unit.Id)?.SoldOn is { } sold && sold <= now ? sold : null), RegistrationChannel.Web, null, company.Country);
                if (person.ConfirmedAt is not null) registration.Confirm(now);
                db.Append(registration);
                standing[line.Unit.Id] = registration;
                registered.Add((registration, line.Unit));
            }
            else if (inFleet.TryGetValue(registration.Id, out var there))
            {
                if (there.CompanyId != company.Id) { results.Add(Said(Placed.Refused, "Company.Line.OtherCompany")); continue; }
                if (line.Site is null || there.SiteId == line.Site) { results.Add(Said(Placed.Unchanged)); continue; }
                there.SiteId = line.Site;
                changed.Add(line.Unit.Id);
                results.Add(Said(Placed.Moved));
                continue;
            }
            else if (!users.Exists(u => u.PersonId == registration.PersonId)) { results.Add(Said(Placed.Refused, "Company.Line.SomebodyElses")); continue; }
            var unit = FleetUnit.Of(registration, line.Unit, sales.GetValueOrDefault(line.Unit.Id), company.Id, line.Site, now);
            db.Add(unit);
            inFleet[registration.Id] = unit;
            changed.Add(line.Unit.Id);
            results.Add(Said(Placed.Added));
        }
        if (registered.Count > 0)
        {
            db.AnnounceMany([.. registered.Select(r => r.Registration.FactWith(person!.Name is not null))], some => new UnitsRegistered(some), now);
            NewRegistration[] news = [.. registered.Select(r => r.Registration.AsNew(r.Unit))];
            foreach (var contribution in contributions) await contribution.Registered(news, ct);
        }
        if (changed.Count > 0) db.Announce(new CompanyChanged(company.Id, CompanyStep.Units) { Units = [.. changed] }, now);
        await db.SaveChangesAsync(ct);
        await tx.CommitAsync(ct);
        return results;
    }
}
