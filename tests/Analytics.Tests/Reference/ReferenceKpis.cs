using Nameplate.Analytics.Kpis;

namespace Nameplate.Analytics.Tests.Reference;

/// <summary>A figure as the API reports it. <see cref="Numerator"/> is null where a median or a ratio of means has none.</summary>
internal sealed record ReferenceFigure(double? Value, long? Numerator, long Denominator)
{
    /// <summary>KPI 1: the rate with units of unknown sale date at an estimated one.</summary>
    public double? WithEstimatedSales { get; init; }

    /// <summary>KPI 2: the share registered within 14 days.</summary>
    public double? Within14Days { get; init; }

    /// <summary>KPI 8: the mean of direct orders, in the brand's currency.</summary>
    public double? DirectOrderValue { get; init; }

    /// <summary>KPI 8: the mean of retail orders, in the brand's currency.</summary>
    public double? RetailOrderValue { get; init; }
}

/// <summary>
/// KPIs 1, 2, 3, 7, 8, 10, 11 and 12 by the plainest means: everything in memory, no SQL, nothing shared with the product but the names of periods.
/// Written from the definitions alone, to be compared with what the product reports. Each "Reading" below settles a point that the
/// definitions leave open.
/// </summary>
/// <param name="statedRetailOrderValue">The brand's own figure for KPI 8, used when the period has no retail order.</param>
internal sealed class ReferenceKpis(ReferenceHistory history, string currency = "EUR", decimal? statedRetailOrderValue = null)
{
    private static readonly TimeSpan CaptureWindow = TimeSpan.FromDays(90), Month = TimeSpan.FromDays(30), HalfAnHour = TimeSpan.FromMinutes(30);

    // Reading: "excluded everywhere" takes with a test unit its sale, its registration and every order line that names it,
    // but not the orders of its owner that name no unit.
    private readonly HashSet<string> testUnits = [.. history.Units.Where(unit => unit.IsTest).Select(unit => unit.Unit)];

    private readonly ILookup<string?, ReferenceTouch> byUnit = history.Touches.ToLookup(touch => touch.Unit);
    private readonly ILookup<string?, ReferenceTouch> byOwner = TouchesBut(history).ToLookup(touch => touch.Email);
    private readonly ILookup<string, ReferenceRegistration> registrationsOf = history.Registrations.ToLookup(registration => registration.Unit);

    private IEnumerable<ReferenceTouch> Touches => TouchesBut(history);

    private static IEnumerable<ReferenceTouch> TouchesBut(ReferenceHistory history)
    {
        var test = history.Units.Where(unit => unit.IsTest).Select(unit => unit.Unit).ToHashSet();
        return history.Touches.Where(touch => touch.Unit is null || !test.Contains(touch.Unit));
    }

    private IEnumerable<ReferenceSale> Sales => history.Sales.Where(sale => !testUnits.Contains(sale.Unit));

    private IEnumerable<ReferenceRegistration> Registrations => history.Registrations.Where(registration => !testUnits.Contains(registration.Unit));

    private IEnumerable<ReferenceOrderLine> OrderLines => history.OrderLines.Where(line => line.Unit is null || !testUnits.Contains(line.Unit));

    /// <summary>KPI 1: units whose 90 days since the sale ended in the period, and those of them registered within the 90 days.</summary>
    public ReferenceFigure WarrantyCaptureRate(Period period)
    {
        // Reading: a registration before the sale does not count, as "within 90 days" means sale <= registration <= sale + 90 days, both ends included.
        var registrations = Registrations.ToLookup(registration => registration.Unit, registration => registration.RegisteredAt);
        bool IsCaptured(string unit, DateTimeOffset sold) => registrations[unit].Any(at => sold <= at && at <= sold + CaptureWindow);
        bool IsDue(DateTimeOffset sold) => period.From - CaptureWindow <= sold && sold < period.To - CaptureWindow;

        var due = Sales.Where(sale => IsDue(sale.SoldOn)).ToList();
        var captured = due.Count(sale => IsCaptured(sale.Unit, sale.SoldOn));

        // Reading: the brand's median shelf time is the median of sold_on − shipped_on, to the tick and not in whole days, over all units
        // of the brand that have both, test units excluded, whenever sold; without one there is nothing to estimate with and the figure is null.
        // Reading: a unit without a sale and without shipped_on stays out of both figures.
        var soldUnits = Sales.ToDictionary(sale => sale.Unit, sale => sale.SoldOn);
        var shipped = history.Units.Where(unit => !unit.IsTest && unit.ShippedOn is not null).ToList();
        double? withEstimatedSales = null;
        if (Median([.. shipped.Where(unit => soldUnits.ContainsKey(unit.Unit)).Select(unit => (double)(soldUnits[unit.Unit] - unit.ShippedOn!.Value).Ticks)]) is { } shelfTicks)
        {
            var shelf = TimeSpan.FromTicks((long)shelfTicks);
            var estimated = shipped
                .Where(unit => !soldUnits.ContainsKey(unit.Unit))
                .Select(unit => (unit.Unit, SoldOn: unit.ShippedOn!.Value + shelf))
                .Where(unit => IsDue(unit.SoldOn))
                .ToList();
            withEstimatedSales = Share(captured + estimated.Count(unit => IsCaptured(unit.Unit, unit.SoldOn)), due.Count + estimated.Count);
        }

        return new(Share(captured, due.Count), captured, due.Count) { WithEstimatedSales = withEstimatedSales };
    }

