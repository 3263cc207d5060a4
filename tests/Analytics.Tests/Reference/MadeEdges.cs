using Nameplate.Analytics.Kpis;

namespace Nameplate.Analytics.Tests.Reference;

/// <summary>The hand-placed cases of a made history, around the edges of a quarter that has over 500 days of history behind it.</summary>
internal static class MadeEdges
{
    /// <summary>How many units the cases take.</summary>
    public const int Units = 68;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan NinetyDays = TimeSpan.FromDays(90);
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);
    private static readonly MadeLine Part = new("SEAL-7", "part", 2, 8.05m);

    /// <summary>The quarter whose edges are played.</summary>
    public static Period Quarter(DateTimeOffset start)
    {
        var quarter = Period.Holding(PeriodKind.Quarter, start.AddDays(520));
        return Period.Holding(PeriodKind.Quarter, quarter.To);
    }

    public static void Play(MadeHistory history)
    {
        var quarter = Quarter(history.Start);
        if (quarter.To.AddDays(30) > history.End)
            throw new ArgumentException("The history is too short for its edges: give it 750 days or more.", nameof(history));

        PlayCapture(history, quarter.From, quarter.To);
        PlayTimeToRegister(history, quarter.From, quarter.To);
        PlayConversion(history, quarter.From, quarter.To, Year);
        PlayConversion(history, quarter.From, quarter.From.AddMonths(1), NinetyDays);
        PlayOrderValue(history, quarter.From, quarter.To);
        PlayEngagement(history, quarter.From, quarter.To);
        PlayReturning(history, quarter.To);
    }

    private static void PlayEngagement(MadeHistory history, DateTimeOffset from, DateTimeOffset to)
    {
        var (month, pause) = (TimeSpan.FromDays(30), TimeSpan.FromMinutes(30));
        var middle = from.AddDays(-10).AddHours(7);
        void Visited(DateTimeOffset at, TimeSpan after) => history.Visit(Registered(history, at, purchased: null).Owner, at + after, null);

        Visited(middle, pause);
        Visited(middle, pause + Second);
        Visited(middle, -Second);
        Visited(from - month, month);
        Visited(from - month - Second, month);
        Visited(to - month - Second, month + Second);
        Visited(to - month, TimeSpan.FromDays(1));
        foreach (var (placement, device) in new[] { ("nfc", "mobile"), ("promotion", "mobile"), ("product", "bot"), ("product", "staff") })
            history.Scan(Registered(history, middle, purchased: null).Unit, middle.AddDays(2), placement, device);

        history.Session(middle.AddDays(3), Registered(history, middle, purchased: null).Unit, "");

        // Looking at a unit that is a test unit is no engagement with one's own.
        var (test, _) = Registered(history, middle, purchased: null, status: "test");
        history.Visit(Registered(history, middle, purchased: null).Owner, middle.AddDays(1), test);
    }

    private static void PlayReturning(MadeHistory history, DateTimeOffset to)
    {
        var (start, pause) = (to - NinetyDays, TimeSpan.FromMinutes(30));
        void Came(params ReadOnlySpan<DateTimeOffset> times)
        {
            var (_, owner) = Registered(history, to.AddDays(-200), purchased: null);
            foreach (var at in times)
                history.Visit(owner, at, null);
        }

        Came(start, start + pause);
        Came(start, start + pause + Second);
        Came(start - Second, start.AddDays(1));
        Came(start, to);
        Came(start.AddDays(5), start.AddDays(5) + (pause / 2), start.AddDays(5) + pause, to - Second);

        foreach (var at in new[] { to - Year, to - Year - Second, to })
        {
            var owner = history.Owner();
            history.Register(history.Make(to.AddDays(-250), to.AddDays(-240), "in_service"), to.AddDays(-200), owner, purchased: null);
            history.Act(owner, at);
        }
    }

    private static void PlayCapture(MadeHistory history, DateTimeOffset from, DateTimeOffset to)
    {
        var middle = from.AddDays(-40).AddHours(9);
        Sold(history, from - NinetyDays, NinetyDays);
        Sold(history, from - NinetyDays - Second, TimeSpan.Zero);
        Sold(history, to - NinetyDays, TimeSpan.FromDays(3));
        Sold(history, to - NinetyDays - Second, NinetyDays + Second);
        Sold(history, middle, TimeSpan.Zero);
        Sold(history, middle, -Second);
        Sold(history, middle, NinetyDays);
        Sold(history, middle, NinetyDays + Second);
        Sold(history, middle, null);
        Sold(history, middle, TimeSpan.FromDays(1), status: "test");
    }

    private static void Sold(MadeHistory history, DateTimeOffset at, TimeSpan? until, string status = "in_service")
    {
        var unit = history.Make(at.AddDays(-30), at.AddDays(-20), status);
        history.Sell(unit, at);
        if (until is { } wait)
            history.Register(unit, at + wait, history.Owner(), purchased: null);
    }

    private static void PlayTimeToRegister(MadeHistory history, DateTimeOffset from, DateTimeOffset to)
    {
        var day = from.AddDays(20);
        Registered(history, from, from);
        Registered(history, from - Second, from.AddDays(-1));
        Registered(history, to - Second, to.AddDays(-4));
        Registered(history, to, to.AddDays(-4));
        Registered(history, day.AddHours(23), day.AddDays(-14));
        Registered(history, day.AddHours(1), day.AddDays(-15));
        // Less than 24 hours over midnight is a day; 22:30 UTC is half past midnight of the next day at +02:00, and still the day before.
        Registered(history, day.AddMinutes(1), day.AddHours(-23));
        Registered(history, day.AddHours(-1.5), day.AddDays(-14));
        Registered(history, day.AddHours(5), purchased: null);
        Registered(history, day.AddHours(6), day.AddDays(-2), status: "test");
    }

    private static (MadeUnit Unit, string Owner) Registered(MadeHistory history, DateTimeOffset at, DateTimeOffset? purchased, string? owner = null, string status = "in_service")
    {
        var unit = history.Make(at.AddDays(-60), at.AddDays(-50), status);
        owner ??= history.Owner();
        history.Register(unit, at, owner, purchased);
        return (unit, owner);
    }

    private static void PlayConversion(MadeHistory history, DateTimeOffset from, DateTimeOffset to, TimeSpan window)
    {
        void Orders(DateTimeOffset at, TimeSpan after, params ReadOnlySpan<MadeLine> lines) =>
            history.Order(at + after, "direct", Registered(history, at, purchased: null).Owner, unit: null, lines);

        var middle = from.AddDays(12).AddHours(7) - window;
        Orders(from - window, window, Part);
        Orders(from - window - Second, window, Part);
        Orders(to - window, TimeSpan.FromDays(1), Part);
        Orders(to - window - Second, window + Second, Part);
        Orders(middle, TimeSpan.Zero, Part);
        Orders(middle, Second, Part);
        Orders(middle, -Second, Part);
        Orders(middle, window, new MadeLine("FLT-1", "consumable", 1, 12.90m, "USD"));
        Orders(middle, window + Second, Part);
        Orders(middle, TimeSpan.FromDays(2), new MadeLine("PLAN-24", "plan", 1, 49m), new MadeLine("WAR-36", "warranty", 1, 79m), new MadeLine("PQ-1", "product", 1, 129.90m));

        // Known since before the cohort by another unit: out of it.
        var early = Registered(history, middle.AddDays(-95), purchased: null).Owner;
        Registered(history, middle, purchased: null, early);
        history.Order(middle.AddDays(1), "direct", early, unit: null, Part);

        // Bought in a shop: no direct line.
        var (unit, _) = Registered(history, middle, purchased: null);
        history.Order(middle.AddDays(1), "retail", "", unit, Part);

        // A test unit makes nobody an owner, and a line for it is no order.
        var (test, tester) = Registered(history, middle.AddDays(-1), purchased: null, status: "test");
        history.Order(middle.AddDays(-0.5), "direct", tester, unit: null, Part);
        history.Order(middle.AddDays(0.5), "direct", tester, test, Part);
    }

    private static void PlayOrderValue(MadeHistory history, DateTimeOffset from, DateTimeOffset to)
    {
        foreach (var channel in new[] { "direct", "retail" })
        {
            var email = channel == "direct" ? history.Owner() : "";
            foreach (var at in new[] { from - Second, from, to - Second, to })
                history.Order(at, channel, email, unit: null, Part, new MadeLine("WAR-36", "warranty", 1, 79m), new MadeLine("CASE-1", "accessory", 1, 39.99m));

            history.Order(from.AddDays(1), channel, email, unit: null, new MadeLine("FLT-1", "consumable", 3, 0m));
            history.Order(from.AddDays(2), channel, email, unit: null, new MadeLine("PQ-1", "product", 1, 129.90m));
            history.Order(from.AddDays(3), channel, email, unit: null, new MadeLine("MOTOR-3", "part", 1, 900m, "CHF"));
        }
    }
}
