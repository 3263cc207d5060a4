using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Owners.People;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Owners.Companies;

/// <summary>Who acts for a company: its admins see it and change it. Anybody may leave.</summary>
internal sealed class MyUsers(AppDb db, MyCompany my, SaveUser save, Frames frames, IStringLocalizer<Texts> words)
{
    internal static Task<IResult> Page(Guid company, MyUsers my, HttpContext http, CancellationToken ct) => my.Show(company, http, [], null, ct);
    internal static Task<IResult> Invite(Guid company, IFormCollection posted, MyUsers my, HttpContext http, CancellationToken ct) => my.Invite(company, posted, http, ct);
    internal static Task<IResult> Change(Guid company, Guid user, IFormCollection posted, MyUsers my, HttpContext http, CancellationToken ct) => my.Change(company, user, posted, http, ct);

    async Task<IResult> Invite(Guid id, IFormCollection posted, HttpContext http, CancellationToken ct)
    {
        if (await my.Enter(id, http, ct) is not var (_, membership)) return MyCompany.Away(http);
        if (!membership.User.Manages) return Back(id, http);
        SaveUser.Input input = new(posted["email"], posted["role"]);
        var (user, errors) = await save.Invite(membership.Company, input, ct);
        return user is null ? await Show(id, http, errors, input, ct) : Back(id, http);
    }

    async Task<IResult> Change(Guid id, Guid user, IFormCollection posted, HttpContext http, CancellationToken ct)
    {
        if (await my.Enter(id, http, ct) is not var (person, membership)) return MyCompany.Away(http);
        var leaves = user == person.Id && posted["remove"] == "yes";
        if ((!membership.User.Manages && !leaves) || await db.Set<CompanyUser>().SingleOrDefaultAsync(u => u.CompanyId == id && u.PersonId == user, ct) is not { } found) return Back(id, http);
        var wrong = posted["remove"] == "yes" ? await save.Remove(found, byStaff: false, ct) : await save.Appoint(found, posted["role"], byStaff: false, ct);
        return wrong is not null ? await Show(id, http, [wrong], null, ct) : leaves ? MyCompany.Away(http) : Back(id, http);
    }

    static IResult Back(Guid id, HttpContext http) => TypedResults.LocalRedirect(MyCompany.With(http, $"/my/company/{id}/users"));

    async Task<IResult> Show(Guid id, HttpContext http, IReadOnlyList<FieldError> errors, SaveUser.Input? typed, CancellationToken ct)
    {
        if (await my.Enter(id, http, ct) is not var (person, membership)) return MyCompany.Away(http);
        var users = await db.Set<CompanyUser>().AsNoTracking().Where(u => u.CompanyId == id && (membership.User.Role == CompanyRole.Admin || u.PersonId == person.Id))
            .Join(db.Set<Person>().AsNoTracking(), u => u.PersonId, p => p.Id, (u, p) => new CompanyPage.Member { User = u, Person = p }).ToListAsync(ct);
        var frame = await frames.For(http, membership.Company.Name, "/my");
        return Pages.Consumer<MyUsersPage>(new MyUsersPage.Shown(frame, words, membership, [.. users.OrderBy(m => m.User.Role).ThenBy(m => m.Person.EmailKey, StringComparer.Ordinal)], errors, typed), frame, errors.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }
}
