using Microsoft.EntityFrameworkCore;
using Nameplate.Owners.People;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Storage;
using Nameplate.Products;

namespace Nameplate.Owners.Activities;

internal sealed class ImportVisits(AppDb db, CurrentBrand brand, IProducts products, AddressBook people, TimeProvider clock) : IImport
{
    public static string Kind => "visits";
    public static ImportColumns Columns => new(["email", "visited_at", "kind"], ["gtin", "serial"]);

    sealed record Line(string Email, DateTimeOffset At, VisitKind Kind, string? Gtin, UnitKey? Unit);

    public static object Read(ImportRow r)
    {
        var gtin = r.Optional("gtin") is null && r.Optional("serial") is null ? null : r.Gtin();
        return new Line(r.Email(), r.Time("visited_at"), r.Choice<VisitKind>("kind"), gtin, r.Optional("serial") is null ? null : new UnitKey(gtin!, r.Serial()));
    }

    sealed record OnRecord(IReadOnlyDictionary<UnitKey, Guid> Units, IReadOnlyDictionary<string, ProductModel> Models);

    public async Task Find(ImportBatch batch, CancellationToken ct)
    {
        var lines = batch.Lines<Line>();
        batch.Keep(new OnRecord(
            await products.UnitIds(lines.Select(x => x.Line.Unit).OfType<UnitKey>(), ct),
            await products.Models([.. lines.Where(x => x.Line.Unit is null).Select(x => x.Line.Gtin).OfType<string>().Distinct()], ct)));
    }

    public async Task Take(ImportBatch batch, CancellationToken ct)
    {
        var read = batch.Lines<Line>();
        var (units, models) = batch.Found<OnRecord>();
        foreach (var (row, line) in read)
            if (line.Unit is { } key && !units.ContainsKey(key)) row.Refuse("serial", $"no unit has the GTIN {key.Gtin} and the serial {key.Serial}", "import the unit first, or leave gtin and serial out");
            else if (line is { Unit: null, Gtin: { } gtin } && !models.ContainsKey(gtin)) row.Refuse("gtin", $"no product has the GTIN {gtin}", "import the product first, or leave gtin out");
        read.RemoveAll(x => x.Row.IsRefused);

        var book = await people.OpenMany(read.Select(x => x.Line.Email), ct);
        var known = await Known([.. read.Select(x => book.Find(x.Line.Email)?.Id).OfType<Guid>().Distinct()], [.. read.Select(x => x.Line.At)], ct);
        List<OwnerVisited> added = [];
        foreach (var (row, line) in read)
        {
            Guid? unit = line.Unit is { } key ? units[key] : null;
            var person = book.FindOrAdd(line.Email);
            if (known.TryGetValue((person.Id, line.At, line.Kind), out var earlier))
            {
                if (earlier.Gtin != line.Gtin) row.AlreadyRecorded("gtin");
                else if (earlier.UnitId != unit) row.AlreadyRecorded("serial");
                continue;
            }
            var visit = new Visit { BrandId = brand.Id, PersonId = person.Id, At = line.At, Kind = line.Kind, Gtin = line.Gtin, UnitId = unit };
            db.Append(known[(person.Id, line.At, line.Kind)] = visit);
            added.Add(visit.Fact);
            row.Added();
        }
        db.AnnounceMany(added, some => new OwnersVisited(some), clock.GetUtcNow());
    }

    async Task<Dictionary<(Guid, DateTimeOffset, VisitKind), Visit>> Known(Guid[] people, DateTimeOffset[] times, CancellationToken ct)
    {
        if (people.Length == 0) return [];
        var (from, to) = (times.Min(), times.Max());
        return await db.Dialect.Among<Visit>(db, ["person_id"], [.. people.Select(p => (object[])[p])]).AsNoTracking().Where(v => v.At >= from && v.At <= to).ToDictionaryAsync(v => (v.PersonId, v.At, v.Kind), ct);
    }
}
