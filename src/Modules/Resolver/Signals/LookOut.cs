using Nameplate.Products;

namespace Nameplate.Resolver.Signals;

/// <summary>
/// Says what is odd about a unit, from what is remembered of its scans: a decision without a query. Each oddity weighs what it says by itself; one that honest owners cause too weighs too little for an alarm.
/// </summary>
internal sealed class LookOut(SignalRules rules, bool shipmentsAreKept)
{
    // how often an honest unit’s scan comes from elsewhere: a traveller, a private network, an address in the wrong region
    const double AbroadByChance = 0.04, OtherRegionByChance = 0.25;
    static readonly TimeSpan Stay = TimeSpan.FromDays(21);      // longer than a holiday
    const int NearKm = 300;

    public IReadOnlyList<Oddity> At(Trace.Memory seen, ProductUnit unit)
    {
        if (unit.Status == UnitStatus.Test || seen.Recent.Count == 0) return [];
        return [.. new[] { BeforeShipment(seen, unit), GreyMarket(seen, unit), Velocity(seen), Travel(seen) }.OfType<Oddity>()];
    }

    /// <summary>A number that was never given out: a code that was made up.</summary>
    public static Oddity NeverMinted(IReadOnlyList<Sight> sights, int times) => new(SignalKind.NeverMinted, 90, new("never_minted", sights) { Times = times });

    /// <summary>Somebody else wants to register it: a buyer of a copy, or an honest one whose seller did not pass it on. Once is little, twice is much.</summary>
    public static Oddity SecondClaim(IReadOnlyList<Sight> claims, int times) => new(SignalKind.SecondClaim, times switch { 1 => 35, 2 => 60, _ => 75 }, new("second_claim", claims) { Times = times });

    /// <summary>The address of one read was shown again: a copy of it, or a browser that went back to it once.</summary>
    public static Oddity RepeatedTag(IReadOnlyList<Sight> sights, int times, int read, int last) => new(SignalKind.RepeatedTag, times switch { 1 => 45, 2 => 60, _ => 80 }, new("repeated_tag", sights) { Times = times, Read = read, LastRead = last });

    /// <summary>A signature no tag of the brand's makes, or the tag of another unit. Of a unit that is not known to have a tag it is little: anybody can type it.</summary>
    public static Oddity CopiedTag(IReadOnlyList<Sight> sights, int times, bool isOfOther, bool isKnown) => new(SignalKind.CopiedTag, isKnown ? times == 1 ? 60 : 80 : 40, new(isOfOther ? "moved_tag" : "copied_tag", sights) { Times = times });

    Oddity? BeforeShipment(Trace.Memory seen, ProductUnit unit)
    {
        if (unit.ShippedOn is { } shipped)
        {
            var early = seen.Recent.Where(s => s.At < shipped.AddHours(-rules.ShipmentGraceHours)).ToList();
            return early.Count == 0 ? null : new(SignalKind.BeforeShipment, early.Count == 1 ? 55 : 70, new("before_shipment", early) { Times = early.Count, ShippedOn = shipped });
        }
        if (!shipmentsAreKept || unit.Status != UnitStatus.Minted) return null;      // shipments may be told late: a single day says little
        return new(SignalKind.BeforeShipment, Days(seen.Recent) == 1 ? 40 : 55, new("not_shipped", seen.Recent) { Times = seen.Scans });
    }

    Oddity? GreyMarket(Trace.Memory seen, ProductUnit unit)
    {
        if (unit.Market is not { } market) return null;
        var outside = seen.Spots.Where(s => s.Country != market).ToList();
        if (outside.Count == 0) return null;
        var (days, stayed) = (outside.Sum(s => s.Days), outside.Max(s => s.Last) - outside.Min(s => s.First) > Stay);
        var wasHome = seen.Spots.Exists(s => s.Country == market);
        var isFree = outside.TrueForAll(s => rules.IsOneMarket(s.Country, market));
        // who was at home before has moved, or travels: that is watched, and adds to what else is odd
        var weight = (wasHome ? days > 2 && stayed ? 35 : 15 : days >= rules.GreyDays ? 55 : 30) - (isFree ? 15 : 0);
        return new(SignalKind.GreyMarket, Math.Max(5, weight), new("grey_market", [.. seen.Recent.Where(s => s.Country is { } c && c != market).DefaultIfEmpty(new(outside.Max(s => s.Last), outside[^1].Country, outside[^1].Region))]) { Times = outside.Sum(s => s.Scans), Market = market, Places = outside.Select(s => s.Country).Distinct().Count() });
    }

