using Microsoft.EntityFrameworkCore;
using Nameplate.Owners.People;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Storage;

namespace Nameplate.Owners.Activities;

internal sealed class ImportActions(AppDb db, CurrentBrand brand, AddressBook people, TimeProvider clock) : IImport
{
    public static string Kind => "actions";
    public static ImportColumns Columns => new(["action_ref", "acted_at", "email", "kind"], []);

    sealed record Line(string ActionRef, DateTimeOffset ActedAt, string Email, ActionKind Kind);

    public static object Read(ImportRow r) => new Line(r.Text("action_ref", 100), r.Time("acted_at"), r.Email(), r.Choice<ActionKind>("kind"));

    public async Task Take(ImportBatch batch, CancellationToken ct)
    {
        var read = batch.Lines<Line>();
        var known = await db.Dialect.Among<OwnerAction>(db, ["action_ref"], [.. read.Select(x => x.Line.ActionRef).Distinct().Select(r => (object[])[r])]).AsNoTracking().ToDictionaryAsync(a => a.ActionRef, ct);
        var book = await people.OpenMany(read.Select(x => x.Line.Email), ct);
        List<OwnerActedOn> added = [];
        foreach (var (row, line) in read)
        {
            if (known.TryGetValue(line.ActionRef, out var earlier))
            {
                if (earlier.ActedAt != line.ActedAt) row.AlreadyRecorded("acted_at");
                else if (earlier.PersonId != book.Find(line.Email)?.Id) row.AlreadyRecorded("email");
                else if (earlier.Kind != line.Kind) row.AlreadyRecorded("kind");
                continue;
            }
            var action = new OwnerAction { BrandId = brand.Id, ActionRef = line.ActionRef, PersonId = book.FindOrAdd(line.Email).Id, ActedAt = line.ActedAt, Kind = line.Kind };
            db.Append(known[line.ActionRef] = action);
            added.Add(action.Fact);
            row.Added();
        }
        db.AnnounceMany(added, some => new OwnersActedOn(some), clock.GetUtcNow());
    }
}
