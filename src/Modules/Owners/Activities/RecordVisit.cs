using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Owners.Activities;

/// <summary>Notes that somebody came by. What follows within half an hour belongs to the same visit and is not written again.</summary>
internal sealed class RecordVisit(AppDb db, CurrentBrand brand, TimeProvider clock) : IOwnerVisits
{
    static readonly TimeSpan Same = TimeSpan.FromMinutes(30);

    public async Task Record(Guid person, VisitKind kind, Guid? unit, CancellationToken ct)
    {
        var now = new DateTimeOffset(clock.GetUtcNow().UtcTicks / 10 * 10, TimeSpan.Zero);
        if (await db.Set<Visit>().AnyAsync(v => v.PersonId == person && v.At > now - Same && v.Kind == kind, ct)) return;
        var visit = new Visit { BrandId = brand.Id, PersonId = person, At = now, Kind = kind, UnitId = unit };
        db.Add(visit);
        db.Announce(new OwnersVisited([visit.Fact]), now, unit, person);
        try { await db.SaveChangesAsync(ct); }
        catch (DbUpdateException e) when (db.Dialect.IsDuplicateKey(e)) { db.ChangeTracker.Clear(); }      // twice in the same instant
    }
}
