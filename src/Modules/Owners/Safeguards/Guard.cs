using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Nameplate.Owners.People;
using Nameplate.Owners.Registrations;
using Nameplate.Owners.Sales;
using Nameplate.Platform.Access;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Limits;
using Nameplate.Platform.Storage;
using Nameplate.Products;

namespace Nameplate.Owners.Safeguards;

/// <summary>What a registration on the page needs besides an address.</summary>
internal enum Verdict
{
    Free,
    /// <summary>The code from the box, or a proof.</summary>
    NeedsCode,
    WrongCode, TooManyCodes,
    /// <summary>Many units came from this network within the hour: later, or with a proof.</summary>
    SlowDown,
    /// <summary>Many units came to this address within the day: each with a proof.</summary>
    NeedsProof,
}

/// <summary>
/// Stands before the form on a unit's page, so that nobody makes units theirs that they do not have. Who comes by a way of their own is not asked:
/// a till, an installer, a company's key, staff, a buyer the sales feed names.
/// </summary>
internal sealed class Guard(AppDb db, CurrentBrand brand, IClaimCodes claims, SharedQuotas quotas, CountedAddress addresses, TimeProvider clock)
{
    static readonly RegistrationChannel[] ByForm = [RegistrationChannel.Qr, RegistrationChannel.Web];

    /// <summary>The form asks for the code from the box.</summary>
    public async Task<bool> AsksForCode(ProductUnit unit, CancellationToken ct) => (await OwnershipRules.Of(db, ct)).ClaimAsk switch
    {
        ClaimAsk.Never => false,
        ClaimAsk.Printed => await claims.ArePrintedFor(unit, ct),
        _ => await claims.AreNeededFor(unit, ct),
    };

    /// <summary>Asked only of a unit that is nobody's, and an address that is right.</summary>
    public async Task<Verdict> Check(ProductUnit unit, string email, string? code, HttpContext http, CancellationToken ct)
    {
        var (now, key, rules) = (clock.GetUtcNow(), Person.KeyOf(email), await OwnershipRules.Of(db, ct));
        if (await db.Set<Registration>().AnyAsync(r => r.UnitId == unit.Id && r.EndedAt == null, ct)) return Verdict.Free;      // refused for another reason
        if (await AsksForCode(unit, ct) && !await IsBuyer(unit, key, ct) && await Code(unit, code, now, ct) is not Verdict.Free and var verdict) return verdict;

        if (addresses.Of(http) is { } address)
        {
            var held = await Find(BlockKind.Network, address, ct);
            if (held?.IsLifted(now) is not true && !await quotas.TryTake($"register {brand.Id} {address}", rules.PerAddressHour, TimeSpan.FromHours(1) / rules.PerAddressHour, ct))
            {
                await Hold(held, BlockKind.Network, address, null, unit, now.AddHours(1), now, ct);
                return Verdict.SlowDown;
            }
        }

        var since = now.AddDays(-1);
        var many = await db.Set<Registration>().CountAsync(r => r.RegisteredAt > since && ByForm.Contains(r.Channel) && db.Set<Person>().Any(p => p.Id == r.PersonId && p.EmailKey == key), ct);
        if (many < rules.PerEmailDay) return Verdict.Free;
        var known = await Find(BlockKind.Email, key, ct);
        if (known?.IsLifted(now) is true) return Verdict.Free;
        await Hold(known, BlockKind.Email, key, email, unit, now.AddDays(1), now, ct);
        return Verdict.NeedsProof;
    }

    async Task<Verdict> Code(ProductUnit unit, string? code, DateTimeOffset now, CancellationToken ct)
    {
        var key = unit.Id.ToString();
        if (await Find(BlockKind.Unit, key, ct) is { } lifted && lifted.IsLifted(now)) return Verdict.Free;
        if (string.IsNullOrWhiteSpace(code)) return Verdict.NeedsCode;
        switch (await claims.Check(unit, code, ct))
        {
            case ClaimAnswer.Wrong: return Verdict.WrongCode;
            case ClaimAnswer.TooMany:
                await Hold(await Find(BlockKind.Unit, key, ct), BlockKind.Unit, key, null, unit, now.AddHours(1), now, ct);
                return Verdict.TooManyCodes;
            default: return Verdict.Free;
        }
    }

    /// <summary>The sales feed names this very address.</summary>
    Task<bool> IsBuyer(ProductUnit unit, string key, CancellationToken ct) => db.Set<Sale>().AnyAsync(s => s.UnitId == unit.Id && db.Set<Person>().Any(p => p.Id == s.PersonId && p.EmailKey == key), ct);

    Task<Block?> Find(BlockKind kind, string key, CancellationToken ct)
    {
        var hash = Token.Hash(key);
        return db.Set<Block>().SingleOrDefaultAsync(b => b.Kind == kind && b.KeyHash == hash, ct);
    }

    async Task Hold(Block? held, BlockKind kind, string key, string? email, ProductUnit unit, DateTimeOffset until, DateTimeOffset now, CancellationToken ct)
    {
        if (held is null) db.Add(held = new Block { BrandId = brand.Id, Kind = kind, KeyHash = Token.Hash(key), Email = email, FirstAt = now });
        held.Happened(unit.Id, until, now);
        try { await db.SaveChangesAsync(ct); }
        catch (DbUpdateException e) when (db.Dialect.IsDuplicateKey(e)) { db.ChangeTracker.Clear(); }      // written down at this very moment
    }
}
