using Microsoft.EntityFrameworkCore;
using Nameplate.Owners.Proofs;
using Nameplate.Owners.Registrations;
using Nameplate.Owners.Safeguards;
using Nameplate.Owners.Transfers;
using Nameplate.Platform.Files;
using Nameplate.Platform.Privacy;
using Nameplate.Platform.Storage;

namespace Nameplate.Owners.Privacy;

/// <summary>What somebody sent to show that a unit is theirs: receipts, words and papers of a handover. That a unit passed on, and the date a receipt showed, stay.</summary>
internal sealed class OwnershipOfPerson(AppDb db) : IPersonalData
{
    public IReadOnlyList<PersonalColumn> Columns => [.. PersonalColumn.Of<Proof>(nameof(Proof.Email)), .. PersonalColumn.Of<Transfer>(nameof(Transfer.ToEmail), nameof(Transfer.Note)), .. PersonalColumn.Of<Block>(nameof(Block.Email))];

    public async Task<IReadOnlyList<PersonalPart>> Export(DataSubject subject, CancellationToken ct) =>
    [
        .. PersonalPart.Of("proofs", await Proofs(subject).AsNoTracking().ToListAsync(ct), ("sentAt", p => p.SentAt), ("email", p => p.Email), ("saidOn", p => p.SaidOn), ("state", p => p.State), ("provenOn", p => p.ProvenOn), ("reason", p => p.Reason)),
        .. PersonalPart.Of("transfers", await Transfers(subject).AsNoTracking().ToListAsync(ct), ("createdAt", t => t.CreatedAt), ("way", t => t.Way), ("state", t => t.State), ("toEmail", t => t.ToEmail), ("note", t => t.Note), ("endedAt", t => t.EndedAt)),
        .. PersonalPart.Of("blocks", await Blocks(subject).AsNoTracking().ToListAsync(ct), ("email", b => b.Email), ("firstAt", b => b.FirstAt), ("until", b => b.Until)),
    ];

    public async Task Erase(Erasure erasure, CancellationToken ct)
    {
        List<Guid> files = [];
        foreach (var proof in await Proofs(erasure.Subject).ToListAsync(ct))
        {
            if (proof.FileId is { } file) files.Add(file);
            proof.Forget(erasure.Now);
        }
        foreach (var transfer in await Transfers(erasure.Subject).ToListAsync(ct))
        {
            if (transfer.EvidenceFile is { } file) files.Add(file);
            transfer.Forget(erasure.Now);
        }
        foreach (var block in await Blocks(erasure.Subject).ToListAsync(ct)) block.Email = null;
        foreach (var file in await db.Set<StoredFile>().Where(f => files.Contains(f.Id)).ToListAsync(ct))
        {
            db.Remove(file);
            erasure.Remove(file);
            erasure.Count("files", 1);
        }
    }

#pragma warning disable MA0011      // the database makes letters small
    IQueryable<Proof> Proofs(DataSubject subject)
    {
        var owner = subject.Owner ?? Guid.Empty;
        string[] keys = [.. subject.Keys];
        return db.Set<Proof>().Where(p => (p.Email != null && keys.Contains(p.Email.ToLower())) || db.Set<Registration>().Any(r => r.Id == p.RegistrationId && r.PersonId == owner));
    }

    /// <summary>Those in which the person asks or asked; who hands on says nothing of themselves.</summary>
    IQueryable<Transfer> Transfers(DataSubject subject)
    {
        var owner = subject.Owner ?? Guid.Empty;
        string[] keys = [.. subject.Keys];
        return db.Set<Transfer>().Where(t => (t.ToEmail != null && keys.Contains(t.ToEmail.ToLower())) || db.Set<Registration>().Any(r => r.Id == t.ToRegistration && r.PersonId == owner));
    }

    IQueryable<Block> Blocks(DataSubject subject)
    {
        string[] keys = [.. subject.Keys];
        return db.Set<Block>().Where(b => b.Email != null && keys.Contains(b.Email.ToLower()));
    }
}
