using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Nameplate.Owners.Registrations;
using Nameplate.Owners.Safeguards;
using Nameplate.Platform.Storage;
using Nameplate.Products;

namespace Nameplate.Owners.Transfers;

/// <summary>What its owner does: makes a code for the buyer, takes it back, or gives the unit up.</summary>
internal sealed class OfferUnit(AppDb db, TransferPages pages, TransferCodes codes, TransferMail mail, TimeProvider clock)
{
    internal static async Task<IResult> Code(UnitKey? unit, OfferUnit offer, TransferPages pages, HttpContext http, CancellationToken ct)
    {
        if (await pages.Find(unit, http, ct) is not { } subject) return TransferPages.Back(unit, http);
        if (subject.Owner is not null) await offer.Make(subject, ct);
        return TransferPages.To(subject, http);
    }

    async Task Make(TransferPages.Subject subject, CancellationToken ct)
    {
        if (await pages.Standing(subject.Unit.Id, ct) is not null) return;
        var now = clock.GetUtcNow();
        foreach (var old in await db.Set<Transfer>().Where(t => t.UnitId == subject.Unit.Id && t.State == TransferState.Offered).ToListAsync(ct)) old.Withdraw(now);
        await db.SaveChangesAsync(ct);
        db.Add(Transfer.Offer(subject.Standing!, codes.New(), now.AddDays((await OwnershipRules.Of(db, ct)).CodeDays), now));
        try { await db.SaveChangesAsync(ct); }
        catch (DbUpdateException e) when (db.Dialect.IsDuplicateKey(e)) { db.ChangeTracker.Clear(); }      // tapped twice: the first code stands
    }

    internal static async Task<IResult> TakeBack(UnitKey? unit, TransferPages pages, AppDb db, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        if (await pages.Find(unit, http, ct) is not { } subject) return TransferPages.Back(unit, http);
        if (subject.Owner is not null && await pages.Standing(subject.Unit.Id, ct) is { } standing)
        {
            standing.Withdraw(clock.GetUtcNow());
            await db.SaveChangesAsync(ct);
        }
        return TransferPages.To(subject, http);
    }

    /// <summary>“I no longer own it”: the unit is nobody's, and its next owner registers it.</summary>
    internal static async Task<IResult> GiveUp(UnitKey? unit, OfferUnit offer, TransferPages pages, HttpContext http, CancellationToken ct)
    {
        if (await pages.Find(unit, http, ct) is not { } subject) return TransferPages.Back(unit, http);
        if (subject.Owner is not null) await offer.End(subject, ct);
        return TypedResults.LocalRedirect("/my");
    }

    async Task End(TransferPages.Subject subject, CancellationToken ct)
    {
        var (now, standing) = (clock.GetUtcNow(), subject.Standing!);
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        if (await db.Set<Registration>().Where(r => r.Id == standing.Id && r.EndedAt == null).ExecuteUpdateAsync(u => u.SetProperty(r => r.EndedAt, now), ct) == 0) return;
        foreach (var open in await db.Set<Transfer>().Where(t => t.UnitId == standing.UnitId && (t.State == TransferState.Offered || t.State == TransferState.Asked || t.State == TransferState.Disputed)).ToListAsync(ct)) open.Withdraw(now);
        db.Add(Transfer.GiveUp(standing, now));
        db.Announce(new UnitGivenUp(standing.UnitId, standing.Id, standing.PersonId), now, standing.UnitId, standing.PersonId);
        await mail.TellGivenUp(standing.PersonId, subject.Model, subject.Unit, ct);
        await db.SaveChangesAsync(ct);
        await tx.CommitAsync(ct);
    }
}