    /// <summary>KPI 2: the median of days from purchase to registration, of registrations in the period that carry a purchase date.</summary>
    public ReferenceFigure TimeToRegister(Period period)
    {
        // Reading: "whole days (date to date)" is the difference of the two UTC calendar dates, whatever the time of day or the offset written.
        // Reading: "the share within 14 days" is taken from those same whole days: 14 is within, 15 is not, whatever the hours.
        var days = Registrations
            .Where(registration => period.Contains(registration.RegisteredAt) && registration.PurchasedOn is not null)
            .Select(registration => (registration.RegisteredAt.UtcDateTime.Date - registration.PurchasedOn!.Value.UtcDateTime.Date).TotalDays)
            .ToList();

        // Reading: a median has no numerator; the denominator is the number of registrations it speaks of.
        return new(Median(days), Numerator: null, days.Count) { Within14Days = Share(days.Count(day => day <= 14), days.Count) };
    }

    /// <summary>KPI 3: registrations whose 30 days ended in the period, and those of them followed by a second action later than 30 minutes.</summary>
    public ReferenceFigure RegistrationToEngagement(Period period)
    {
        var entered = Registrations.Where(registration => period.From - Month <= registration.RegisteredAt && registration.RegisteredAt < period.To - Month).ToList();
        var engaged = entered.Count(registration => EngagementsOf(registration).Any(at => at <= registration.RegisteredAt + Month));
        return new(Share(engaged, entered.Count), engaged, entered.Count);
    }

    /// <summary>KPI 10: owners registered before the end of the period, and those of them of whom everything is known.</summary>
    public ReferenceFigure ProfileCompleteness(Period period)
    {
        // Reading: what is known is what was known before the period's end, so registrations at or after it tell nothing yet.
        var owners = OwnersBefore(period.To);
        var complete = owners.Count(owner =>
            owner.Any(registration => registration.Named) && owner.Any(registration => registration.Placed) && owner.Any(registration => registration.PurchasedOn is not null)
            && (owner.Any(registration => EngagementsOf(registration).Any(at => at < period.To))
                || OrderLines.Any(line => line.Channel == "direct" && line.OrderedAt < period.To && OwnerOf(line) == owner.Key)));
        return new(Share(complete, owners.Count), complete, owners.Count);
    }

    /// <summary>KPI 11: owners registered before the end of the period, and those of them with two visits in the 90 days before it.</summary>
    public ReferenceFigure ReturningVisitorRate(Period period)
    {
        var from = period.To - CaptureWindow;
        var owners = OwnersBefore(period.To);
        var seen = Touches.Where(touch => from <= touch.At && touch.At < period.To).ToLookup(touch => touch.Email ?? HolderOf(touch.Unit, touch.At) ?? "", touch => touch.At);
        var back = owners.Count(owner =>
        {
            var times = seen[owner.Key].Order().ToList();
            return times.Zip(times.Skip(1)).Any(pair => pair.Second - pair.First > HalfAnHour);
        });
        return new(Share(back, owners.Count), back, owners.Count);
    }

