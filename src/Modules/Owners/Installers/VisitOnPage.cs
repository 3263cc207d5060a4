using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Owners.Finder;
using Nameplate.Platform.Access;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Owners.Installers;

/// <summary>The installer's page: one form for a visit, on a phone, without an account. What is done is ticked off; what is not right stays in its field to be put right.</summary>
internal sealed class VisitOnPage(AppDb db, CurrentBrand brand, RegisterVisit register, IProducts products, Frames frames, IStringLocalizer<Texts> words, TimeProvider clock)
{
    internal static async Task<IResult> Page(string token, VisitOnPage visit, HttpContext http, CancellationToken ct) =>
        await visit.Find(token, ct) is { } installer ? await visit.Show(http, installer, new(), [], [], StatusCodes.Status200OK, ct) : await visit.Gone(http);

    internal static async Task<IResult> Send(string token, [FromForm] string? email, [FromForm] string? name, [FromForm] string? installedOn, HttpContext http, IFormCollection posted, VisitOnPage visit, CancellationToken ct)
    {
        if (await visit.Find(token, ct) is not { } installer) return await visit.Gone(http);
        var typed = new Typed(email, name, installedOn, [.. posted["unit"].SelectMany(u => (u ?? "").Split('\n')).Select(u => u.Trim()).Where(u => u.Length > 0)]);
        var day = DateOnly.TryParseExact(installedOn, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var read) ? read : (DateOnly?)null;
        var (errors, rows) = await visit.register.Handle(installer, new(email, name, null, day, typed.Units, Languages.Current), ct);
        var wrong = errors.Count > 0 || rows.Any(r => r.State is not (VisitState.Registered or VisitState.AlreadyTheirs));
        return await visit.Show(http, installer, typed, errors, rows, wrong ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK, ct);
    }

    internal sealed record Typed(string? Email = null, string? Name = null, string? InstalledOn = null, IReadOnlyList<string>? Rows = null)
    {
        public IReadOnlyList<string> Units => Rows ?? [];
    }

    readonly RegisterVisit register = register;

    async Task<IResult> Show(HttpContext http, Installer installer, Typed typed, IReadOnlyList<FieldError> errors, IReadOnlyList<RegisterVisit.Row> rows, int status, CancellationToken ct)
    {
        var terms = await db.Set<ModelHelp>().AsNoTracking().Where(h => h.RegisterWithinDays != null).Take(20).ToListAsync(ct);
        var models = await products.Models([.. terms.Select(t => t.Gtin)], ct);
        var frame = await frames.For(http, words["Visit"]);
        return Pages.Consumer<VisitPage>(new VisitPage.Shown(frame, words, installer, typed, errors, rows, [.. terms.Where(t => models.ContainsKey(t.Gtin)).Select(t => (models[t.Gtin].Name, t.RegisterWithinDays!.Value))], clock.GetUtcNow().Day()), frame, status);
    }

    async Task<Installer?> Find(string token, CancellationToken ct)
    {
        var hash = Token.Hash(token);
        using var across = db.AcrossBrands();
        if (await db.Set<Installer>().IgnoreQueryFilters().AsNoTracking().SingleOrDefaultAsync(i => i.TokenHash == hash && i.Active, ct) is not { } installer) return null;
        brand.Become(installer.BrandId);
        return installer;
    }

    Task<IResult> Gone(HttpContext http)
    {
        var frame = frames.Neutral(http, words["Visit"]);
        return Task.FromResult(Pages.Consumer<VisitPage>(new VisitPage.Shown(frame, words, null, new(), [], [], [], clock.GetUtcNow().Day()), frame, StatusCodes.Status410Gone));
    }
}
