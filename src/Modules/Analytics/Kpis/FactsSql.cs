using Microsoft.EntityFrameworkCore;
using Nameplate.Analytics.Facts;
using Nameplate.Platform.Storage;

namespace Nameplate.Analytics.Kpis;

/// <summary>
/// Aggregates over the facts, in words both databases understand. <c>{0}</c> is always the brand; times are microseconds.
/// </summary>
internal static class FactsSql
{
    /// <summary>Test units are excluded everywhere.</summary>
    public const string TestUnits = "(select t.id from analytics_unit t where t.brand_id = {0} and t.is_test)";

    public const string CancelledOrders = "(select c.order_id from analytics_cancelled_order c where c.brand_id = {0})";

    /// <summary>Lines that count: not of a test unit, not of a cancelled order.</summary>
    public const string Lines = "(l.unit_id is null or l.unit_id not in " + TestUnits + ") and l.order_id not in " + CancelledOrders;

    /// <summary>Those of them that count as aftermarket.</summary>
    public const string Aftermarket = "l.kind in ('part', 'consumable', 'accessory') and " + Lines;

    /// <summary>Owners by their first registration of a unit that is no test unit; of two at the same moment one.</summary>
    public const string Owners = """
        analytics_registration f left join analytics_unit u on u.brand_id = f.brand_id and u.id = f.unit_id
        where f.brand_id = {0} and f.registered >= {1} and f.registered < {2}
        """ + " and f.unit_id not in " + TestUnits + """
         and not exists (select 1 from analytics_registration e
            where e.brand_id = {0} and e.owner_id = f.owner_id and e.registered <= f.registered and (e.registered < f.registered or e.id < f.id)
        """ + " and e.unit_id not in " + TestUnits + ")";

    /// <summary>Its unit, of a touch or a line, is no test unit.</summary>
    public static string Counts(string alias) => $"({alias}.unit_id is null or {alias}.unit_id not in {TestUnits})";

    public static Task<List<T>> Facts<T>(this AppDb db, string sql, CancellationToken ct, params ReadOnlySpan<object> values) =>
        db.Database.SqlQueryRaw<T>(sql, [db.Key(db.BrandId), .. values]).ToListAsync(ct);

    /// <summary>The rows behind a figure.</summary>
    /// <param name="id">Of whom or what it counts.</param>
    /// <param name="counted">What is true of those in the numerator.</param>
    /// <param name="figure">A whole number of each.</param>
    public static string Columns(string id, string at, string unit, string channel, string? counted = null, string? figure = null) => $"""
        select {id} as "Id", {at} as "At", {unit} as "Unit", u.gtin as "Gtin", u.lot as "Lot", u.market as "Market", {channel} as "Channel",
            cast({(counted is null ? "null" : $"case when {counted} then 1 else 0 end")} as int) as "Counted", cast({figure ?? "null"} as bigint) as "Figure"
        """;

    public static async Task<IReadOnlyList<KpiRow>> Rows(this AppDb db, string sql, Func<long, double>? figure, CancellationToken ct, params object[] values) =>
        [.. (await db.Facts<FactRow>(sql, ct, values)).Select(r => new KpiRow
        {
            Id = db.Read(r.Id), At = r.At.Time(), Unit = r.Unit is { } unit ? db.Read(unit) : null, Gtin = r.Gtin, Lot = r.Lot, Market = r.Market, Channel = r.Channel,
            Counted = r.Counted is { } counted ? counted == 1 : null, Figure = r.Figure is { } whole ? figure?.Invoke(whole) ?? whole : null,
        })];

    /// <summary>An id as a hand-written query returns it: SQLite's driver reads the bytes of a blob in another order.</summary>
    static Guid Read(this AppDb db, Guid id) => db.Dialect.IsSqlite ? new(id.ToByteArray(), bigEndian: true) : id;

    sealed record FactRow(Guid Id, long At, Guid? Unit, string? Gtin, string? Lot, string? Market, string? Channel, int? Counted, long? Figure);

    /// <summary>Without a split there is one part, even when it is empty.</summary>
    public static string[] Whole(this Split split) => split == Split.None ? [""] : [];

    /// <summary>What a split groups by: of the unit u, and whose channel is meant.</summary>
    public static string Part(this Split split, string channel) => split switch
    {
        Split.Product => "coalesce(u.gtin, '')",
        Split.Market => "coalesce(u.market, '')",
        Split.Lot => "coalesce(u.lot, '')",
        Split.Channel => $"coalesce({channel}, '')",
        _ => "''",
    };
}

/// <summary>Those who entered, and those counted, of one part of a split.</summary>
internal sealed record CountedPart(string Part, long Entered, long Counted);

/// <summary>How often a value occurs in one part of a split.</summary>
internal sealed record ValuePart(string Part, long Value, long Times);
