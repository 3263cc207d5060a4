using System.Globalization;

namespace Nameplate.Analytics.Kpis;

internal enum PeriodKind
{
    Quarter,
    Month,
    Week,
}

/// <summary>
/// A named reporting period, half-open <c>[From, To)</c> in UTC: a quarter <c>2026-Q3</c>, a month <c>2026-09</c>
/// or an ISO 8601 week <c>2026-W37</c> (Monday to Monday, week 1 holds the first Thursday of the year).
/// </summary>
internal readonly record struct Period(string Name, DateTimeOffset From, DateTimeOffset To)
{
    // Room on both sides for cohorts that reach back and for the period after the last one.
    private const int FirstYear = 1900;
    private const int LastYear = 2999;

    public PeriodKind Kind => Name[5] switch
    {
        'Q' => PeriodKind.Quarter,
        'W' => PeriodKind.Week,
        _ => PeriodKind.Month,
    };

    public bool Contains(DateTimeOffset time) => From <= time && time < To;

    /// <summary>The period of the same kind that ends where this one begins.</summary>
    public Period Previous() => Holding(Kind, From.AddTicks(-1));

    /// <summary>The period of the same kind that begins where this one ends.</summary>
    public Period Next() => Holding(Kind, To);

    /// <summary>The 90 days before a moment, for where a period alone holds too few. The rules of a month apply.</summary>
    public static Period Rolling(DateTimeOffset to) => new(string.Create(CultureInfo.InvariantCulture, $"90d-to-{to.UtcDateTime:yyyy-MM-dd}"), to.AddDays(-90), to);

    /// <summary>The period of a kind that holds a moment.</summary>
    public static Period Holding(PeriodKind kind, DateTimeOffset moment)
    {
        var day = moment.UtcDateTime.Date;
        return kind switch
        {
            PeriodKind.Quarter => Quarter(day.Year, (day.Month + 2) / 3),
            PeriodKind.Month => Month(day.Year, day.Month),
            _ => Week(ISOWeek.GetYear(day), ISOWeek.GetWeekOfYear(day)),
        };
    }

    /// <summary>Reads a name; letters may be small, the period's own name has them large.</summary>
    public static bool TryParse(string? name, out Period period)
    {
        period = default;
        if (name is not { Length: 7 or 8 } || name[4] != '-' || !TryDigits(name.AsSpan(0, 4), out var year) || year is < FirstYear or > LastYear)
            return false;

        Period? found = (char.ToUpperInvariant(name[5]), name.Length) switch
        {
            ('Q', 7) when name[6] is >= '1' and <= '4' => Quarter(year, name[6] - '0'),
            ('W', 8) when TryDigits(name.AsSpan(6), out var week) && week >= 1 && week <= ISOWeek.GetWeeksInYear(year) => Week(year, week),
            (>= '0' and <= '1', 7) when TryDigits(name.AsSpan(5), out var month) && month is >= 1 and <= 12 => Month(year, month),
            _ => null,
        };
        period = found.GetValueOrDefault();
        return found is not null;
    }

    /// <summary>The sentence for somebody who named a period that does not exist.</summary>
    public static string Explain(string? name)
    {
        if (name is { Length: 8 } && name[5] is 'W' or 'w' && name.EndsWith("53", StringComparison.Ordinal)
            && TryDigits(name.AsSpan(0, 4), out var year) && year is >= FirstYear and <= LastYear)
            return $"The year {year} has 52 ISO weeks: the last one is {year}-W52.";

        return $"\"{name}\" names no period. Write a quarter as 2026-Q3, a month as 2026-09 or an ISO week as 2026-W37, with a year from {FirstYear} to {LastYear}.";
    }

    private static Period Quarter(int year, int quarter)
    {
        var from = Midnight(new DateTime(year, (3 * quarter) - 2, 1));
        return new(string.Create(CultureInfo.InvariantCulture, $"{year:0000}-Q{quarter}"), from, from.AddMonths(3));
    }

    private static Period Month(int year, int month)
    {
        var from = Midnight(new DateTime(year, month, 1));
        return new(string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{month:00}"), from, from.AddMonths(1));
    }

    private static Period Week(int year, int week)
    {
        var from = Midnight(ISOWeek.ToDateTime(year, week, DayOfWeek.Monday));
        return new(string.Create(CultureInfo.InvariantCulture, $"{year:0000}-W{week:00}"), from, from.AddDays(7));
    }

    private static DateTimeOffset Midnight(DateTime day) => new(day, TimeSpan.Zero);

    private static bool TryDigits(ReadOnlySpan<char> text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
