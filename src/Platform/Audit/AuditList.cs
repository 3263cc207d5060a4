using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Access;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;

namespace Nameplate.Platform.Audit;

/// <summary>The console's list of the audit: who changed what, newest first.</summary>
internal sealed class AuditList(AppDb db, IStringLocalizer<Texts> words) : ConsoleList<AuditEntry>
{
    /// <summary>What the filter calls all kinds of security events together.</summary>
    internal const string SecurityEvents = "security";

    IReadOnlyDictionary<string, string> callers = new Dictionary<string, string>();

    public override string Key => "audit";
    public override string Path => "/admin/settings/audit";

    public override IReadOnlyList<ListColumn<AuditEntry>> Columns =>
    [
        new("what", words["Audit.Subject"], What) { IsName = true },
        new("at", words["When"], e => e.At.Exact() + " UTC") { Look = ColumnLook.Time, Order = "at", Csv = e => e.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture) },
        new("caller", words["Audit.Who"], Who) { Csv = e => Snake.Case(e.Caller.ToString()) },
        new("caller_id", words["Audit.WhoId"], e => e.CallerId) { IsUsual = false, Look = ColumnLook.Code, Csv = e => e.CallerId },
        new("network", words["Audit.Network"], e => e.Network) { IsUsual = false, Csv = e => e.Network },
        new("permission", words["Audit.Permission"], e => e.Permission) { IsUsual = false, Csv = e => e.Permission },
        new("route", words["Audit.Route"], e => e.Route) { IsUsual = false, Look = ColumnLook.Code, Csv = e => e.Route },
        new("request_id", words["Audit.Request"], e => e.RequestId) { IsUsual = false, Look = ColumnLook.Code, Csv = e => e.RequestId },
        new("change", words["State"], State) { Look = ColumnLook.State, Tone = Tone, Csv = e => Snake.Case(e.Change.ToString()) },
        new("subject", words["Audit.Kind"], e => e.Subject) { IsUsual = false, Csv = e => e.Subject },
        new("subject_id", words["Audit.Id"], e => e.SubjectId) { IsUsual = false, Look = ColumnLook.Code, Csv = e => e.SubjectId },
        new("subject_name", words["Name"], e => e.SubjectName) { IsUsual = false, Csv = e => e.SubjectName },
        new("before", words["Audit.Before"], e => e.Before) { IsUsual = false, Csv = e => e.Before },
        new("after", words["Audit.After"], e => e.After) { IsUsual = false, Csv = e => e.After },
    ];

    public override IReadOnlyList<ListFilter> Filters =>
    [
        new("q", words["Audit.Q"]),
        new("subject", words["Audit.Kind"]) { Options = [(SecurityEvents, words["Audit.Security"]), .. SecurityKinds.All.Select(k => (k, words["Audit." + k].Value)), .. Subjects().Select(s => (s, s))] },
        new("who", words["Audit.Who"]) { Options = [.. callers.OrderBy(c => c.Value, StringComparer.CurrentCulture).Select(c => (c.Key, c.Value))] },
        new("from", words["Audit.From"]) { Type = "date" },
        new("to", words["Audit.To"]) { Type = "date" },
        new("request", words["Audit.Request"]) { IsHidden = true },
    ];

    public override IReadOnlyList<ListOrder<AuditEntry>> Orders =>
    [
        new("-at", 2, q => q.OrderByDescending(e => e.At).ThenByDescending(e => e.Position), (q, m) => Place(m) is var (at, p) ? q.Where(e => e.At < at || (e.At == at && e.Position < p)) : q, Mark),
        new("at", 2, q => q.OrderBy(e => e.At).ThenBy(e => e.Position), (q, m) => Place(m) is var (at, p) ? q.Where(e => e.At > at || (e.At == at && e.Position > p)) : q, Mark),
    ];

    static string[] Mark(AuditEntry e) => [e.At.UtcTicks.InFile(), e.Position.InFile()];

    static (DateTimeOffset At, long Position)? Place(string[] mark) => Written.Place(mark[0], mark[1]);

    public override string Say(int count) => words[count == 1 ? "Audit.Counted.One" : "Audit.Counted.Many", count.Counted()];
    public override string KeyOf(AuditEntry row) => row.Position.InFile();
    public override string NameOf(AuditEntry row) => What(row);

    public override IQueryable<AuditEntry> Matching(ListQuery asked)
    {
        var entries = db.Set<AuditEntry>().AsNoTracking();
        if (asked["q"] is { } q) entries = entries.Where(e => e.SubjectId == q || e.SubjectName == q);
        if (asked["subject"] == SecurityEvents) entries = entries.Where(e => SecurityKinds.All.Contains(e.Subject));
        else if (asked["subject"] is { } subject) entries = entries.Where(e => e.Subject == subject);
        if (asked["who"] is { } who) entries = entries.Where(e => e.CallerId == who);
        if (asked["request"] is { } request) entries = entries.Where(e => e.RequestId == request);
        if (ListFilter.Day(asked["from"])?.Midnight() is { } from) entries = entries.Where(e => e.At >= from);
        if (ListFilter.Day(asked["to"])?.AddDays(1).Midnight() is { } end) entries = entries.Where(e => e.At < end);
        return entries;
    }

    public override async Task Prepare(CancellationToken ct)
    {
        var staff = await db.Set<Membership>().AsNoTracking().Where(m => m.BrandId == db.BrandId).Join(db.Users, m => m.StaffId, u => u.Id, (m, u) => new { u.Id, u.Email }).Take(500).ToListAsync(ct);
        var keys = await db.Set<ApiKey>().AsNoTracking().Where(k => k.BrandId == db.BrandId).Select(k => new { k.Id, k.Name }).Take(500).ToListAsync(ct);
        callers = staff.Select(s => (Id: s.Id.ToString(), Name: s.Email!)).Concat(keys.Select(k => (Id: k.Id.ToString(), k.Name))).ToDictionary(c => c.Id, c => c.Name);
    }

    public override async Task<Glance?> Look(string key, CancellationToken ct)
    {
        if (!long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var position) || await db.Set<AuditEntry>().AsNoTracking().SingleOrDefaultAsync(e => e.Position == position, ct) is not { } e) return null;
        await Prepare(ct);
        var (before, after) = (Values(e.Before), Values(e.After));
        return new(What(e))
        {
            State = State(e), Tone = Tone(e),
            Facts =
            [
                new(words["When"], e.At.Exact() + " UTC"), new(words["Audit.Who"], Who(e)), new(words["Audit.Network"], e.Network), new(words["Audit.Id"], e.SubjectId) { IsCode = true },
                new(words["Audit.Permission"], e.Permission), new(words["Audit.Route"], e.Route) { IsCode = true }, new(words["Audit.Request"], words["Audit.Call"]) { Href = Path + "?request=" + Uri.EscapeDataString(e.RequestId) },
            ],
            Parts = [new(words["Audit.Values"], [.. before.Keys.Union(after.Keys).Select(k => new GlanceLine(k, $"{before.GetValueOrDefault(k) ?? "–"} → {after.GetValueOrDefault(k) ?? "–"}"))])],
        };
    }

    /// <summary>Everything that can be changed, by the names the audit gives it.</summary>
    IEnumerable<string> Subjects() => db.Model.GetEntityTypes().Where(t => !t.IsOwned() && typeof(Brands.IBrandOwned).IsAssignableFrom(t.ClrType) && Portrait.IsAudited(t)).Select(t => Portrait.SubjectOf(t.ClrType)).Distinct().Order(StringComparer.Ordinal);

    string Who(AuditEntry e) => callers.GetValueOrDefault(e.CallerId) ?? words["AuditCaller." + e.Caller];
    string State(AuditEntry e) => words[Happened(e) ? "Audit.Happened" : "AuditChange." + e.Change];
    string What(AuditEntry e) => IsSecurity(e) ? Security(e) : e.Subject is null ? e.Permission is "" ? e.Route : e.Permission : $"{e.Subject} {e.SubjectName ?? e.SubjectId}";
    string Security(AuditEntry e) => string.Join(' ', ((string?[])[words["Audit." + e.Subject], callers.GetValueOrDefault(e.SubjectId ?? "") ?? e.SubjectId, SecurityKinds.IsOfRoute(e.Subject!) ? e.Route : null, Values(e.After).GetValueOrDefault("reason")]).Where(part => part is not null));
    static bool IsSecurity(AuditEntry e) => e.Subject?.StartsWith("security.", StringComparison.Ordinal) is true;
    static bool Happened(AuditEntry e) => IsSecurity(e) && e.Change == AuditChange.None;
    static string? Tone(AuditEntry e) => Happened(e) ? "good" : e.Change switch { AuditChange.Added => "good", AuditChange.Removed or AuditChange.Refused => "bad", AuditChange.Changed => "busy", _ => null };
    static Dictionary<string, string?> Values(string? json) => json is null ? [] : JsonElement.Parse(json).EnumerateObject().ToDictionary(p => p.Name, p => p.Value.ValueKind == JsonValueKind.Null ? null : p.Value.ToString());
}
