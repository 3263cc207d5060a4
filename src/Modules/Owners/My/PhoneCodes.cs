using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Owners.People;
using Nameplate.Owners.Transfers;
using Nameplate.Platform.Access;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Limits;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Owners.My;

/// <summary>The code for the phone: the owner has it made and reads it out, the agent types it into the console's search.</summary>
internal sealed class PhoneCodes(AppDb db, CurrentBrand brand, Sessions sessions, SharedQuotas quotas, IDataProtectionProvider protection, Frames frames, IStringLocalizer<Texts> words, TimeProvider clock) : IConsoleSearch
{
    // without letters and digits that are mistaken for one another; TransferCodes reads what is typed the same way
    const string Alphabet = "ABCDEFGHJKMNPQRSTUVWXYZ123456789";
    const int Length = 8, MostSearches = 60;
    readonly IDataProtector seal = protection.CreateProtector("phone codes");

    internal static Task<IResult> Page(PhoneCodes codes, HttpContext http, CancellationToken ct) => codes.Show(http, ct);
    internal static Task<IResult> Make(PhoneCodes codes, HttpContext http, CancellationToken ct) => codes.Renew(http, ct);

    async Task<IResult> Show(HttpContext http, CancellationToken ct)
    {
        if (await sessions.Enter(http, ct) is not { } person) return TypedResults.LocalRedirect("/my");
        var now = clock.GetUtcNow();
        var standing = await db.Set<PhoneCode>().AsNoTracking().Where(c => c.PersonId == person.Id && c.ExpiresAt > now).OrderByDescending(c => c.CreatedAt).FirstOrDefaultAsync(ct);
        var frame = await frames.For(http, words["Phone.Tile"], "/my");
        return Pages.Consumer<PhonePage>(new PhonePage.Shown(frame, words, standing is null ? null : seal.Unprotect(standing.SealedCode).Insert(Length / 2, "-"), standing is null ? 0 : (int)Math.Ceiling((standing.ExpiresAt - now).TotalMinutes)), frame);
    }

    async Task<IResult> Renew(HttpContext http, CancellationToken ct)
    {
        if (await sessions.Enter(http, ct) is not { } person) return TypedResults.LocalRedirect("/my");
        var (code, now) = (RandomNumberGenerator.GetString(Alphabet, Length), clock.GetUtcNow());
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        await db.Set<PhoneCode>().Where(c => c.PersonId == person.Id).ExecuteDeleteAsync(ct);
        db.Add(new PhoneCode { BrandId = brand.Id, PersonId = person.Id, CodeHash = Token.Hash(brand.Id + code), SealedCode = seal.Protect(code), CreatedAt = now, ExpiresAt = now + PhoneCode.Lasts });
        await db.SaveChangesAsync(ct);
        await tx.CommitAsync(ct);
        return TypedResults.LocalRedirect("/my/account/phone" + (http.Request.Query.ContainsKey(Languages.Key) ? $"?{Languages.Key}={Languages.Current}" : ""));
    }

    public async Task<IReadOnlyList<SearchHit>> Find(string text, int most, CancellationToken ct)
    {
        var code = TransferCodes.Plain(text);
        if (!code.All(Alphabet.Contains)) return [];
        if (!await quotas.TryTake($"phone codes {brand.Id}", MostSearches, TimeSpan.FromMinutes(1) / MostSearches, ct)) return [];
        var (hash, now) = (Token.Hash(brand.Id + code), clock.GetUtcNow());
        return await db.Set<PhoneCode>().AsNoTracking().SingleOrDefaultAsync(c => c.CodeHash == hash && c.ExpiresAt > now, ct) is { } found ? [new(words["Owner"], words["Phone.Hit"], null, "/admin/phone-codes/" + found.Id) { IsExact = true }] : [];
    }

    /// <summary>Written into the audit before the page opens.</summary>
    internal static async Task<IResult> Open(Guid id, AppDb db, ConsoleFrames frames, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return await db.Set<PhoneCode>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id && c.ExpiresAt > now, ct) is { } found ? TypedResults.LocalRedirect("/admin/owners/" + found.PersonId) : await frames.NotHere(http);
    }
}
