namespace Nameplate.Host.Demo;

/// <summary>What somebody did with codes of the demo brand that should not be where they were: numbers copied onto other things, units sold outside their market, a number that was made up.</summary>
static class Copies
{
    /// <param name="Claims">Somebody wanted to register it; else the code was scanned.</param>
    public sealed record Look(DateTimeOffset At, Life Life, string Country, string? Region = null, bool Claims = false);

    public static IEnumerable<Look> Of(IReadOnlyList<Life> lives, DateTimeOffset start)
    {
        var owned = lives.Where(l => l.RegisteredAt < start.AddDays(-30) && l.Market == "DE").Take(5).ToList();
        var sold = lives.Where(l => l.SoldAt < start.AddDays(-20) && l.RegisteredAt is null && l.ScansAt.Count == 0 && l.Market is "DE" or "FR").Take(4).ToList();
        DateTimeOffset Days(double ago) => start.AddDays(-ago);

        foreach (var (life, n) in owned.Take(3).Select((l, n) => (l, n)))      // on things that are sold far from one another
        {
            yield return new(Days(5.2 - n), life, "DE", "DE-HH");
            yield return new(Days(5.1 - n), life, "TR", "TR-34");
            yield return new(Days(5.0 - n), life, "DE", "DE-BY");
            yield return new(Days(4.9 - n), life, "AE", "AE-DU");
            yield return new(Days(4.8 - n), life, "DE", "DE-NW");
        }
        foreach (var life in owned.Skip(3))      // its buyer is told that it is somebody's
        {
            yield return new(Days(3.5), life, "PL", null, Claims: true);
            yield return new(Days(2.5), life, "PL", null, Claims: true);
        }
        foreach (var (life, n) in sold.Select((l, n) => (l, n)))
            foreach (var ago in (double[])[6, 4, 1.5]) yield return new(Days(ago + (n * .1)), life, n % 2 == 0 ? "US" : "SG", n % 2 == 0 ? "US-CA" : null);
        var madeUp = lives[0] with { Serial = "AURORA2026XYZ" };
        foreach (var ago in (double[])[4.4, 3.3, 2.2]) yield return new(Days(ago), madeUp, "RO", "RO-B");
    }
}
