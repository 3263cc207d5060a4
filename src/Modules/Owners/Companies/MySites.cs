using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Owners.Companies;

/// <summary>The sites of a company: everybody of it sees them, its admins change them.</summary>
internal sealed class MySites(AppDb db, MyCompany my, SaveSite save, Frames frames, IStringLocalizer<Texts> words)
{
    internal static Task<IResult> Page(Guid company, MySites my, HttpContext http, CancellationToken ct) => my.Show(company, http, null, [], null, ct);
    internal static Task<IResult> Add(Guid company, IFormCollection posted, MySites my, HttpContext http, CancellationToken ct) => my.Change(company, null, posted, http, ct);
    internal static Task<IResult> Change(Guid company, Guid site, IFormCollection posted, MySites my, HttpContext http, CancellationToken ct) => my.Change(company, site, posted, http, ct);

    async Task<IResult> Change(Guid id, Guid? site, IFormCollection posted, HttpContext http, CancellationToken ct)
    {
        if (await my.Enter(id, http, ct) is not var (_, membership)) return MyCompany.Away(http);
        var found = site is null ? null : await db.Set<CompanySite>().SingleOrDefaultAsync(s => s.Id == site && s.CompanyId == id, ct);
        if (membership.User.Manages && (site is null || found is not null))
        {
            if (found is not null && posted["remove"] == "yes") await save.Remove(found, ct);
            else
            {
                SaveSite.Input input = new(posted["name"], posted["street"], posted["postalCode"], posted["city"], posted["country"].ToString().ToUpperInvariant());
                var (saved, errors) = found is null ? await save.Add(id, input, ct) : await save.Change(found, input, ct);
                if (saved is null) return await Show(id, http, site, errors, input, ct);
            }
        }
        return TypedResults.LocalRedirect(MyCompany.With(http, $"/my/company/{id}/sites"));
    }

    async Task<IResult> Show(Guid id, HttpContext http, Guid? wrong, IReadOnlyList<FieldError> errors, SaveSite.Input? typed, CancellationToken ct)
    {
        if (await my.Enter(id, http, ct) is not var (_, membership)) return MyCompany.Away(http);
        var sites = await db.Set<CompanySite>().AsNoTracking().Where(s => s.CompanyId == id).OrderBy(s => s.NameKey).ToListAsync(ct);
        var frame = await frames.For(http, membership.Company.Name, "/my");
        return Pages.Consumer<MySitesPage>(new MySitesPage.Shown(frame, words, membership, sites, wrong, errors, typed), frame, errors.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }
}
