using Microsoft.EntityFrameworkCore;
using Nameplate.Owners.Consents;
using Nameplate.Owners.People;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Storage;
using Nameplate.Products;

namespace Nameplate.Owners.Registrations;

internal sealed class ImportRegistrations(AppDb db, IProducts products, AddressBook people, Ledger ledger, IEnumerable<IRegistered> contributions, TimeProvider clock) : IImport
{
    public static string Kind => "registrations";
    public static ImportColumns Columns => new(["gtin", "serial", "registered_at", "email"], ["purchased_on", "channel", "name", "country", "region", "retailer", "promo_code", "proof", "marketing_consent", "device"]);

    internal sealed record Line(UnitKey Unit, DateTimeOffset RegisteredAt, string Email, DateTimeOffset? PurchasedOn, RegistrationChannel Channel, string? Name, string? Country, string? Region,
        string? Retailer, string? PromoCode, string? Proof, bool Consent, RegistrationDevice? Device);

    public async Task Find(ImportBatch batch, CancellationToken ct) => batch.Keep(await products.Units([.. batch.Lines<Line>().Select(x => x.Line.Unit).Distinct()], ct));

    public async Task Take(ImportBatch batch, CancellationToken ct)
    {
        var (read, units) = (batch.Lines<Line>(), batch.Found<IReadOnlyDictionary<UnitKey, ProductUnit>>());
        foreach (var (row, line) in read)
            if (!units.ContainsKey(line.Unit)) row.Refuse("serial", $"no unit has the GTIN {line.Unit.Gtin} and the serial {line.Unit.Serial}", "import the unit first");
        read.RemoveAll(x => x.Row.IsRefused);

        var known = (await db.Dialect.Among<Registration>(db, ["unit_id"], [.. units.Values.Select(u => u.Id).Distinct().Select(id => (object[])[id])]).AsNoTracking().ToListAsync(ct)).GroupBy(r => r.UnitId).ToDictionary(g => g.Key, g => g.ToList());
        var book = await people.OpenMany(read.Select(x => x.Line.Email), ct);
        List<(Registration Registration, ProductUnit Unit, bool Named)> added = [];
        foreach (var (row, line) in read)
        {
            var unit = units[line.Unit];
            if (known.TryGetValue(unit.Id, out var earlier))
            {
                var ofPerson = earlier.Where(r => r.PersonId == book.Find(line.Email)?.Id).ToList();
                if (ofPerson.Count == 0) row.Refuse("email", "the unit is registered with another e-mail", "leave the row out: a new owner comes by a transfer");
                else if (ofPerson.TrueForAll(r => Difference(r, line) is not null)) row.AlreadyRecorded(Difference(ofPerson[0], line)!);
                continue;
            }
            var person = book.FindOrAdd(line.Email);
            if (person.Name is null) person.Rename(line.Name);
            person.Country ??= line.Country;
            var registration = Registration.Imported(person, unit, line);
            db.Append(registration);
            known[unit.Id] = [registration];
            added.Add((registration, unit, line.Name is not null));
            if (line.Consent) ledger.Import(person, Snake.Of(line.Channel), line.RegisteredAt, registration.Id);
            row.Added();
        }
        if (added.Count == 0) return;
        db.AnnounceMany([.. added.Select(a => a.Registration.FactWith(a.Named))], some => new UnitsRegistered(some), clock.GetUtcNow());
        NewRegistration[] news = [.. added.Select(a => a.Registration.AsNew(a.Unit))];
        foreach (var contribution in contributions) await contribution.Registered(news, ct);
    }

    public static object Read(ImportRow r)
    {
        var line = new Line(new(r.Gtin(), r.Serial()), r.Time("registered_at"), r.Email(), r.OptionalTime("purchased_on"), r.OptionalChoice("channel", RegistrationChannel.Transfer) ?? RegistrationChannel.Web, r.OptionalText("name", 200), r.OptionalCountry(), r.OptionalText("region", 100),
            r.OptionalText("retailer", 200), r.OptionalText("promo_code", 100), r.OptionalText("proof", 200), r.OptionalFlag("marketing_consent") is true, r.OptionalChoice<RegistrationDevice>("device"));
        if (!r.IsRefused && line.RegisteredAt < line.PurchasedOn) r.Refuse("registered_at", "is before purchased_on", "give the time of registration, which is not before the purchase");
        return line;
    }

    static string? Difference(Registration r, Line line) =>
        r.RegisteredAt != line.RegisteredAt ? "registered_at" : r.PurchasedOn != line.PurchasedOn ? "purchased_on" : r.Channel != line.Channel ? "channel" : r.Device != line.Device ? "device"
        : r.Country != line.Country ? "country" : r.Region != line.Region ? "region" : r.Retailer != line.Retailer ? "retailer" : r.PromoCode != line.PromoCode ? "promo_code" : r.Proof != line.Proof ? "proof" : null;
}
