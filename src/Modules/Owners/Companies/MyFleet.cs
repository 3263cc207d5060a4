using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Primitives;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Owners.Companies;

/// <summary>The units of a company for those who act for it: page by page, as a file, and for admins where they stand.</summary>
internal sealed class MyFleet(AppDb db, MyCompany my, Fleet fleet, MoveUnits move, Frames frames, IStringLocalizer<Texts> words)
{
    const int PageSize = 50, Portion = 1_000;

    internal static Task<IResult> Page(Guid company, MyFleet my, HttpContext http, CancellationToken ct) => my.Show(company, http, ct);
    internal static Task<IResult> Csv(Guid company, MyFleet my, HttpContext http, CancellationToken ct) => my.File(company, http, ct);
    internal static Task<IResult> Change(Guid company, IFormCollection posted, MyFleet my, HttpContext http, CancellationToken ct) => my.Change(company, posted, http, ct);

    internal static Guid[] Ids(StringValues posted) => [.. posted.Select(t => Guid.TryParse(t, out var id) ? id : (Guid?)null).OfType<Guid>().Distinct().Take(PageSize * 4)];

    async Task<IResult> Show(Guid id, HttpContext http, CancellationToken ct)
    {
        if (await my.Enter(id, http, ct) is not var (_, membership)) return MyCompany.Away(http);
        var (units, asked) = Asked(id, http.Request.Query);
        if (PageMark.TryRead(http.Request.Query["after"].ToString(), out var mark) && mark is { } last) units = units.Where(r => r.Unit.RegistrationId < last);
        var rows = await units.OrderByDescending(r => r.Unit.RegistrationId).Take(PageSize + 1).ToListAsync(ct);
        var lines = await fleet.Lines([.. rows.Take(PageSize)], ct);
        var sites = await db.Set<CompanySite>().AsNoTracking().Where(s => s.CompanyId == id).OrderBy(s => s.NameKey).ToListAsync(ct);
        var frame = await frames.For(http, membership.Company.Name, "/my");
        return Pages.Consumer<MyFleetPage>(new MyFleetPage.Shown(frame, words, membership, sites, lines, fleet, asked, rows.Count > PageSize ? PageMark.Of(rows[PageSize - 1].Unit.RegistrationId.ToString()) : null), frame);
    }

    /// <returns>The units that the address asks for, and its query as it is handed on.</returns>
    (IQueryable<Fleet.Row> Units, string Asked) Asked(Guid id, IQueryCollection query)
    {
        var (units, asked) = (fleet.Units(id), "");
        if (query["site"] == "none") (units, asked) = (units.Where(r => r.Unit.SiteId == null), "?site=none");
        else if (Guid.TryParse(query["site"], out var site)) (units, asked) = (units.Where(r => r.Unit.SiteId == site), $"?site={site}");
        if (int.TryParse(query["age"], NumberStyles.None, CultureInfo.InvariantCulture, out var bucket) && bucket < Fleet.Years.Length) (units, asked) = (fleet.OfAge(units, bucket), $"{asked}{(asked.Length > 0 ? '&' : '?')}age={bucket}");
        if (query["ending"] == "soon") (units, asked) = (fleet.Ending(units, Fleet.Soon), $"{asked}{(asked.Length > 0 ? '&' : '?')}ending=soon");
        return (units, asked);
    }

    async Task<IResult> Change(Guid id, IFormCollection posted, HttpContext http, CancellationToken ct)
    {
        if (await my.Enter(id, http, ct) is not var (_, membership)) return MyCompany.Away(http);
        if (membership.User.Manages && Ids(posted["unit"]) is { Length: > 0 } chosen)
        {
            if (posted["do"] == "out") await move.Out(id, chosen, ct);
            else await move.To(id, chosen, Guid.TryParse(posted["site"], out var site) ? site : null, ct);
            await db.SaveChangesAsync(ct);
        }
        return TypedResults.LocalRedirect(MyCompany.With(http, $"/my/company/{id}/units"));
    }

    async Task<IResult> File(Guid id, HttpContext http, CancellationToken ct)
    {
        if (await my.Enter(id, http, ct) is null) return MyCompany.Away(http);
        var (units, _) = Asked(id, http.Request.Query);
        var sites = await db.Set<CompanySite>().AsNoTracking().Where(s => s.CompanyId == id).ToDictionaryAsync(s => s.Id, s => s.Name, ct);
        return TypedResults.Stream(async output =>
        {
            await using var csv = CsvFile.To(output);
            foreach (var column in (string[])["gtin", "serial", "product", "site", "purchased_on", "since", "years", "warranty_until", "warranty_days_left"]) csv.WriteField(column);
            await csv.EndRecordAsync(ct);
            for (Guid? last = null; ;)
            {
                var rows = await (last is { } mark ? units.Where(r => r.Unit.RegistrationId < mark) : units).OrderByDescending(r => r.Unit.RegistrationId).Take(Portion).ToListAsync(ct);
                foreach (var line in await fleet.Lines(rows, ct))
                {
                    foreach (var value in (string?[])[line.Unit.Gtin, line.Unit.Serial, line.Model, line.Row.Unit.SiteId is { } site ? sites.GetValueOrDefault(site) : null, Day(line.Row.Registration.PurchasedOn?.Day()), Day(line.Row.Since.Day()),
                        fleet.AgeOf(line.Row.Since).ToString(CultureInfo.InvariantCulture), Day(line.Until), fleet.DaysLeft(line.Until)?.ToString(CultureInfo.InvariantCulture)]) csv.WriteField(value);
                    await csv.EndRecordAsync(ct);
                }
                if (rows.Count < Portion) return;
                last = rows[^1].Unit.RegistrationId;
            }
        }, CsvFile.ContentType, "units.csv");
    }

    static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
