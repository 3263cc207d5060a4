using Microsoft.EntityFrameworkCore;
using Nameplate.Owners.People;
using Nameplate.Owners.Registrations;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Storage;
using Nameplate.Products;

namespace Nameplate.Owners.Transfers;

/// <summary>Transfers that happened elsewhere, such as a fleet that changed hands. As with every import, no mail follows.</summary>
internal sealed class ImportTransfers(AppDb db, IProducts products, AddressBook people, IEnumerable<IRegistered> contributions, TimeProvider clock) : IImport
{
    public static string Kind => "transfers";
    public static ImportColumns Columns => new(["gtin", "serial", "transferred_at", "to_email"], ["from_email", "to_name", "to_country"]);

    sealed record Line(UnitKey Unit, DateTimeOffset At, string To, string? From, string? Name, string? Country);

    public static object Read(ImportRow r) => new Line(new(r.Gtin(), r.Serial()), r.Time("transferred_at"), r.Email("to_email"), r.OptionalEmail("from_email"), r.OptionalText("to_name", 200), r.OptionalCountry("to_country"));

    public async Task Find(ImportBatch batch, CancellationToken ct) => batch.Keep(await products.Units([.. batch.Lines<Line>().Select(x => x.Line.Unit).Distinct()], ct));

    public async Task Take(ImportBatch batch, CancellationToken ct)
    {
        var (read, units, now) = (batch.Lines<Line>(), batch.Found<IReadOnlyDictionary<UnitKey, ProductUnit>>(), clock.GetUtcNow());
        foreach (var (row, line) in read)
            if (!units.ContainsKey(line.Unit)) row.Refuse("serial", $"no unit has the GTIN {line.Unit.Gtin} and the serial {line.Unit.Serial}", "import the unit first");
            else if (line.At > now) row.Refuse("transferred_at", "is still to come", "give a time that is past");
        read.RemoveAll(x => x.Row.IsRefused);

        var known = (await db.Dialect.Among<Registration>(db, ["unit_id"], [.. units.Values.Select(u => (object[])[u.Id]).DistinctBy(k => k[0])]).ToListAsync(ct)).GroupBy(r => r.UnitId).ToDictionary(g => g.Key, g => g.ToList());
        var book = await people.OpenMany(read.SelectMany(x => new[] { x.Line.To, x.Line.From }).OfType<string>(), ct);
        List<(Registration Registration, ProductUnit Unit, bool Named)> added = [];
        List<UnitTransferred> moved = [];
        foreach (var (row, line) in read)
        {
            var unit = units[line.Unit];
            var earlier = known.GetValueOrDefault(unit.Id) ?? [];
            if (book.Find(line.To) is { } already && earlier.Exists(r => r.PersonId == already.Id && r.Channel == RegistrationChannel.Transfer && r.RegisteredAt == line.At)) continue;
            if (earlier.Find(r => r.EndedAt is null) is not { } standing) { row.Refuse("serial", "nobody owns the unit on record", "import its registration instead"); continue; }
            if (line.From is { } from && book.Find(from)?.Id != standing.PersonId) { row.Refuse("from_email", "the unit is on record with another owner", "check who owned it, or leave the column empty"); continue; }
            if (line.At < standing.RegisteredAt) { row.Refuse("transferred_at", "is before the unit was registered", "give a time after its registration"); continue; }
            var to = book.FindOrAdd(line.To);
            if (to.Id == standing.PersonId) { row.Refuse("to_email", "owns the unit already", "leave the row out"); continue; }
            if (to.Name is null) to.Rename(line.Name);
            to.Country ??= line.Country;
            standing.GiveUp(line.At);
            var registration = Registration.Of(to, unit, line.At, null, RegistrationChannel.Transfer, null, line.Country);
            var transfer = Transfer.Done(standing, registration.Id, TransferWay.Import, null, line.At);
            db.Add(transfer);
            known[unit.Id] = [.. earlier, registration];
            added.Add((registration, unit, to.Name is not null));
            moved.Add(new(transfer.Id, unit.Id, standing.Id, registration.Id, standing.PersonId, to.Id, TransferWay.Import));
            row.Added();
        }
        if (added.Count == 0) return;
        // those that end are written before those that begin: a unit has one in force
        batch.Afterwards(async done =>
        {
            foreach (var (registration, _, _) in added) db.Add(registration);
            await db.SaveChangesAsync(done);
        });
        db.AnnounceMany([.. added.Select(a => a.Registration.FactWith(a.Named))], some => new UnitsRegistered(some), now);
        foreach (var fact in moved) db.Announce(fact, now, fact.Unit, fact.To);
        NewRegistration[] news = [.. added.Select(a => a.Registration.AsNew(a.Unit))];
        foreach (var contribution in contributions) await contribution.Registered(news, ct);
    }
}
