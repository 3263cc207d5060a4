using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Owners.People;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;
using Nameplate.Products;

namespace Nameplate.Owners.Companies;

/// <summary>Companies and their fleets in the console.</summary>
internal sealed class CompaniesConsole(AppDb db, SaveCompany companies, SaveSite sites, SaveUser users, PlaceUnits place, Fleet fleet, IProducts products, ConsoleFrames frames, IStringLocalizer<Texts> words)
{
    const int MostEnding = 20;

    internal static async Task<IResult> Page(HttpContext http, ListReader lists, CompanyList list, IStringLocalizer<Texts> words, CancellationToken ct) =>
        Pages.Console<CompaniesPage>(new CompaniesPage.Shown(words, await lists.Read(http, list, words["Companies"], words, ct)));

    internal static IResult Csv(HttpContext http, ListReader lists, CompanyList list, CancellationToken ct) => lists.Csv(http, list, ct);

    internal static async Task<IResult> FleetPage(HttpContext http, ListReader lists, FleetList list, IStringLocalizer<Texts> words, CancellationToken ct)
    {
        await list.NameAsked(ListQuery.Of(http.Request), ct);
        return Pages.Console<FleetPage>(new FleetPage.Shown(words, await lists.Read(http, list, words["Company.Fleets"], words, ct)));
    }

    internal static IResult FleetCsv(HttpContext http, ListReader lists, FleetList list, CancellationToken ct) => lists.Csv(http, list, ct);

    internal static Task<IResult> New(HttpContext http, CompaniesConsole console, CancellationToken ct) => console.Begin(http, console.NewForm(), ct);
    internal static Task<IResult> Add(HttpContext http, IFormCollection posted, CompaniesConsole console, CancellationToken ct) => console.Record(http, posted, ct);
    internal static Task<IResult> Open(Guid id, HttpContext http, CompaniesConsole console, CancellationToken ct) => console.Show(id, http, new(), ct);
    internal static Task<IResult> Change(Guid id, HttpContext http, IFormCollection posted, CompaniesConsole console, CancellationToken ct) => console.Change(id, http, posted, ct);
    internal static Task<IResult> AddSite(Guid id, HttpContext http, IFormCollection posted, CompaniesConsole console, CancellationToken ct) => console.Site(id, null, http, posted, ct);
    internal static Task<IResult> ChangeSite(Guid id, Guid site, HttpContext http, IFormCollection posted, CompaniesConsole console, CancellationToken ct) => console.Site(id, site, http, posted, ct);
    internal static Task<IResult> Invite(Guid id, HttpContext http, IFormCollection posted, CompaniesConsole console, CancellationToken ct) => console.Invite(id, http, posted, ct);
    internal static Task<IResult> ChangeUser(Guid id, Guid user, HttpContext http, IFormCollection posted, CompaniesConsole console, CancellationToken ct) => console.User(id, user, http, posted, ct);
    internal static Task<IResult> Place(Guid id, HttpContext http, IFormCollection posted, CompaniesConsole console, CancellationToken ct) => console.Place(id, http, posted, ct);

    /// <summary>What is shown beside what is on record: forms as they were sent, with what is wrong in them.</summary>
    internal sealed record Sent
    {
        public ConsoleForm? Company { get; init; }
        public ConsoleForm? Site { get; init; }
        public Guid? SiteId { get; init; }
        public ConsoleForm? User { get; init; }
        public ConsoleForm? Units { get; init; }
        public IReadOnlyList<PlaceUnits.Result>? Results { get; init; }
        public bool IsWrong => new[] { Company, Site, User, Units }.Any(f => f is { IsRight: false });
    }

    ConsoleForm NewForm() => frames.NewForm();

    async Task<IResult> Begin(HttpContext http, ConsoleForm form, CancellationToken ct) =>
        Pages.Console<CompanyNewPage>(new CompanyNewPage.Shown(await frames.For(http, words["Company.New"]), words, form), form.IsRight ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    static SaveCompany.Input CompanyOf(ConsoleForm form) => new(form.Text("name"), form.Text("country"), form.Text("vatId"), form.Text("customerNumber"), form.Text("note"));

    async Task<IResult> Record(HttpContext http, IFormCollection posted, CancellationToken ct)
    {
        var form = frames.Read(posted);
        var (company, errors) = await companies.Add(CompanyOf(form), ct);
        if (company is not null) return Back(company.Id, "company");
        form.Refuse(errors);
        return await Begin(http, form, ct);
    }

    async Task<IResult> Change(Guid id, HttpContext http, IFormCollection posted, CancellationToken ct)
    {
        if (await db.Set<Company>().SingleOrDefaultAsync(c => c.Id == id, ct) is not { } company) return await frames.NotHere(http);
        var form = frames.Read(posted);
        var (changed, errors) = await companies.Change(company, CompanyOf(form), ct);
        if (changed is not null) return Back(id, "company");
        form.Refuse(errors);
        return await Show(id, http, new() { Company = form }, ct);
    }

    async Task<IResult> Site(Guid id, Guid? site, HttpContext http, IFormCollection posted, CancellationToken ct)
    {
        if (!await db.Set<Company>().AnyAsync(c => c.Id == id, ct)) return await frames.NotHere(http);
        var form = frames.Read(posted);
        var found = site is null ? null : await db.Set<CompanySite>().SingleOrDefaultAsync(s => s.Id == site && s.CompanyId == id, ct);
        if (site is not null && found is null) return await frames.NotHere(http);
        if (found is not null && form.Ticked("remove"))
        {
            await sites.Remove(found, ct);
            return Back(id, "siteout");
        }
        SaveSite.Input input = new(form.Text("name"), form.Text("street"), form.Text("postalCode"), form.Text("city"), form.Text("country"));
        var (saved, errors) = found is null ? await sites.Add(id, input, ct) : await sites.Change(found, input, ct);
        if (saved is not null) return Back(id, "site");
        form.Refuse(errors);
        return await Show(id, http, new() { Site = form, SiteId = site }, ct);
    }

    async Task<IResult> Invite(Guid id, HttpContext http, IFormCollection posted, CancellationToken ct)
    {
        if (await db.Set<Company>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) is not { } company) return await frames.NotHere(http);
        var form = frames.Read(posted);
        var (user, errors) = await users.Invite(company, new(form.Text("email"), form.Text("role"), form.Text("name")), ct);
        if (user is not null) return Back(id, "invited");
        form.Refuse(errors);
        return await Show(id, http, new() { User = form }, ct);
    }

