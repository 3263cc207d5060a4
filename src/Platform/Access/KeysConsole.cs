using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Access;

/// <summary>API keys in the console: a secret is shown once, a key is rotated while its program runs on, an old one is revoked for good.</summary>
internal sealed class KeysConsole(AppDb db, CurrentBrand brand, KeyBook book, Grants grants, Rights rights, TimeProvider clock, ConsoleFrames frames, IStringLocalizer<Texts> words)
{
    /// <summary>For how many hours the old secret may go on.</summary>
    internal static readonly int[] Overlaps = [0, 1, 24, 168];
    internal const int UsualOverlap = 24;

    internal static Task<IResult> Page(HttpContext http, KeysConsole keys, CancellationToken ct) => keys.Show(http, keys.Blank(), null, ct);
    internal static Task<IResult> Issue(HttpContext http, IFormCollection posted, KeysConsole keys, CancellationToken ct) => keys.Add(http, posted, ct);
    internal static Task<IResult> Rotate(Guid id, HttpContext http, IFormCollection posted, KeysConsole keys, CancellationToken ct) => keys.Renew(id, http, posted, ct);
    internal static Task<IResult> Revoke(Guid id, HttpContext http, IFormCollection posted, KeysConsole keys, CancellationToken ct) => keys.End(id, http, posted, ct);

    internal static Task<IResult> Scopes(Guid id, HttpContext http, KeysConsole keys, CancellationToken ct) => keys.ShowScopes(id, http, null, ct);
    internal static Task<IResult> Allow(Guid id, HttpContext http, IFormCollection posted, KeysConsole keys, CancellationToken ct) => keys.ShowScopes(id, http, posted, ct);

    ConsoleForm Blank() => frames.NewForm();

    /// <summary>What a key may do, and, with what was ticked, that changed; its secret stays the same.</summary>
    async Task<IResult> ShowScopes(Guid id, HttpContext http, IFormCollection? posted, CancellationToken ct)
    {
        if (await Find(id, ct) is not { } key || !key.IsOpen(clock.GetUtcNow())) return await frames.NotHere(http);
        var form = posted is null ? Blank() : frames.Read(posted);
        if (posted is null) form["scope"] = string.Join(',', new KeyScopes(key.Scopes).Each);
        else if (Asked(form, posted["scope"]) is var scopes && form.IsRight)
        {
            key.Allow(scopes);
            await db.SaveChangesAsync(ct);
            book.Forget(id);
            return TypedResults.LocalRedirect("/admin/settings/keys?done=scopes");
        }
        return Pages.Console<KeyScopesPage>(new KeyScopesPage.Shown(await frames.For(http, words["Keys.ScopesOf", key.Name], words), form, key, grants), form.IsRight ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    async Task<IResult> Add(HttpContext http, IFormCollection posted, CancellationToken ct)
    {
        var form = frames.Read(posted);
        var now = clock.GetUtcNow();
        if (form.Text("name") is not { Length: <= 60 }) form.Refuse("name", words["Keys.NameWrong"]);
        var scopes = Asked(form, posted["scope"]);
        var last = form.Date("expiresOn");
        DateTimeOffset? expires = last is { } day ? new(day.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero) : null;
        if (expires <= now) form.Refuse("expiresOn", words["Keys.ExpiresWrong"]);
        if (!form.IsRight) return await Show(http, form, null, ct);

        var (row, key) = ApiKey.Issue(brand.Id, form.Text("name")!, now, scopes, expires);
        db.Add(row);
        await db.SaveChangesAsync(ct);
        return await Show(http, Blank(), key, ct);      // no redirect: the key is nowhere but in this answer
    }

    /// <summary>What was ticked. Nobody gives a key what they may not do themselves.</summary>
    KeyScopes Asked(ConsoleForm form, IEnumerable<string?> ticked)
    {
        var scopes = KeyScopes.Of(ticked.OfType<string>());
        var forKeys = grants.All.Where(g => g.ForKeys).ToList();
        if (scopes.Each.Count == 0) form.Refuse("scope", words["Keys.ScopeNone"]);
        else if (scopes.Each.Any(s => !forKeys.Exists(g => new KeyScopes(s).Cover(g.Permission)))) form.Refuse("scope", words["Form.Choice"]);
        else if (forKeys.Exists(g => scopes.Cover(g.Permission) && !rights.May(g.Permission))) form.Refuse("scope", words["Keys.ScopeMore"]);
        return scopes;
    }

    async Task<IResult> Renew(Guid id, HttpContext http, IFormCollection posted, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await Find(id, ct) is not { } key || !key.IsOpen(now)) return await frames.NotHere(http);
        var hours = frames.Read(posted).Whole("overlap") is { } asked && Overlaps.Contains(asked) ? asked : UsualOverlap;
        var secret = key.Rotate(TimeSpan.FromHours(hours), now);
        await db.SaveChangesAsync(ct);
        book.Forget(id);
        return await Show(http, Blank(), secret, ct);
    }

    async Task<IResult> End(Guid id, HttpContext http, IFormCollection posted, CancellationToken ct)
    {
        if (await Find(id, ct) is not { } key) return await frames.NotHere(http);
        if (!posted.ContainsKey("sure")) return TypedResults.LocalRedirect("/admin/settings/keys?done=tick");
        key.Revoke(clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        book.Forget(id);
        return TypedResults.LocalRedirect("/admin/settings/keys?done=revoked");
    }

    Task<ApiKey?> Find(Guid id, CancellationToken ct) => db.Set<ApiKey>().SingleOrDefaultAsync(k => k.Id == id && k.BrandId == brand.Id, ct);

    async Task<IResult> Show(HttpContext http, ConsoleForm form, string? fresh, CancellationToken ct)
    {
        var rows = await db.Set<ApiKey>().AsNoTracking().Where(k => k.BrandId == brand.Id).OrderBy(k => k.RevokedAt != null).ThenByDescending(k => k.CreatedAt).Take(100).ToListAsync(ct);
        return Pages.Console<KeysPage>(new KeysPage.Shown(await frames.For(http, words["Keys"], words), form, rows, grants, clock.GetUtcNow(), fresh), form.IsRight ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }
}
