using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Access;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Audit;

/// <summary>The audit in the console: who changed what, newest first, and the same as a file.</summary>
internal sealed class AuditConsole(AppDb db, ConsoleFrames frames, IStringLocalizer<Texts> words)
{
    const int PageSize = 50, Portion = 1_000;
    /// <summary>What the filter calls all kinds of security events together.</summary>
    internal const string Security = "security";

    /// <param name="Q">The id or the name of what was changed.</param>
    /// <param name="Who">Id of a staff member or a key.</param>
    /// <param name="Request">Id of a call.</param>
    internal sealed record Filter(string? Q, string? Subject, string? Who, string? Request, DateOnly? From, DateOnly? To)
    {
        public bool IsEmpty => this == new Filter(null, null, null, null, null, null);
    }

    internal static Task<IResult> Page(HttpContext http, AuditConsole audit, CancellationToken ct) => audit.Show(http, ct);
    internal static IResult Csv(HttpContext http, AuditConsole audit, CancellationToken ct) => TypedResults.Stream(file => audit.Write(file, Read(http.Request.Query), ct), CsvFile.ContentType, "audit.csv");

    static Filter Read(IQueryCollection query)
    {
        return new(Text("q"), Text("subject"), Text("who"), Text("request"), Day("from"), Day("to"));

        string? Text(string name) => query[name].ToString().Trim() is { Length: > 0 and <= 200 } text ? text : null;
        DateOnly? Day(string name) => DateOnly.TryParseExact(query[name], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1900 and <= 2200 ? day : null;
    }

    async Task<IResult> Show(HttpContext http, CancellationToken ct)
    {
        var filter = Read(http.Request.Query);
        var shown = await After(Matching(filter), http.Request.Query["after"]).Take(PageSize + 1).ToListAsync(ct);
        var next = shown.Count > PageSize ? MarkOf(shown[PageSize - 1]) : null;
        var entries = shown.Take(PageSize).ToList();
        return Pages.Console<AuditPage>(new AuditPage.Shown(await frames.For(http, words["Audit"], words), filter, Subjects(), await Callers(ct), entries, next));
    }

    IQueryable<AuditEntry> Matching(Filter filter)
    {
        var entries = db.Set<AuditEntry>().AsNoTracking();
        if (filter.Q is { } q) entries = entries.Where(e => e.SubjectId == q || e.SubjectName == q);
        if (filter.Subject == Security) entries = entries.Where(e => SecurityKinds.All.Contains(e.Subject));
        else if (filter.Subject is { } subject) entries = entries.Where(e => e.Subject == subject);
        if (filter.Who is { } who) entries = entries.Where(e => e.CallerId == who);
        if (filter.Request is { } request) entries = entries.Where(e => e.RequestId == request);
        if (filter.From?.Midnight() is { } from) entries = entries.Where(e => e.At >= from);
        if (filter.To?.AddDays(1).Midnight() is { } end) entries = entries.Where(e => e.At < end);
        return entries.OrderByDescending(e => e.At).ThenByDescending(e => e.Position);
    }

    static IQueryable<AuditEntry> After(IQueryable<AuditEntry> entries, string? mark)
    {
        if (PageMark.Read(mark, 2) is not [var ticks, var place] || !long.TryParse(ticks, CultureInfo.InvariantCulture, out var t) || !long.TryParse(place, CultureInfo.InvariantCulture, out var position)) return entries;
        var at = new DateTimeOffset(t, TimeSpan.Zero);
        return entries.Where(e => e.At < at || (e.At == at && e.Position < position));
    }

    static string MarkOf(AuditEntry e) => PageMark.Of(e.At.UtcTicks.ToString(CultureInfo.InvariantCulture), e.Position.ToString(CultureInfo.InvariantCulture));

    /// <summary>Everything that can be changed, by the names the audit gives it.</summary>
    IReadOnlyList<string> Subjects() => [.. db.Model.GetEntityTypes().Where(t => !t.IsOwned() && typeof(Brands.IBrandOwned).IsAssignableFrom(t.ClrType) && Portrait.IsAudited(t)).Select(t => Portrait.SubjectOf(t.ClrType)).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The brand's staff and keys by their ids.</summary>
    async Task<IReadOnlyDictionary<string, string>> Callers(CancellationToken ct)
    {
        var staff = await db.Set<Membership>().AsNoTracking().Where(m => m.BrandId == db.BrandId).Join(db.Users, m => m.StaffId, u => u.Id, (m, u) => new { u.Id, u.Email }).Take(500).ToListAsync(ct);
        var keys = await db.Set<ApiKey>().AsNoTracking().Where(k => k.BrandId == db.BrandId).Select(k => new { k.Id, k.Name }).Take(500).ToListAsync(ct);
        return staff.Select(s => (Id: s.Id.ToString(), Name: s.Email!)).Concat(keys.Select(k => (Id: k.Id.ToString(), k.Name))).ToDictionary(c => c.Id, c => c.Name);
    }

    async Task Write(Stream file, Filter filter, CancellationToken ct)
    {
        await using var csv = CsvFile.To(file);
        foreach (var name in (string[])["at", "caller", "caller_id", "network", "permission", "route", "request_id", "change", "subject", "subject_id", "subject_name", "before", "after"]) csv.WriteField(name);
        await csv.EndRecordAsync(ct);
        for (string? mark = null; ;)
        {
            var portion = await After(Matching(filter), mark).Take(Portion).ToListAsync(ct);
            foreach (var e in portion)
            {
                string?[] fields = [e.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture), Snake.Case(e.Caller.ToString()), e.CallerId, e.Network, e.Permission, e.Route, e.RequestId, Snake.Case(e.Change.ToString()), e.Subject, e.SubjectId, e.SubjectName, e.Before, e.After];
                foreach (var field in fields) csv.WriteField(field);
                await csv.EndRecordAsync(ct);
            }
            if (portion.Count < Portion) return;
            mark = MarkOf(portion[^1]);
        }
    }
}
