using Microsoft.EntityFrameworkCore;
using Nameplate.Owners.Consents;
using Nameplate.Owners.People;
using Nameplate.Platform.Storage;

namespace Nameplate.Owners.Merges;

/// <summary>
/// Two records turn out to be one person: everything of the one becomes the other's, and its address finds the other from now on. Never across brands.
/// Whoever withdrew a consent under either address has withdrawn it.
/// </summary>
internal sealed class MergeOwners(AppDb db, Ledger ledger, TimeProvider clock)
{
    internal enum Became { Merged, Same, NotThere }

    internal async Task<Became> Handle(Guid keep, Guid other, CancellationToken ct)
    {
        if (keep == other) return Became.Same;
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        if (await db.Set<Person>().SingleOrDefaultAsync(p => p.Id == keep && p.ErasedAt == null, ct) is not { } person || await db.Set<Person>().SingleOrDefaultAsync(p => p.Id == other && p.ErasedAt == null, ct) is not { } twin) return Became.NotThere;
        var now = clock.GetUtcNow();
        await Agree(person, twin, now, ct);

        // whoever is signed in as the one does not wake up as the other
        await db.Set<OwnerSession>().Where(s => s.PersonId == other && s.RevokedAt == null).ExecuteUpdateAsync(u => u.SetProperty(s => s.RevokedAt, now), ct);
        await db.Set<OwnerLink>().Where(l => l.PersonId == other && l.UsedAt == null).ExecuteDeleteAsync(ct);
        await db.SaveChangesAsync(ct);      // the ledger's steps are there before they move
        await OwnerColumns.Move(db, other, keep, ct);

        var further = person.TakeOver(twin) ? OwnerAddress.Once(person, keep, now) : OwnerAddress.Once(twin, keep, now);
        db.Remove(twin);
        await db.SaveChangesAsync(ct);      // the address is free before another has it
        if (further.EmailKey == person.EmailKey) person.MoveToProven(twin);
        db.Add(further);
        db.Announce(new PeopleMerged(other, keep), now, owner: keep);
        await db.SaveChangesAsync(ct);
        await tx.CommitAsync(ct);
        return Became.Merged;
    }

    /// <summary>A consent withdrawn by the one and given by the other is withdrawn.</summary>
    async Task Agree(Person person, Person twin, DateTimeOffset now, CancellationToken ct)
    {
        var (mine, theirs) = (await ledger.Standing(person.Id, ct), await ledger.Standing(twin.Id, ct));
        foreach (var purpose in mine.Keys.Intersect(theirs.Keys))
            if (mine[purpose].Step == ConsentStep.Withdrawn != (theirs[purpose].Step == ConsentStep.Withdrawn))
                await ledger.Write(mine[purpose].Step == ConsentStep.Withdrawn ? twin : person, purpose, ConsentStep.Withdrawn, "console", ConsentMethod.Correction, now, null, ct);
    }
}
