using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Idempotency;

internal enum Claimed { Ours, Answered, OfOtherBody, InFlight, AnswerLost }

/// <summary>The claims on keys, in transactions of their own beside those of the requests.</summary>
internal sealed class Claims(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <param name="findsItself">A request that has taken effect may run again: it finds what it has made.</param>
    public async Task<(Claimed, SentRequest)> Take(Guid brand, string keyHash, string bodyHash, bool findsItself, CancellationToken ct)
    {
        while (true)
        {
            await using var scope = Scope(brand, out var db);
            var now = clock.GetUtcNow();
            if (await Row(db, keyHash).SingleOrDefaultAsync(ct) is not { } row)
            {
                row = new() { BrandId = brand, KeyHash = keyHash, BodyHash = bodyHash, SentAt = now, LeasedUntil = now + SentRequest.Lease };
                db.Add(row);
                try { await db.SaveChangesAsync(ct); }
                catch (DbUpdateException e) when (db.Dialect.IsDuplicateKey(e)) { continue; }
                return (Claimed.Ours, row);
            }
            if (row.SentAt < now - SentRequest.Kept) { await Change(db, q => q.Where(r => r.KeyHash == keyHash && r.Attempt == row.Attempt).ExecuteDeleteAsync(ct), ct); continue; }
            if (row.BodyHash != bodyHash) return (Claimed.OfOtherBody, row);
            if (row.Status is not null) return (Claimed.Answered, row);
            if (row.LeasedUntil > now) return (Claimed.InFlight, row);
            if (row.TookEffect && !findsItself) return (Claimed.AnswerLost, row);

            // its server is gone; whether it took effect is asked once more in the statement, for its last transaction may end at this moment
            var taken = await Change(db, q => q.Where(r => r.KeyHash == keyHash && r.Attempt == row.Attempt && r.TookEffect == row.TookEffect && r.Status == null)
                .ExecuteUpdateAsync(s => s.SetProperty(r => r.Attempt, row.Attempt + 1).SetProperty(r => r.LeasedUntil, now + SentRequest.Lease), ct), ct);
            if (taken == 1 && await Row(db, keyHash).SingleOrDefaultAsync(ct) is { } ours) return (Claimed.Ours, ours);
        }
    }

    public async Task Answer(SentRequest claim, int status, string? contentType, string? location, byte[] body)
    {
        await using var scope = Scope(claim.BrandId, out var db);
        await Change(db, q => q.Where(r => r.KeyHash == claim.KeyHash && r.Attempt == claim.Attempt)
            .ExecuteUpdateAsync(s => s.SetProperty(r => r.Status, status).SetProperty(r => r.ContentType, contentType).SetProperty(r => r.Location, location).SetProperty(r => r.Body, body), CancellationToken.None), CancellationToken.None);
    }

    /// <summary>The request came to nothing, so that its key is free; where it came to something before it failed, it may be tried again at once.</summary>
    public async Task Release(SentRequest claim)
    {
        await using var scope = Scope(claim.BrandId, out var db);
        var now = clock.GetUtcNow();
        await Change(db, async q =>
        {
            var ours = q.Where(r => r.KeyHash == claim.KeyHash && r.Attempt == claim.Attempt);
            return await ours.Where(r => !r.TookEffect).ExecuteDeleteAsync() + await ours.ExecuteUpdateAsync(s => s.SetProperty(r => r.LeasedUntil, now));
        }, CancellationToken.None);
    }

    static IQueryable<SentRequest> Row(AppDb db, string keyHash) => db.Set<SentRequest>().AsNoTracking().Where(r => r.KeyHash == keyHash);

    static async Task<int> Change(AppDb db, Func<IQueryable<SentRequest>, Task<int>> change, CancellationToken ct)
    {
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        var rows = await change(db.Set<SentRequest>());
        await tx.CommitAsync(ct);
        return rows;
    }

    AsyncServiceScope Scope(Guid brand, out AppDb db)
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentBrand>().Become(brand);
        db = scope.ServiceProvider.GetRequiredService<AppDb>();
        return scope;
    }
}
