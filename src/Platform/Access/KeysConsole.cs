using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Access;

/// <summary>API keys in the console: a new one is shown once, an old one is revoked for good.</summary>
internal sealed class KeysConsole(AppDb db, CurrentBrand brand, TimeProvider clock, ConsoleFrames frames, IStringLocalizer<Texts> words)
{
    internal static Task<IResult> Page(HttpContext http, KeysConsole keys, CancellationToken ct) => keys.Show(http, keys.Blank(), null, ct);
    internal static Task<IResult> Issue(HttpContext http, IFormCollection posted, KeysConsole keys, CancellationToken ct) => keys.Add(http, posted, ct);
    internal static Task<IResult> Revoke(string hash, HttpContext http, IFormCollection posted, KeysConsole keys, CancellationToken ct) => keys.End(hash, http, posted, ct);

    ConsoleForm Blank() => frames.NewForm();

    async Task<IResult> Add(HttpContext http, IFormCollection posted, CancellationToken ct)
    {
        var form = frames.Read(posted);
        if (form.Text("name") is not { Length: <= 60 } name) { form.Refuse("name", words["Keys.NameWrong"]); return await Show(http, form, null, ct); }
        var (row, key) = ApiKey.Issue(brand.Id, name, clock.GetUtcNow());
        db.Add(row);
        await db.SaveChangesAsync(ct);
        return await Show(http, frames.NewForm(), key, ct);      // no redirect: the key is nowhere but in this answer
    }

    async Task<IResult> End(string hash, HttpContext http, IFormCollection posted, CancellationToken ct)
    {
        if (await db.Set<ApiKey>().SingleOrDefaultAsync(k => k.KeyHash == hash && k.BrandId == brand.Id, ct) is not { } key) return await frames.NotHere(http);
        if (!posted.ContainsKey("sure")) return TypedResults.LocalRedirect("/admin/settings/keys?done=tick");
        key.Revoke(clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return TypedResults.LocalRedirect("/admin/settings/keys?done=revoked");
    }

    async Task<IResult> Show(HttpContext http, ConsoleForm form, string? fresh, CancellationToken ct)
    {
        var rows = await db.Set<ApiKey>().AsNoTracking().Where(k => k.BrandId == brand.Id).OrderBy(k => k.RevokedAt != null).ThenByDescending(k => k.CreatedAt).Take(100).ToListAsync(ct);
        return Pages.Console<KeysPage>(new KeysPage.Shown(await frames.For(http, words["Keys"], words), form, rows, fresh), form.IsRight ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }
}
