using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Storage;
using Nameplate.Resolver;

namespace Nameplate.Owners.Funnel;

/// <summary>By what a funnel is divided.</summary>
internal enum FunnelBy { Channel, Device, Placement, Lot, Product, Retailer, Variant }

/// <summary>What is asked of the funnel.</summary>
/// <param name="Until">The first day that is not in it.</param>
internal sealed record FunnelQuery(DateTimeOffset From, DateTimeOffset Until, FunnelBy By)
{
    public RegistrationChannel? Channel { get; init; }
    public RegistrationDevice? Device { get; init; }
    public Placement? Placement { get; init; }
    public string? Lot { get; init; }
    public string? Gtin { get; init; }
    public string? Retailer { get; init; }
    /// <summary>The key of an experiment.</summary>
    public string? Experiment { get; init; }
}

/// <summary>How many units went how far.</summary>
/// <param name="Key">Of the part; null where it is not known.</param>
/// <param name="Opened">Somebody opened a page that leads to registering.</param>
/// <param name="OpenedAndSubmitted">Of those.</param>
/// <param name="Submitted">Registered, whether or not a page was opened before: a paper card opens none.</param>
internal sealed record FunnelLine(string? Key, int Opened, int OpenedAndSubmitted, int Submitted, int Confirmed)
{
    public double? SubmittedShare => Opened == 0 ? null : (double)OpenedAndSubmitted / Opened;
    public double? ConfirmedShare => Submitted == 0 ? null : (double)Confirmed / Submitted;
}

/// <summary>What a shop’s sales became.</summary>
internal sealed record RetailerLine(string? Retailer, int Sold, int WithContact, int MayContact, int Registered, int Confirmed);

/// <summary>Reads the funnel of units whose first step lies in a period.</summary>
internal sealed class ReadFunnel(AppDb db)
{
    const int Most = 500;

    public async Task<(FunnelLine Whole, IReadOnlyList<FunnelLine> Lines, int OnlyPromoted)> Of(FunnelQuery asked, CancellationToken ct)
    {
        var units = Chosen(asked).Where(f => f.BeganAt >= asked.From && f.BeganAt < asked.Until);
        var lines = await Divided(units, asked.By, ct);
        var whole = (await Grouped(units.GroupBy(_ => (string?)null), ct)).FirstOrDefault() ?? new(null, 0, 0, 0, 0);
        var onlyPromoted = await Chosen(asked).CountAsync(f => f.PromotedAt >= asked.From && f.PromotedAt < asked.Until && f.OpenedAt == null && f.SubmittedAt == null, ct);
        return (whole, lines, onlyPromoted);
    }

    public async Task<IReadOnlyList<RetailerLine>> Retailers(FunnelQuery asked, CancellationToken ct) =>
        [.. (await Chosen(asked).Where(f => f.SoldAt >= asked.From && f.SoldAt < asked.Until).GroupBy(f => f.Retailer).Select(g => new RetailerLine(
            g.Key, g.Count(), g.Sum(f => f.HasContact ? 1 : 0), g.Sum(f => f.MayContact ? 1 : 0), g.Sum(f => f.SubmittedAt != null ? 1 : 0), g.Sum(f => f.ConfirmedAt != null ? 1 : 0))).Take(Most).ToListAsync(ct)).OrderByDescending(r => r.Sold).ThenBy(r => r.Retailer, StringComparer.Ordinal)];

    IQueryable<FunnelUnit> Chosen(FunnelQuery asked)
    {
        var units = db.Set<FunnelUnit>().AsNoTracking();
        if (asked.Channel is { } channel) units = units.Where(f => f.OpenChannel == channel || (f.OpenChannel == null && f.Channel == channel));
        if (asked.Device is { } device) units = units.Where(f => f.OpenDevice == device || (f.OpenDevice == null && f.Device == device));
        if (asked.Placement is { } placement) units = units.Where(f => f.Placement == placement);
        if (asked.Lot is { } lot) units = units.Where(f => f.Lot == lot);
        if (asked.Gtin is { } gtin) units = units.Where(f => f.Gtin == gtin);
        if (asked.Retailer is { } retailer) units = units.Where(f => f.Retailer == retailer);
        if (asked.Experiment is { } experiment) units = units.Where(f => f.Variant!.StartsWith(experiment + "/"));
        return units;
    }

    async Task<IReadOnlyList<FunnelLine>> Divided(IQueryable<FunnelUnit> units, FunnelBy by, CancellationToken ct) => by switch
    {
        FunnelBy.Channel => Joined(await Grouped(units.Where(f => f.OpenedAt != null).GroupBy(f => f.OpenChannel), ct, c => c is { } v ? Snake.Of(v) : null), await Grouped(units.Where(f => f.SubmittedAt != null).GroupBy(f => f.Channel), ct, c => c is { } v ? Snake.Of(v) : null)),
        FunnelBy.Device => Joined(await Grouped(units.Where(f => f.OpenedAt != null).GroupBy(f => f.OpenDevice), ct, d => d is { } v ? Snake.Of(v) : null), await Grouped(units.Where(f => f.SubmittedAt != null).GroupBy(f => f.Device), ct, d => d is { } v ? Snake.Of(v) : null)),
        FunnelBy.Placement => await Grouped(units.GroupBy(f => f.Placement), ct, p => p is { } v ? Snake.Of(v) : null),
        FunnelBy.Lot => await Grouped(units.GroupBy(f => f.Lot), ct),
        FunnelBy.Product => await Grouped(units.GroupBy(f => (string?)f.Gtin), ct),
        FunnelBy.Retailer => await Grouped(units.GroupBy(f => f.Retailer), ct),
        _ => await Grouped(units.GroupBy(f => f.Variant), ct),
    };

    /// <summary>Who opens by one way may register by another: what was opened counts by the way it was opened, what was registered by the way it was registered. Else each way would seem to win all who came by it.</summary>
    static IReadOnlyList<FunnelLine> Joined(IReadOnlyList<FunnelLine> opened, IReadOnlyList<FunnelLine> submitted)
    {
        var (one, other) = (opened.ToLookup(l => l.Key), submitted.ToLookup(l => l.Key));
        return [.. opened.Select(l => l.Key).Union(submitted.Select(l => l.Key)).Select(key => new FunnelLine(key, one[key].Sum(l => l.Opened), one[key].Sum(l => l.OpenedAndSubmitted), other[key].Sum(l => l.Submitted), other[key].Sum(l => l.Confirmed))).OrderByDescending(l => l.Opened + l.Submitted)];
    }

    static Task<IReadOnlyList<FunnelLine>> Grouped(IQueryable<IGrouping<string?, FunnelUnit>> groups, CancellationToken ct) => Grouped(groups, ct, k => k);

    static async Task<IReadOnlyList<FunnelLine>> Grouped<TKey>(IQueryable<IGrouping<TKey, FunnelUnit>> groups, CancellationToken ct, Func<TKey, string?> name)
    {
        var rows = await groups.Select(g => new
        {
            g.Key, Opened = g.Sum(f => f.OpenedAt != null ? 1 : 0), Both = g.Sum(f => f.OpenedAt != null && f.SubmittedAt != null ? 1 : 0),
            Submitted = g.Sum(f => f.SubmittedAt != null ? 1 : 0), Confirmed = g.Sum(f => f.ConfirmedAt != null ? 1 : 0),
        }).OrderByDescending(g => g.Opened + g.Submitted).Take(Most).ToListAsync(ct);
        return [.. rows.Select(r => new FunnelLine(name(r.Key), r.Opened, r.Both, r.Submitted, r.Confirmed))];
    }
}
