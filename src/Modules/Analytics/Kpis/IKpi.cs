namespace Nameplate.Analytics.Kpis;

/// <summary>One of the KPIs: its definition, and the statements that read it from the facts of the current brand.</summary>
internal interface IKpi
{
    string Key { get; }

    /// <summary>How long after entering somebody may still be counted; null without such a window. A period speaks of those whose window closed in it.</summary>
    TimeSpan? Window(PeriodKind kind);

    Benchmark Benchmark { get; }

    /// <summary>Whether a further scan may change it.</summary>
    bool CountsScans => false;

    /// <summary>What its value is in: decides how it is written.</summary>
    Unit Unit { get; }

    /// <summary>The figure of each part of the split; without a split one part, named "".</summary>
    Task<IReadOnlyDictionary<string, Reading>> Read(Period period, Split split, CancellationToken ct);

    /// <summary>The rows behind the figure, in the order of time and id, behind a place in the list.</summary>
    Task<IReadOnlyList<KpiRow>> Rows(Period period, (long At, Guid Id) after, int limit, CancellationToken ct);

    public static readonly IReadOnlyDictionary<string, double?> Nothing = new Dictionary<string, double?>();
}

internal enum Unit { Share, Days, Ratio }

internal enum Split { None, Product, Market, Channel, Lot }

/// <summary>A threshold, and where it comes from. Editable: an external benchmark is a starting point, never a fact.</summary>
internal sealed record Benchmark(double Good, Threshold Threshold, string Source)
{
    /// <summary>Where the defaults come from.</summary>
    public const string Default = "Twelve KPIs of connected products, a vendor's guide";

    public bool? IsMetBy(double? value) => value is not { } v ? null : Threshold switch
    {
        Threshold.Above => v > Good,
        Threshold.AtLeast => v >= Good,
        _ => v < Good,
    };
}

internal enum Threshold { Above, AtLeast, Below }

/// <summary>One of those a figure speaks of. Ids only, no person.</summary>
internal sealed record KpiRow
{
    /// <summary>Of the unit, the registration, the owner or the order, as the KPI counts them.</summary>
    public required Guid Id { get; init; }
    /// <summary>When it entered: sold, registered, or placed.</summary>
    public required DateTimeOffset At { get; init; }
    public Guid? Unit { get; init; }
    public string? Gtin { get; init; }
    public string? Lot { get; init; }
    public string? Market { get; init; }
    public string? Channel { get; init; }
    /// <summary>Whether it is in the numerator; null where there is none.</summary>
    public bool? Counted { get; init; }
    /// <summary>Days to register, or the order's value; null elsewhere.</summary>
    public double? Figure { get; init; }
}
