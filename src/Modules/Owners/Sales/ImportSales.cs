using Microsoft.EntityFrameworkCore;
using Nameplate.Owners.Consents;
using Nameplate.Owners.People;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Storage;
using Nameplate.Products;

namespace Nameplate.Owners.Sales;

internal sealed class ImportSales(AppDb db, CurrentBrand brand, IProducts products, AddressBook people, Ledger ledger, PurchasePrompt prompt, TimeProvider clock) : IImport
{
    public static string Kind => "sales";
    public static ImportColumns Columns => new(["gtin", "serial", "sold_on", "channel"], ["retailer", "country", "price", "currency", "order_ref", "email", "marketing_consent", "may_contact"]);

    sealed record Line(UnitKey Unit, DateTimeOffset SoldOn, SaleChannel Channel, string? Retailer, string? Country, decimal? Price, string? Currency, string? OrderRef, string? Email, bool Consent, bool MayContact);

    public static object Read(ImportRow r) => new Line(new(r.Gtin(), r.Serial()), r.Time("sold_on"), r.Choice<SaleChannel>("channel"), r.OptionalText("retailer", 200), r.OptionalCountry(), r.OptionalPrice("price"), r.OptionalCurrency(), r.OptionalText("order_ref", 100), r.OptionalEmail(), r.OptionalFlag("marketing_consent") is true, r.OptionalFlag("may_contact") is true);

    public async Task Find(ImportBatch batch, CancellationToken ct) => batch.Keep(await products.UnitIds(batch.Lines<Line>().Select(x => x.Line.Unit), ct));

    public async Task Take(ImportBatch batch, CancellationToken ct)
    {
        var (read, units) = (batch.Lines<Line>(), batch.Found<IReadOnlyDictionary<UnitKey, Guid>>());
        foreach (var (row, line) in read)
            if (!units.ContainsKey(line.Unit)) row.Refuse("serial", $"no unit has the GTIN {line.Unit.Gtin} and the serial {line.Unit.Serial}", "import the unit first");
        read.RemoveAll(x => x.Row.IsRefused);

        var sales = await db.Dialect.Among<Sale>(db, ["unit_id"], [.. units.Values.Distinct().Select(u => (object[])[u])]).AsNoTracking().ToDictionaryAsync(s => s.UnitId, ct);
        var book = await people.OpenMany(read.Select(x => x.Line.Email).OfType<string>(), ct);
        List<SaleRecorded> recorded = [];
        foreach (var (row, line) in read)
        {
            var unit = units[line.Unit];
            if (sales.TryGetValue(unit, out var known))
            {
                if (Difference(known, line, line.Email is null ? null : book.Find(line.Email)) is { } column) row.AlreadyRecorded(column);
                continue;
            }
            var person = line.Email is null ? null : book.FindOrAdd(line.Email);
            var sale = new Sale { BrandId = brand.Id, UnitId = unit, SoldOn = line.SoldOn, Channel = line.Channel, Retailer = line.Retailer, Country = line.Country, Price = line.Price, Currency = line.Currency, OrderRef = line.OrderRef, PersonId = person?.Id, MayContact = line.MayContact && person is not null };
            db.Append(sales[unit] = sale);
            recorded.Add(sale.Fact);
            if (person is not null)
            {
                person.Country ??= line.Country;
                if (line.MayContact) prompt.Ask(sale, person);      // of a sale of the past nothing is still to come
                if (line.Consent) ledger.Import(person, Snake.Of(line.Channel), line.SoldOn, null);
            }
            row.Added();
        }
        db.AnnounceMany(recorded, some => new SalesRecorded(some), clock.GetUtcNow());
    }

    static string? Difference(Sale s, Line line, Person? person) =>
        s.SoldOn != line.SoldOn ? "sold_on" : s.Channel != line.Channel ? "channel" : s.Retailer != line.Retailer ? "retailer" : s.Country != line.Country ? "country" : s.Price != line.Price ? "price"
        : s.Currency != line.Currency ? "currency" : s.OrderRef != line.OrderRef ? "order_ref" : s.PersonId != person?.Id || (person is null && line.Email is not null) ? "email" : null;
}
