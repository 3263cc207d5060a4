using System.Globalization;
using System.Text;

namespace Nameplate.Bench;

/// <summary>
/// Half a year of a maker's units in the field, made up from a seed: honest owners who unbox, register, travel, move, hide behind private networks and sell second-hand; units on show in shops;
/// grey imports; and numbers that stand on copies. It knows what it planted; the product sees scans, registrations and claims alone.
/// </summary>
sealed class Fleet
{
    public const int Months = 6;
    public const string Model = "09506000134352";
    static readonly DateTime Begin = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), End = Begin.AddDays(Months * 30);
    static readonly string[] Markets = ["DE", "DE", "DE", "DE", "DE", "DE", "DE", "FR", "FR", "FR", "FR", "ES", "ES", "IT", "IT", "NL", "US", "US", "US", "GB"];
    static readonly string[] World = ["AT", "BE", "BR", "CA", "CH", "CN", "CZ", "DE", "DK", "ES", "FR", "GB", "IN", "IT", "JP", "MX", "NL", "PL", "PT", "RO", "SE", "TR", "UA", "US"];
    static readonly string[] Gateways = ["NL", "US", "GB", "SE", "DE", "FR"];
    const int Regions = 12;

    readonly Random chance;
    readonly StringBuilder units = new("gtin,serial,shipped_on,market\n"), scans = new("gtin,serial,scanned_at,placement,country,device,region\n"), registrations = new("gtin,serial,registered_at,email\n");
    readonly string gtin;

    public string Gtin => gtin;

    /// <summary>Numbers on copies, and how often the copies were scanned.</summary>
    public Dictionary<string, (string Kind, int Scans)> Clones { get; } = [];
    public HashSet<string> GreyImports { get; } = [];
    /// <summary>Who wanted to register a unit that was somebody else's: the serial and an address nobody has.</summary>
    public List<(string Serial, string Email)> Claims { get; } = [];
    public int Units { get; }
    public int Scans { get; private set; }
    public string UnitsCsv => units.ToString();
    public string ScansCsv => scans.ToString();
    public string RegistrationsCsv => registrations.ToString();

    public Fleet(string gtin, int count, int clones, int seed)
    {
        (this.gtin, Units, chance) = (gtin, count, new Random(seed));
        List<(string Serial, string Market, DateTime Shipped)> made = [];
        for (var i = 0; i < count; i++)
        {
            var (serial, market, shipped) = (string.Create(CultureInfo.InvariantCulture, $"U{i:000000}"), Markets[chance.Next(Markets.Length)], Begin.AddDays(chance.Next(-120, (Months * 30) - 10)));
            Line(units, $"{gtin},{serial},{shipped:yyyy-MM-dd},{market}");
            made.Add((serial, market, shipped));
            Live(serial, market, shipped);
        }
        for (var i = 0; i < clones; i++)
        {
            var at = (int)((long)i * count / clones);
            while (i % 10 == 8 && made[at].Shipped < Begin.AddDays(40)) at = (at + 1) % count;
            var (serial, market, shipped) = made[at];
            switch (i % 10)
            {
                case < 3: Copy("made up", string.Create(CultureInfo.InvariantCulture, $"X{chance.Next():00000000}{i}"), chance.Next(1, 6), [Some(World)], 0, Begin); break;
                case < 6: Copy("sold abroad", serial, chance.Next(5, 40), [Abroad(market), Abroad(market)], 0.35, shipped); break;
                case < 8: Copy("sold at home", serial, chance.Next(8, 40), [market], 0.35, shipped); break;
                case 8: Copy("before shipment", serial, chance.Next(2, 8), [Some(World)], 0.35, shipped.AddDays(-60), shipped.AddDays(-2)); break;
                default: Copy("a single copy", serial, 1, [i % 20 == 9 ? market : Abroad(market)], 0.35, shipped); break;
            }
        }
    }

    /// <summary>An honest unit: sold within weeks, scanned when it is unboxed and now and then afterwards.</summary>
    void Live(string serial, string market, DateTime shipped)
    {
        var (country, region) = (market, chance.Next(Regions));
        if (Happens(0.002)) foreach (var _ in Enumerable.Range(0, 30 * 6)) Scan(serial, shipped.AddDays(3 + (chance.NextDouble() * 30)), country, Happens(0.95) ? region : chance.Next(Regions));      // on show in a shop
        if (Happens(0.0005)) { country = Abroad(market); GreyImports.Add(serial); }
        var at = shipped.AddDays(4 + (-30 * Math.Log(1 - chance.NextDouble()))).AddHours(chance.Next(7, 22));
        if (Happens(0.45))
        {
            Line(registrations, $"{gtin},{serial},{at:yyyy-MM-ddTHH:mm:ssZ},o{serial}@example.com");
            if (Happens(0.00075 * Math.Max(0, (End - at).TotalDays / 30)))      // bought second-hand, and never passed on
                foreach (var n in Enumerable.Range(0, Happens(0.05) ? 2 : 1)) Claims.Add((serial, $"s{n}{serial}@example.com"));
        }
        foreach (var _ in Enumerable.Range(0, 1 + chance.Next(3))) Seen(at.AddMinutes(chance.Next(240)));
        for (at = at.AddDays(Wait(120)); at < End; at = at.AddDays(Wait(120)))
        {
            if (Happens(0.004)) (country, region) = (Happens(0.8) ? country : Abroad(market), chance.Next(Regions));      // moved
            if (Happens(0.03)) Journey(at);
            else Seen(at);
        }

        void Seen(DateTime when)
        {
            if (Happens(0.02)) Scan(serial, when, Some(Gateways), chance.Next(Regions));      // a private network, an address in the wrong country
            else Scan(serial, when, country, Happens(0.82) ? region : chance.Next(Regions));      // mobile networks are wrong about regions
        }

        void Journey(DateTime when)
        {
            var (where, place) = (Abroad(market), chance.Next(Regions));
            foreach (var _ in Enumerable.Range(0, 1 + chance.Next(2))) Scan(serial, when.AddDays(chance.NextDouble() * 10), where, place);
        }
    }

    /// <summary>One number on many things, each with a buyer of its own.</summary>
    void Copy(string kind, string serial, int things, string[] countries, double claims, DateTime from, DateTime? to = null)
    {
        var (begin, end, seen) = (from < Begin ? Begin : from, to ?? End, 0);
        if (end <= begin) end = begin.AddDays(20);
        for (var i = 0; i < things; i++)
        {
            var (country, region, bought) = (Some(countries), chance.Next(Regions), begin + ((end - begin) * chance.NextDouble()));
            foreach (var n in Enumerable.Range(0, things == 1 ? 1 + chance.Next(6) : 1 + chance.Next(3)))
            {
                var at = bought.AddDays(n == 0 ? 0 : Wait(40));
                if (at >= end && n > 0) continue;
                Scan(serial, at, country, Happens(0.82) ? region : chance.Next(Regions));
                seen++;
            }
            if (claims > 0 && Happens(claims)) Claims.Add((serial, string.Create(CultureInfo.InvariantCulture, $"c{i}{serial}@example.com")));
        }
        Clones[serial] = (kind, seen);
    }

    void Scan(string serial, DateTime at, string country, int region)
    {
        if (at >= End) return;
        Line(scans, $"{gtin},{serial},{at:yyyy-MM-ddTHH:mm:ss.ffffffZ},product,{country},mobile,{country}-{region}");
        Scans++;
    }

    string Abroad(string market)
    {
        while (true)
            if (Some(World) is var country && country != market) return country;
    }

    bool Happens(double share) => chance.NextDouble() < share;
    string Some(string[] of) => of[chance.Next(of.Length)];
    double Wait(double days) => -days * Math.Log(1 - chance.NextDouble());
    static void Line(StringBuilder to, FormattableString line) => to.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
