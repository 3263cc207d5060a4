using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Limits;
using Nameplate.Platform.Storage;
using Nameplate.Products.Mints;
using Nameplate.Products.Units;

namespace Nameplate.Products.Codes;

/// <summary>
/// A unit's claim code is derived from the brand's secret, its GTIN and its serial: 8 of 32 symbols, 40 bits. So it can be printed again and checked, and no list of codes is kept that could be lost.
/// </summary>
internal sealed class ClaimCodes(AppDb db, CurrentBrand brand, IServiceScopeFactory scopes, IDataProtectionProvider protection, SharedQuotas quotas, TimeProvider clock) : IClaimCodes
{
    const int Length = 8, Tries = 10;
    static readonly TimeSpan OneMore = TimeSpan.FromMinutes(6);
    readonly IDataProtector seal = protection.CreateProtector("claim codes");

    public async Task<bool> AreNeededFor(ProductUnit unit, CancellationToken ct)
    {
        var mint = await db.Set<Unit>().Where(u => u.Id == unit.Id).Select(u => u.MintId).SingleOrDefaultAsync(ct);
        return mint is null || await db.Set<Mint>().AnyAsync(m => m.Id == mint && m.Style != SerialStyle.Random, ct);
    }

    public Task<bool> ArePrintedFor(ProductUnit unit, CancellationToken ct) =>
        db.Set<Unit>().AnyAsync(u => u.Id == unit.Id && u.MintId != null && db.Set<Mint>().Any(m => m.Id == u.MintId && m.Style != SerialStyle.Random), ct);

    public async Task<ClaimAnswer> Check(ProductUnit unit, string? typed, CancellationToken ct)
    {
        if (!await AreNeededFor(unit, ct)) return ClaimAnswer.NotNeeded;
        if (!await quotas.TryTake($"claim code {unit.Id}", Tries, OneMore, ct)) return ClaimAnswer.TooMany;
        var right = Of(await Key(ct), unit.Key);
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(right), Encoding.ASCII.GetBytes(Plain(typed))) ? ClaimAnswer.Right : ClaimAnswer.Wrong;
    }

    /// <summary>The brand's secret, made when it is first needed.</summary>
    internal async Task<byte[]> Key(CancellationToken ct)
    {
        if (await Kept(db, ct) is { } kept) return kept;
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentBrand>().Become(brand.Id);
        var fresh = scope.ServiceProvider.GetRequiredService<AppDb>();
        fresh.Add(new ClaimKey { BrandId = brand.Id, SealedKey = seal.Protect(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))), CreatedAt = clock.GetUtcNow() });
        try { await fresh.SaveChangesAsync(ct); }
        catch (DbUpdateException error) when (fresh.Dialect.IsDuplicateKey(error)) { /* another made it just now */ }
        return (await Kept(db, ct))!;
    }

    async Task<byte[]?> Kept(AppDb from, CancellationToken ct) =>
        await from.Set<ClaimKey>().AsNoTracking().SingleOrDefaultAsync(ct) is { } kept ? Convert.FromBase64String(seal.Unprotect(kept.SealedKey)) : null;

    internal static string Of(byte[] key, UnitKey unit)
    {
        var mac = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{unit.Gtin}/{unit.Serial}"));
        var bits = BitConverter.ToUInt64(mac);
        return string.Create(Length, bits, static (code, left) =>
        {
            for (var i = 0; i < code.Length; i++, left >>= 5) code[i] = Mint.Alphabet[(int)(left & 31)];
        });
    }

    /// <summary>As it is printed: in two groups.</summary>
    internal static string Spaced(string code) => $"{code[..(Length / 2)]}-{code[(Length / 2)..]}";

    /// <summary>As people type it: in small letters, with blanks and dashes, and with an I or an L where a 1 stands.</summary>
    static string Plain(string? typed)
    {
        var plain = string.Concat((typed ?? "").ToUpperInvariant().Where(char.IsAsciiLetterOrDigit).Select(c => c is 'I' or 'L' ? '1' : c));
        return plain.Length == Length ? plain : new string('-', Length);
    }
}
