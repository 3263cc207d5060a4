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

    /// <summary>Lines that count as aftermarket: not of a test unit, not of a cancelled order.</summary>
    public const string Aftermarket = "l.kind in ('part', 'consumable', 'accessory') and (l.unit_id is null or l.unit_id not in " + TestUnits + ") and l.order_id not in " + CancelledOrders;

    public static Task<List<T>> Facts<T>(this AppDb db, string sql, CancellationToken ct, params ReadOnlySpan<object> values) =>
        db.Database.SqlQueryRaw<T>(sql, [db.Key(db.BrandId), .. values]).ToListAsync(ct);

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