    /// <summary>KPI 12: owners registered before the end of the period, and those of them reached in the 365 days before it.</summary>
    public ReferenceFigure DataActivationRate(Period period)
    {
        var reached = history.Actions.Where(action => period.To - TimeSpan.FromDays(365) <= action.At && action.At < period.To).Select(action => action.Owner).ToHashSet();
        var owners = OwnersBefore(period.To);
        var activated = owners.Count(owner => reached.Contains(owner.Key));
        return new(Share(activated, owners.Count), activated, owners.Count);
    }

    private List<IGrouping<string, ReferenceRegistration>> OwnersBefore(DateTimeOffset to) => [.. Registrations.Where(registration => registration.RegisteredAt < to).GroupBy(registration => registration.Owner)];

    // Scans by unit; visits and sessions by unit or by owner, when the unit they name, if any, is no test unit.
    private IEnumerable<DateTimeOffset> EngagementsOf(ReferenceRegistration registration) =>
        byUnit[registration.Unit].Concat(byOwner[registration.Owner]).Where(touch => touch.At > registration.RegisteredAt + HalfAnHour).Select(touch => touch.At);

    /// <summary>KPI 7: owners whose window since their first registration ended in the period, and those of them who bought direct in it.</summary>
    public ReferenceFigure AftermarketConversionRate(Period period)
    {
        var window = TimeSpan.FromDays(period.Kind == PeriodKind.Quarter ? 365 : 90);
        var lines = OrderLines.Where(line => line.Channel == "direct" && IsAftermarket(line)).ToLookup(OwnerOf, line => line.OrderedAt);

        // Reading: an owner's first registration is the first of a unit that is no test unit; an earlier one of a test unit does not date it.
        var owners = Registrations
            .GroupBy(registration => registration.Owner)
            .Select(owner => (Owner: owner.Key, First: owner.Min(registration => registration.RegisteredAt)))
            .Where(owner => period.From - window <= owner.First && owner.First < period.To - window)
            .ToList();

        // Reading: "after it" is strictly after; an order at the very second of the registration does not count, one at the end of the window does.
        // Reading: an order in any currency counts, and one of no value too.
        var converted = owners.Count(owner => lines[owner.Owner].Any(at => owner.First < at && at <= owner.First + window));
        return new(Share(converted, owners.Count), converted, owners.Count);
    }

    /// <summary>KPI 8: how much more an average direct order of parts, consumables and accessories is worth than one bought in retail.</summary>
    public ReferenceFigure PartsOrderValue(Period period)
    {
        // Reading: retail orders are taken as direct ones are: in the same period, lines of the same three kinds, the brand's currency.
        // Reading: lines in another currency are left out one by one; an order that has none left is no order.
        // Reading: an order counts although its sum is nought. The stated figure stands in only when the period has no retail order.
        List<decimal> Orders(string channel) =>
        [
            .. OrderLines
                .Where(line => line.Channel == channel && IsAftermarket(line) && line.Currency == currency && period.Contains(line.OrderedAt))
                .GroupBy(line => line.Order)
                .Select(order => order.Sum(line => line.Amount)),
        ];

        var direct = Orders("direct");
        var retail = Orders("retail");
        double? directValue = direct.Count == 0 ? null : (double)direct.Average();
        var retailValue = retail.Count == 0 ? (double?)statedRetailOrderValue : (double)retail.Average();

        // Reading: a ratio of means has no numerator; the denominator is the number of direct orders.
        return new(retailValue is 0 ? null : (directValue / retailValue) - 1, Numerator: null, direct.Count)
        {
            DirectOrderValue = directValue,
            RetailOrderValue = retailValue,
        };
    }

    private static bool IsAftermarket(ReferenceOrderLine line) => line.Kind is "part" or "consumable" or "accessory";

    // Reading: of several registrations of a unit at or before the order, the latest says whose it was.
    private string OwnerOf(ReferenceOrderLine line) => line.Email ?? HolderOf(line.Unit, line.OrderedAt) ?? "";

    private string? HolderOf(string? unit, DateTimeOffset at) =>
        unit is null ? null : registrationsOf[unit].Where(registration => registration.RegisteredAt <= at).MaxBy(registration => registration.RegisteredAt)?.Owner;

    private static double? Share(int part, int whole) => whole == 0 ? null : (double)part / whole;

    private static double? Median(List<double> values)
    {
        values.Sort();
        var half = values.Count / 2;
        return values.Count switch
        {
            0 => null,
            var n when n % 2 == 1 => values[half],
            _ => (values[half - 1] + values[half]) / 2,
        };
    }
}
