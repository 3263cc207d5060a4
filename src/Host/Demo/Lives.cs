using System.Globalization;
using System.Text;
using static Nameplate.Host.Demo.Catalogue;

namespace Nameplate.Host.Demo;

/// <summary>What becomes of one demo unit in the year before the demo began.</summary>
sealed record Life(string Gtin, string Serial, string Lot, DateOnly ProducedOn, DateOnly ShippedOn, string Market, string Firmware)
{
    public DateTimeOffset? SoldAt { get; init; }
    public string SaleChannel { get; init; } = "retail";
    /// <summary>The shop shares its sales.</summary>
    public bool InSalesFeed { get; init; }
    public DateTimeOffset? RegisteredAt { get; init; }
    public string Channel { get; init; } = "qr";
    public bool Mobile { get; init; }
    public bool GivesDate { get; init; }
    public bool Confirms { get; init; }
    public string Owner { get; init; } = "";
    public IReadOnlyList<DateTimeOffset> OrdersAt { get; init; } = [];
    public IReadOnlyList<DateTimeOffset> ScansAt { get; init; } = [];
}

/// <summary>The lives of all demo units: the same for the same start, so that an interrupted history goes on where it stopped.</summary>
sealed class Lives
{
    const string Alphabet = "ABCDEFGHJKMNPQRSTUVWXYZ123456789";
    readonly Random random = new(20260728);
    readonly DateTimeOffset start;
    readonly string[] firstNames = Lines("first-names.txt"), lastNames = Lines("last-names.txt");

    Lives(DateTimeOffset start) => this.start = start;

    public static IReadOnlyList<Life> From(DateTimeOffset start)
    {
        var (lives, plan) = (new Lives(start), ReadPlan());
        List<Life> all = [];
        foreach (var model in plan.Models)
            for (var i = 0; i < (int)Math.Round(plan.Units * model.Share); i++) all.Add(lives.Next(model, i));
        all[0] = all[0] with { ProducedOn = Day(start, -74), Lot = LotOf(Day(start, -74)), ShippedOn = Day(start, -60), Market = "DE", SoldAt = null, InSalesFeed = false, RegisteredAt = null, OrdersAt = [], ScansAt = [] };
        return all;
    }

    Life Next(PlannedModel model, int index)
    {
        var produced = start.AddDays(-430 + (390 * Math.Pow(random.NextDouble(), .8)));
        var shipped = produced.AddDays(random.Next(5, 24));
        var sold = shipped.AddDays(6 + random.Next(70)).Date + TimeSpan.FromHours(9 + (random.NextDouble() * 10));
        var serial = model.Serials is { } form ? form.Prefix + (form.First + index).ToString(CultureInfo.InvariantCulture).PadLeft(form.Digits, '0') : new string([.. Enumerable.Range(0, 13).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);
        var life = new Life(model.Gtin, serial, LotOf(DateOnly.FromDateTime(produced.UtcDateTime)), DateOnly.FromDateTime(produced.UtcDateTime), DateOnly.FromDateTime(shipped.UtcDateTime),
            Pick(model.Markets, m => m.Share).Country, Pick(model.Firmware, f => f.Share).Name);
        var soldAt = new DateTimeOffset(sold, TimeSpan.Zero);
        if (soldAt > start.AddDays(-1) || random.NextDouble() > .86) return life;
        life = life with { SoldAt = soldAt, SaleChannel = Pick([("retail", .7), ("marketplace", .14), ("direct", .1), ("dealer", .06)], c => c.Item2).Item1, InSalesFeed = random.NextDouble() < .8 };

        // the new box of the last half year shows the code inside the lid: more people register, and sooner
        var newBox = produced > start.AddDays(-230);
        var registered = soldAt.AddDays(Math.Min(160, .1 + (-Math.Log(1 - random.NextDouble()) * (newBox ? 5 : 11))));
        if (random.NextDouble() > (newBox ? .58 : .41) || registered > start.AddHours(-2)) return life with { ScansAt = Times(soldAt, random.Next(3)) };
        return life with
        {
            RegisteredAt = registered, Channel = Pick([("qr", .82), ("web", .07), ("email", .05), ("paper", .04), ("installer", .02)], c => c.Item2).Item1, Mobile = random.NextDouble() < .88,
            GivesDate = random.NextDouble() < .92, Confirms = random.NextDouble() < .72, Owner = NewOwner(),
            ScansAt = [registered.AddMinutes(-1), .. Times(registered, random.Next(5))],
            OrdersAt = random.NextDouble() < .34 ? [.. Times(registered.AddDays(18), 1 + random.Next(2)).Where(t => t < start.AddHours(-1))] : [],
        };
    }

    string NewOwner() => string.Create(CultureInfo.InvariantCulture, $"{firstNames[random.Next(firstNames.Length)]} {lastNames[random.Next(lastNames.Length)]}");

    DateTimeOffset[] Times(DateTimeOffset from, int count) => from >= start ? [] : [.. Enumerable.Range(0, count).Select(_ => from + ((start - from) * random.NextDouble())).Order()];

    T Pick<T>(IReadOnlyList<T> choices, Func<T, double> share)
    {
        var at = random.NextDouble() * choices.Sum(share);
        foreach (var choice in choices)
            if ((at -= share(choice)) < 0) return choice;
        return choices[^1];
    }

    static DateOnly Day(DateTimeOffset start, int days) => DateOnly.FromDateTime(start.AddDays(days).UtcDateTime);

    static string LotOf(DateOnly produced) => produced.ToDateTime(default) is var day ? string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(day)}-{ISOWeek.GetWeekOfYear(day):00}") : "";

    public static Stream UnitsCsv(IEnumerable<Life> lives) => Csv("gtin,serial,lot,produced_on,shipped_on,market,firmware,status", lives.Select(l =>
        string.Create(CultureInfo.InvariantCulture, $"{l.Gtin},{l.Serial},{l.Lot},{l.ProducedOn:yyyy-MM-dd},{l.ShippedOn:yyyy-MM-dd},{l.Market},{l.Firmware},shipped")));

    public static Stream SalesCsv(IEnumerable<Life> lives) => Csv("gtin,serial,sold_on,channel,country", lives.Where(l => l.InSalesFeed).Select(l =>
        string.Create(CultureInfo.InvariantCulture, $"{l.Gtin},{l.Serial},{l.SoldAt:yyyy-MM-dd},{l.SaleChannel},{l.Market}")));

    /// <summary>What the shops say they sold in parts: smaller baskets than the maker's own.</summary>
    public static Stream RetailOrdersCsv(DateTimeOffset start)
    {
        var shop = new Random(7);
        string[][] parts = [.. Lines("parts.csv").Skip(1).Select(l => l.Split(',')).Where(p => p.Length > 6 && p[2] is "consumable" or "accessory")];
        return Csv("order_ref,line,ordered_at,channel,sku,kind,quantity,unit_price,currency,country", Enumerable.Range(0, 900).Select(i => (i, part: parts[shop.Next(parts.Length)])).Select(x =>
            string.Create(CultureInfo.InvariantCulture, $"R-{x.i:00000},1,{start.AddDays(-400 * shop.NextDouble()):yyyy-MM-ddTHH:mm:ssZ},retail,{x.part[0]},{x.part[2]},1,{x.part[3]},{x.part[4]},DE")));
    }

    internal static MemoryStream Csv(string header, IEnumerable<string> lines) => new(Encoding.UTF8.GetBytes(header + "\n" + string.Join('\n', lines) + "\n"));
}
