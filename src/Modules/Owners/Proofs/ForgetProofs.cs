using Microsoft.EntityFrameworkCore;
using Nameplate.Owners.Safeguards;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Files;
using Nameplate.Platform.Jobs;
using Nameplate.Platform.Storage;

namespace Nameplate.Owners.Proofs;

/// <summary>Every hour: files of receipts that were looked at long enough ago go. The date they showed stays.</summary>
internal sealed class ForgetProofs(AppDb db, CurrentBrand brand, FileStore files, TimeProvider clock) : IJob
{
    public static string Kind => "owners.forget-proofs";
    const int AtOnce = 200;

    public async Task Run(Job job, CancellationToken ct)
    {
        foreach (var of in await db.Set<Brand>().AsNoTracking().Select(b => b.Id).ToListAsync(ct))
        {
            db.ChangeTracker.Clear();
            brand.Become(of);
            var before = clock.GetUtcNow().AddDays(-(await OwnershipRules.Of(db, ct)).ProofDays);
            var old = await db.Set<Proof>().Where(p => p.DecidedAt < before && p.FileId != null).OrderBy(p => p.DecidedAt).Take(AtOnce).ToListAsync(ct);
            if (old.Count == 0) continue;
            Guid[] ids = [.. old.Select(p => p.FileId!.Value)];
            var gone = await db.Set<StoredFile>().Where(f => ids.Contains(f.Id)).ToListAsync(ct);
            foreach (var proof in old) proof.ForgetFile();
            db.RemoveRange(gone);
            await db.SaveChangesAsync(ct);
            foreach (var file in gone) await files.Delete(file, ct);
        }
    }
}
