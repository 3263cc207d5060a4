using Microsoft.EntityFrameworkCore;
using Nameplate.Owners;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Storage;
using Nameplate.Products;

namespace Nameplate.Support.Contacts;

internal sealed class ImportContacts(AppDb db, CurrentBrand brand, IProducts products, IOwners owners, TimeProvider clock) : IImport
{
    public static string Kind => "contacts";
    public static ImportColumns Columns => new(["contact_ref", "contacted_at", "channel"], ["gtin", "serial", "email", "topic", "cost", "currency", "resolved_at"]);

    sealed record Line(string ContactRef, DateTimeOffset ContactedAt, ContactChannel Channel, Concerned Of, string? Email, string? Topic, decimal? Cost, string? Currency, DateTimeOffset? ResolvedAt);

    public static object Read(ImportRow r)
    {
        var line = new Line(r.Text("contact_ref", 100), r.Time("contacted_at"), r.Choice<ContactChannel>("channel"), Concerned.In(r), r.OptionalEmail(), r.OptionalText("topic", 200), r.OptionalPrice("cost"), r.OptionalCurrency(), r.OptionalTime("resolved_at"));
        if (!r.IsRefused && line.ResolvedAt < line.ContactedAt) r.Refuse("resolved_at", "is before contacted_at", "give the time it was resolved, which is not before the contact");
        return line;
    }

    public async Task Find(ImportBatch batch, CancellationToken ct) => batch.Keep(await OnRecord.Of([.. batch.Lines<Line>().Select(x => x.Line.Of)], products, ct));

    public async Task Take(ImportBatch batch, CancellationToken ct)
    {
        var (read, found) = (batch.Lines<Line>(), batch.Found<OnRecord>());
        foreach (var (row, line) in read) found.Check(row, line.Of);
        read.RemoveAll(x => x.Row.IsRefused);

        var known = await db.Dialect.Among<Contact>(db, ["contact_ref"], [.. read.Select(x => x.Line.ContactRef).Distinct().Select(r => (object[])[r])]).AsNoTracking().ToDictionaryAsync(c => c.ContactRef, ct);
        var people = await OnRecord.People(owners, read.Select(x => x.Line.Email), ct);
        List<ContactRecorded> added = [];
        foreach (var (row, line) in read)
        {
            var (unit, person) = (found.Unit(line.Of), line.Email is null ? (Guid?)null : people[line.Email]);
            if (known.TryGetValue(line.ContactRef, out var earlier))
            {
                if (Difference(earlier, line, unit, person) is { } column) row.AlreadyRecorded(column);
                continue;
            }
            var contact = new Contact
            {
                BrandId = brand.Id, ContactRef = line.ContactRef, ContactedAt = line.ContactedAt, Channel = line.Channel, Gtin = line.Of.Gtin, UnitId = unit, PersonId = person,
                Topic = line.Topic, Cost = line.Cost, Currency = line.Currency, ResolvedAt = line.ResolvedAt,
            };
            db.Append(known[line.ContactRef] = contact);
            added.Add(contact.Fact);
            row.Added();
        }
        db.AnnounceMany(added, some => new ContactsRecorded(some), clock.GetUtcNow());
    }

    static string? Difference(Contact c, Line line, Guid? unit, Guid? person) =>
        c.ContactedAt != line.ContactedAt ? "contacted_at" : c.Channel != line.Channel ? "channel" : c.Gtin != line.Of.Gtin ? "gtin" : c.UnitId != unit ? "serial" : c.PersonId != person ? "email"
        : c.Topic != line.Topic ? "topic" : c.Cost != line.Cost ? "cost" : c.Currency != line.Currency ? "currency" : c.ResolvedAt != line.ResolvedAt ? "resolved_at" : null;
}