    Oddity? Velocity(Trace.Memory seen)
    {
        var (hour, day) = (Densest(seen.Recent, TimeSpan.FromHours(1)), Densest(seen.Recent, TimeSpan.FromDays(1)));
        var most = hour.Count > rules.ScansPerHour ? hour : day.Count > rules.ScansPerDay ? day : [];
        return most.Count == 0 ? null : new(SignalKind.Velocity, 55, new("velocity", most) { Times = most.Count, Minutes = (int)Math.Ceiling((most[^1].At - most[0].At).TotalMinutes) });
    }

    /// <summary>Either two scans nothing can lie between, or so many places in turn that chance does not explain them.</summary>
    Oddity? Travel(Trace.Memory seen)
    {
        var placed = seen.Recent.Where(s => s.Country is not null).ToList();
        var jumps = placed.Zip(placed.Skip(1)).Select(p => (From: p.First, To: p.Second, Km: Distances.AtLeast(p.First.Country!, p.Second.Country!)))
            .Where(j => j.Km > NearKm && j.Km > rules.TravelKmh * Math.Max(0.1, (j.To.At - j.From.At).TotalHours)).ToList();
        var (scattered, places) = Scattered(placed);
        var jumped = jumps.Count switch { 0 => 0, 1 or 2 => 40, 3 => 60, _ => 80 };      // a private network causes one there and one back
        if (jumped == 0 && scattered == 0) return null;
        return jumped >= scattered
            ? new(SignalKind.ImpossibleTravel, jumped, new("jump", [jumps[^1].From, jumps[^1].To]) { Times = jumps.Count, Km = (int)jumps[^1].Km, Minutes = (int)(jumps[^1].To.At - jumps[^1].From.At).TotalMinutes })
            : new(SignalKind.ImpossibleTravel, scattered, new("scattered", placed) { Times = placed.Count, Places = places });
    }

    static (int Weight, int Places) Scattered(List<Sight> placed)
    {
        if (placed.Count < 3) return (0, 0);
        var home = placed.GroupBy(s => s.Country!).OrderByDescending(g => Days(g)).ThenBy(g => g.Min(s => s.At)).First();
        var trips = placed.Where((s, i) => s.Country != home.Key && (i == 0 || placed[i - 1].Country != s.Country)).Count();
        var regional = home.Where(s => s.Region is not null).ToList();
        var away = regional.Count == 0 ? 0 : regional.Count - regional.GroupBy(s => s.Region).Max(g => g.Count());
        var chance = Math.Min(Chance.AtLeast(trips, placed.Count, AbroadByChance), Chance.AtLeast(away, regional.Count, OtherRegionByChance));
        return (chance switch { < 1e-7 => 80, < 1e-6 => 65, < 1e-5 => 50, < 2e-3 => 35, _ => 0 }, placed.Select(s => (s.Country, s.Region)).Distinct().Count());
    }

    /// <summary>The most sights that lie within a span.</summary>
    static List<Sight> Densest(List<Sight> sights, TimeSpan span)
    {
        var (best, from, length) = (0, 0, 0);
        for (int first = 0, last = 0; last < sights.Count; last++)
        {
            while (sights[last].At - sights[first].At > span) first++;
            if (last - first + 1 > best) (best, from, length) = (last - first + 1, first, last - first + 1);
        }
        return sights.GetRange(from, length);
    }

    static int Days(IEnumerable<Sight> sights) => sights.Select(s => s.At.UtcDateTime.Date).Distinct().Count();
}

internal static class Chance
{
    /// <summary>That of so many tries at least so many come out, each by this chance.</summary>
    public static double AtLeast(int hits, int tries, double each)
    {
        if (hits <= 0) return 1;
        var (sum, term) = (0.0, Math.Pow(1 - each, tries));
        for (var k = 0; k < hits; k++)
        {
            sum += term;
            term *= (tries - k) / (k + 1.0) * each / (1 - each);
        }
        return Math.Max(0, 1 - sum);
    }
}
