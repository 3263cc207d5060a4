using Microsoft.EntityFrameworkCore;
using Nameplate.Owners.Registrations;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Owners.Companies;

/// <summary>Reads fleets: pages of units, how old they are, whose cover ends soon.</summary>
internal sealed class Fleet(AppDb db, IProducts products, IEnumerable<IUnitTerms> terms, TimeProvider clock)
{
    /// <summary>Whole years at which the next bucket of ages begins.</summary>
    public static readonly int[] Years = [0, 1, 3, 5, 8];
    public const int Soon = 90;

    /// <summary>Made by setting members: what a constructor makes cannot be filtered in SQL.</summary>
    internal sealed record Row
    {
        public required FleetUnit Unit { get; init; }
        public required Registration Registration { get; init; }
        public required DateTimeOffset Since { get; init; }
    }

    /// <param name="Until">The last day of any cover.</param>
    internal sealed record Line(Row Row, ProductUnit Unit, string Model, DateOnly? Until, string? ImageUrl);

    /// <param name="Counts">One number a bucket, youngest first.</param>
    internal sealed record SiteAges(Guid? Site, IReadOnlyList<int> Counts)
    {
        public int Units => Counts.Sum();
    }

    /// <summary>Units whose registration is in force.</summary>
    public IQueryable<Row> Units(Guid? company)
    {
        var units = db.Set<FleetUnit>().AsNoTracking();
        if (company is { } of) units = units.Where(f => f.CompanyId == of);
        return units.Join(db.Set<Registration>().AsNoTracking().Where(r => r.EndedAt == null), f => f.RegistrationId, r => r.Id, (f, r) => new Row { Unit = f, Registration = r, Since = r.PurchasedOn ?? f.Since });
    }

    public Task<int> Count(Guid company, CancellationToken ct) => Units(company).CountAsync(ct);

    /// <summary>When a unit of the bucket's age was new at the latest, and at the earliest.</summary>
    public (DateTimeOffset? After, DateTimeOffset? UpTo) SpanOf(int bucket)
    {
        var now = clock.GetUtcNow();
        return (bucket + 1 < Years.Length ? now.AddYears(-Years[bucket + 1]) : null, bucket == 0 ? null : now.AddYears(-Years[bucket]));
    }

    public IQueryable<Row> OfAge(IQueryable<Row> rows, int bucket)
    {
        var (after, upTo) = SpanOf(bucket);
        if (after is { } a) rows = rows.Where(r => r.Since > a);
        if (upTo is { } u) rows = rows.Where(r => r.Since <= u);
        return rows;
    }

    /// <summary>Those whose last cover ends within the coming days, today included.</summary>
    public IQueryable<Row> Ending(IQueryable<Row> rows, int days)
    {
        if (terms.FirstOrDefault() is not { } term) return rows.Where(_ => false);
        var (from, to) = (clock.GetUtcNow().Day(), clock.GetUtcNow().Day().AddDays(days));
        var ending = term.Of(rows.Select(r => r.Unit.UnitId)).Where(t => t.Until >= from && t.Until <= to).Select(t => t.Unit);
        return rows.Where(r => ending.Contains(r.Unit.UnitId));
    }

    /// <summary>How many units of each age stand at each site, in one query.</summary>
    public async Task<IReadOnlyList<SiteAges>> Ages(Guid company, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (one, three, five, eight) = (now.AddYears(-1), now.AddYears(-3), now.AddYears(-5), now.AddYears(-8));
        var sites = await Units(company).GroupBy(r => r.Unit.SiteId).Select(g => new
        {
            g.Key, All = g.Count(), One = g.Count(r => r.Since > one), Three = g.Count(r => r.Since > three), Five = g.Count(r => r.Since > five), Eight = g.Count(r => r.Since > eight),
        }).ToListAsync(ct);
        return [.. sites.Select(s => new SiteAges(s.Key, [s.One, s.Three - s.One, s.Five - s.Three, s.Eight - s.Five, s.All - s.Eight]))];
    }

    /// <summary>What hangs on these rows, with the same few queries however many they are.</summary>
    public async Task<IReadOnlyList<Line>> Lines(IReadOnlyList<Row> rows, CancellationToken ct)
    {
        Guid[] ids = [.. rows.Select(r => r.Unit.UnitId)];
        if (ids.Length == 0) return [];
        var units = await products.Units(ids, ct);
        var models = await products.Models([.. units.Values.Select(u => u.Gtin).Distinct()], ct);
        var until = terms.FirstOrDefault() is { } term ? await term.Of(db.Set<FleetUnit>().Where(f => ids.Contains(f.UnitId)).Select(f => f.UnitId)).ToDictionaryAsync(t => t.Unit, t => t.Until, ct) : [];
        return [.. rows.Where(r => units.ContainsKey(r.Unit.UnitId)).Select(r => (r, Unit: units[r.Unit.UnitId])).Select(x => new Line(x.r, x.Unit, models.GetValueOrDefault(x.Unit.Gtin)?.Name ?? x.Unit.Gtin, until.GetValueOrDefault(x.Unit.Id), models.GetValueOrDefault(x.Unit.Gtin)?.ImageUrl))];
    }

    public DateOnly Today => clock.GetUtcNow().Day();

    /// <summary>Whole years.</summary>
    public int AgeOf(DateTimeOffset since)
    {
        var (from, today) = (since.Day(), Today);
        return Math.Max(0, today.Year - from.Year - (from.AddYears(today.Year - from.Year) > today ? 1 : 0));
    }

    /// <summary>Null when nothing is known or it has ended.</summary>
    public int? DaysLeft(DateOnly? until) => until is { } day && day >= Today ? day.DayNumber - Today.DayNumber : null;
}
