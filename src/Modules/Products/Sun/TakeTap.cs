using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Products.Sun;

/// <summary>Says whether one of the brand’s tags was read just now. A read counts once, on whichever node it arrives.</summary>
internal sealed class TakeTap(AppDb db, CurrentBrand brand, TagKeys keys, IProducts products, TimeProvider clock) : ISecureTags
{
    public async Task<TapAnswer> Take(TapMessage said, CancellationToken ct)
    {
        if (!TagRead.IsForm(said)) return new(TapResult.Unknown);
        var known = await db.Set<TagKey>().AsNoTracking().OrderByDescending(k => k.Id).ToListAsync(ct);
        if (known.Count == 0 || await products.Unit(said.Unit.Gtin, said.Unit.Serial, ct) is not { } unit) return new(TapResult.Unknown);
        foreach (var key in known)
        {
            var opened = keys.Open(key);
            if (Read(said, opened) is not { } read || !read.IsSigned(opened.Of(read.Uid), said.Signature, said.Before)) continue;
            return key.RetiredAt is not null ? new(TapResult.Unknown, unit) : await Count(read, key.Id, unit, ct);
        }
        if (known.TrueForAll(k => k.RetiredAt is not null)) return new(TapResult.Unknown, unit);
        return new(TapResult.Forged, unit) { IsKnownTag = await db.Set<SecureTag>().AnyAsync(t => t.UnitId == unit.Id, ct) };
    }

    static TagRead? Read(TapMessage said, TagKeys.Opened key) =>
        said.Sealed is { } text ? TagRead.Unseal(key.Meta, text) : said is { Uid: { } uid, Counter: { } counter } ? TagRead.Open(uid, counter) : null;

    async Task<TapAnswer> Count(TagRead read, Guid key, ProductUnit unit, CancellationToken ct)
    {
        var (uid, now) = (read.Number, clock.GetUtcNow());
        if (await db.Set<SecureTag>().AsNoTracking().SingleOrDefaultAsync(t => t.Uid == uid, ct) is not { } tag)
        {
            db.Add(tag = new SecureTag { BrandId = brand.Id, Uid = uid, KeyId = key, UnitId = unit.Id, Counter = read.Counter, FirstAt = now, LastAt = now });
            try
            {
                await db.SaveChangesAsync(ct);
                return new(TapResult.Genuine, unit, read.Counter);
            }
            catch (DbUpdateException error) when (db.Dialect.IsDuplicateKey(error)) { db.Forget(); }      // two reads of a new tag at once
            tag = await db.Set<SecureTag>().AsNoTracking().SingleAsync(t => t.Uid == uid, ct);
        }
        if (tag.UnitId != unit.Id) return new(TapResult.Moved, unit, read.Counter, tag.Counter) { IsKnownTag = true };
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        var counted = await db.Set<SecureTag>().Where(t => t.Uid == uid && t.Counter < read.Counter).ExecuteUpdateAsync(s => s.SetProperty(t => t.Counter, read.Counter).SetProperty(t => t.LastAt, now), ct);
        await tx.CommitAsync(ct);
        return new(counted == 1 ? TapResult.Genuine : TapResult.Repeated, unit, read.Counter, tag.Counter);
    }
}
