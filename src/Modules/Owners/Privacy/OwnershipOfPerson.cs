using Microsoft.EntityFrameworkCore;
using Nameplate.Owners.My;
using Nameplate.Owners.Proofs;
using Nameplate.Owners.Registrations;
using Nameplate.Owners.Safeguards;
using Nameplate.Owners.Transfers;
using Nameplate.Platform.Files;
using Nameplate.Platform.Privacy;
using Nameplate.Platform.Storage;

namespace Nameplate.Owners.Privacy;

/// <summary>What transfers, receipts and blocks hold of a person. Erased, that a unit passed on and when it was bought stays, and nothing of who.</summary>
internal sealed class OwnershipOfPerson(AppDb db) : IPersonalData
{
    public IReadOnlyList<PersonalColumn> Columns =>
        [.. PersonalColumn.Of<Transfer>(nameof(Transfer.Email), nameof(Transfer.Note)), .. PersonalColumn.Of<Proof>(nameof(Proof.Email)), .. PersonalColumn.Of<Block>(nameof(Block.Email))];

    public async Task<IReadOnlyList<PersonalPart>> Export(DataSubject subject, CancellationToken ct)
    {
        var asked = await Asked(subject).AsNoTracking().OrderBy(t => t.Id).ToListAsync(ct);
        var proofs = await ProofsOf(subject).AsNoTracking().OrderBy(p => p.Id).ToListAsync(ct);
        var blocks = await Blocks(subject).AsNoTracking().ToListAsync(ct);
        return
        [
            .. PersonalPart.Of("transfers-asked-for", asked, ("askedAt", t => t.CreatedAt), ("state", t => t.State), ("email", t => t.Email), ("note", t => t.Note), ("endedAt", t => t.EndedAt)),
            .. PersonalPart.Of("receipts", proofs, ("sentAt", p => p.SentAt), ("email", p => p.Email), ("state", p => p.State), ("saidOn", p => p.SaidOn), ("provenOn", p => p.ProvenOn), ("reason", p => p.Reason)),
            .. PersonalPart.Of("held-up", blocks, ("email", b => b.Email), ("times", b => b.Times), ("firstAt", b => b.FirstAt), ("lastAt", b => b.LastAt)),
        ];
    }

    public async Task Erase(Erasure erasure, CancellationToken ct)
    {
        var (subject, now) = (erasure.Subject, erasure.Now);
        List<Guid> gone = [];
        foreach (var transfer in await Asked(subject).ToListAsync(ct))
        {
            if (transfer.EvidenceFile is { } file) gone.Add(file);
            transfer.Forget(now);
        }
        foreach (var proof in await ProofsOf(subject).ToListAsync(ct))
        {
            if (proof.FileId is { } file) gone.Add(file);
            proof.Forget(now);
        }
        foreach (var file in await db.Set<StoredFile>().Where(f => gone.Contains(f.Id)).ToListAsync(ct))
        {
            db.Remove(file);
            erasure.Remove(file);
        }
        erasure.Count("files", gone.Count);
        await Blocks(subject).ExecuteDeleteAsync(ct);
        if (subject.Owner is not { } id) return;
        foreach (var offer in await db.Set<Transfer>().Where(t => (t.State == TransferState.Offered || t.State == TransferState.Asked || t.State == TransferState.Disputed) && db.Set<Registration>().Any(r => r.Id == t.FromRegistration && r.PersonId == id)).ToListAsync(ct)) offer.Withdraw(now);
        await db.Set<PhoneCode>().Where(c => c.PersonId == id).ExecuteDeleteAsync(ct);
        await db.Set<CalendarFeed>().Where(f => f.PersonId == id).ExecuteDeleteAsync(ct);
    }

#pragma warning disable MA0011      // the database makes letters small
    IQueryable<Transfer> Asked(DataSubject subject)
    {
        var (owner, keys) = (subject.Owner ?? Guid.Empty, subject.Keys.ToArray());
        return db.Set<Transfer>().Where(t => (t.Email != null && keys.Contains(t.Email.ToLower())) || (t.Way == TransferWay.Asked && db.Set<Registration>().Any(r => r.Id == t.ToRegistration && r.PersonId == owner)));
    }

    IQueryable<Proof> ProofsOf(DataSubject subject)
    {
        var (owner, keys) = (subject.Owner ?? Guid.Empty, subject.Keys.ToArray());
        return db.Set<Proof>().Where(p => (p.Email != null && keys.Contains(p.Email.ToLower())) || db.Set<Registration>().Any(r => r.Id == p.RegistrationId && r.PersonId == owner));
    }

    IQueryable<Block> Blocks(DataSubject subject)
    {
        var keys = subject.Keys.ToArray();
        return db.Set<Block>().Where(b => b.Email != null && keys.Contains(b.Email.ToLower()));
    }
}