    async Task<IResult> User(Guid id, Guid user, HttpContext http, IFormCollection posted, CancellationToken ct)
    {
        if (await db.Set<CompanyUser>().SingleOrDefaultAsync(u => u.CompanyId == id && u.PersonId == user, ct) is not { } found) return await frames.NotHere(http);
        var form = frames.Read(posted);
        if (form.Ticked("remove"))
        {
            await users.Remove(found, byStaff: true, ct);
            return Back(id, "userout");
        }
        if (await users.Appoint(found, form.Text("role"), byStaff: true, ct) is not { } wrong) return Back(id, "user");
        form.Refuse([wrong]);
        return await Show(id, http, new() { User = form }, ct);
    }

    /// <summary>Answered at once, not by a redirect: what became of each line is told here, and lines that were refused stand in the field again.</summary>
    async Task<IResult> Place(Guid id, HttpContext http, IFormCollection posted, CancellationToken ct)
    {
        if (await db.Set<Company>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) is not { } company) return await frames.NotHere(http);
        var form = frames.Read(posted);
        var text = form.Text("units") ?? "";
        if (posted.Files["file"] is { Length: > 0 and <= FleetLine.LongestText } file)
        {
            using var reader = new StreamReader(file.OpenReadStream());
            text = text.Length == 0 ? await reader.ReadToEndAsync(ct) : text + "\n" + await reader.ReadToEndAsync(ct);
        }
        var lines = text.Length > FleetLine.LongestText ? [] : FleetLine.Read(text);
        if (lines.Count == 0) form.Refuse("units", words["Company.Wrong.NoLines"]);
        else if (lines.Count > FleetLine.Most) form.Refuse("units", words["Company.Wrong.ManyLines", FleetLine.Most.Counted()]);
        if (!form.IsRight) return await Show(id, http, new() { Units = form }, ct);
        Guid? Chosen(string field) => Guid.TryParse(form.Text(field), out var chosen) ? chosen : null;
        var site = Chosen("site") is { } asked && await db.Set<CompanySite>().AnyAsync(s => s.Id == asked && s.CompanyId == id, ct) ? asked : (Guid?)null;
        var results = await place.Handle(company, lines, Gs1.Gtin.TryParse(form.Text("gtin"), out var gtin) ? gtin.Value : null, site, Chosen("contact"), ct);
        var refused = results.Where(r => r.Placed == Placed.Refused).Select(r => r.Line.Text).ToList();
        form["units"] = refused.Count == 0 ? null : string.Join('\n', FleetLine.HeadingOf(text) is { } heading ? [heading, .. refused] : refused);
        return await Show(id, http, new() { Units = form, Results = results }, ct);
    }

    static IResult Back(Guid id, string done) => TypedResults.LocalRedirect($"/admin/companies/{id}?done={done}");

    async Task<IResult> Show(Guid id, HttpContext http, Sent sent, CancellationToken ct)
    {
        if (await db.Set<Company>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) is not { } company) return await frames.NotHere(http);
        var frame = await frames.For(http, company.Name, words);
        var places = await db.Set<CompanySite>().AsNoTracking().Where(s => s.CompanyId == id).OrderBy(s => s.NameKey).ToListAsync(ct);
        var people = await db.Set<CompanyUser>().AsNoTracking().Where(u => u.CompanyId == id).Join(db.Set<Person>().AsNoTracking(), u => u.PersonId, p => p.Id, (u, p) => new CompanyPage.Member { User = u, Person = p }).ToListAsync(ct);
        var ending = await fleet.Lines(await fleet.Ending(fleet.Units(id), Fleet.Soon).OrderBy(r => r.Unit.RegistrationId).Take(MostEnding).ToListAsync(ct), ct);
        var form = sent.Company ?? frames.NewForm();
        if (sent.Company is null) (form["name"], form["country"], form["vatId"], form["customerNumber"], form["note"]) = (company.Name, company.Country, company.VatId, company.CustomerNumber, company.Note);
        var view = new CompanyPage.Shown(frame, words, company, places, [.. people.OrderBy(m => m.User.Role).ThenBy(m => m.Person.EmailKey, StringComparer.Ordinal)], await fleet.Ages(id, ct), [.. ending.OrderBy(l => l.Until)], await products.Models(ct), form, sent,
            (sent.Site, sent.User, sent.Units, frames.NewForm), fleet);
        return Pages.Console<CompanyPage>(view, sent.IsWrong ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }
}
