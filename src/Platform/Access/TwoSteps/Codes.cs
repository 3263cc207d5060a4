using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Access.Passwords;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Access.TwoSteps;

/// <summary>The second step: a code of the person's app, or one from paper.</summary>
internal sealed class Codes(AppDb db, Attempts attempts, IDataProtectionProvider protection, TimeProvider clock)
{
    IDataProtector Protector => protection.CreateProtector("nameplate.two-steps");

    /// <summary>The key of a set-up that is not finished, carried by its form, good for this person and for an hour.</summary>
    public string Seal(Guid staff, string key) => Offer(staff).Protect(key, clock.GetUtcNow() + TimeSpan.FromHours(1));

    public string? Unseal(Guid staff, string? sealedKey)
    {
        if (sealedKey is not { Length: > 0 and < 1000 }) return null;
        try { return Offer(staff).Unprotect(sealedKey); }
        catch (CryptographicException) { return null; }
    }

    ITimeLimitedDataProtector Offer(Guid staff) => Protector.CreateProtector("offer", staff.ToString()).ToTimeLimitedDataProtector();

    /// <summary>Takes a code: counted, and each code once.</summary>
    public async Task<bool> Take(Guid staff, string? typed, CancellationToken ct)
    {
        var code = typed?.Trim() ?? "";
        if (code.Length > 40 || !await attempts.BeginCode(staff, ct)) return false;
        if (!(IsOfApp(code) ? await TakeOfApp(staff, code, ct) : await TakeOfPaper(staff, code, ct))) return false;
        await attempts.CodeWasRight(staff, ct);
        return true;
    }

    static bool IsOfApp(string code) => code.Count(char.IsAsciiDigit) == 6 && code.All(c => char.IsAsciiDigit(c) || c == ' ');

    async Task<bool> TakeOfApp(Guid staff, string code, CancellationToken ct)
    {
        if (await db.Users.AsNoTracking().Where(u => u.Id == staff).Select(u => u.CodeKey).SingleAsync(ct) is not { } kept) return false;
        string key;
        try { key = Protector.Unprotect(kept); }
        catch (CryptographicException) { return false; }      // the key ring was lost: a code from paper still helps
        if (Totp.Match(key, code.Replace(" ", "", StringComparison.Ordinal), clock.GetUtcNow()) is not { } step) return false;
        return await attempts.InTransaction(() => db.Users.Where(u => u.Id == staff && (u.CodeTaken == null || u.CodeTaken < step)).ExecuteUpdateAsync(u => u.SetProperty(x => x.CodeTaken, step), ct), ct) == 1;
    }

    async Task<bool> TakeOfPaper(Guid staff, string code, CancellationToken ct)
    {
        var (hash, now) = (RecoveryCode.Hash(staff, code), clock.GetUtcNow());
        return await attempts.InTransaction(() => db.Set<RecoveryCode>().Where(c => c.StaffId == staff && c.CodeHash == hash && c.UsedAt == null).ExecuteUpdateAsync(c => c.SetProperty(x => x.UsedAt, now), ct), ct) == 1;
    }

    /// <summary>From now on a code is asked for. The code that proves the app works counts as taken.</summary>
    /// <returns>The codes for paper; null when <paramref name="code"/> is not of that key.</returns>
    public async Task<IReadOnlyList<string>?> TurnOn(Guid staff, string key, string? code, CancellationToken ct)
    {
        if (Totp.Match(key, code?.Replace(" ", "", StringComparison.Ordinal) ?? "", clock.GetUtcNow()) is not { } step) return null;
        var member = await db.Users.SingleAsync(u => u.Id == staff, ct);
        (member.CodeKey, member.CodeTaken, member.TwoFactorEnabled) = (Protector.Protect(key), step, true);
        return await NewPaper(staff, ct);
    }

    public async Task TurnOff(Guid staff, CancellationToken ct)
    {
        var member = await db.Users.SingleAsync(u => u.Id == staff, ct);
        (member.CodeKey, member.CodeTaken, member.TwoFactorEnabled) = (null, null, false);
        db.RemoveRange(await db.Set<RecoveryCode>().Where(c => c.StaffId == staff).ToListAsync(ct));
        await db.SaveChangesAsync(ct);
    }

    /// <summary>New codes for paper; the old ones no longer open anything.</summary>
    public async Task<IReadOnlyList<string>> NewPaper(Guid staff, CancellationToken ct)
    {
        IReadOnlyList<string> codes = [.. Enumerable.Range(0, RecoveryCode.Count).Select(_ => RecoveryCode.New())];
        db.RemoveRange(await db.Set<RecoveryCode>().Where(c => c.StaffId == staff).ToListAsync(ct));
        db.AddRange(codes.Select(c => new RecoveryCode { StaffId = staff, CodeHash = RecoveryCode.Hash(staff, c) }));
        await db.SaveChangesAsync(ct);
        return codes;
    }
}
