using System.Globalization;
using Nameplate.Analytics.Kpis;

namespace Nameplate.Analytics.Tests.Reference;

/// <summary>The made history keeps the import rules, has the edges it promises, and gives every reference figure something to count.</summary>
public sealed class MadeHistoryTests : IDisposable
{
    private const string Set82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
    private static readonly DateTimeOffset Start = new(2023, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly string folder = Directory.CreateTempSubdirectory("nameplate-history-").FullName;
    private readonly MadeHistory made = new(units: 3000, seed: 42, Start);

    public MadeHistoryTests() => made.Write(folder);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_same_seed_writes_the_same_bytes_and_another_does_not()
    {
        var again = Path.Combine(folder, "again");
        var other = Path.Combine(folder, "other");
        new MadeHistory(3000, 42, Start).Write(again);
        new MadeHistory(3000, 43, Start).Write(other);
        foreach (var kind in MadeHistory.Kinds)
            Assert.Equal(File.ReadAllBytes(At(kind)), File.ReadAllBytes(Path.Combine(again, kind + ".csv")));

        Assert.NotEqual(File.ReadAllBytes(At("orders")), File.ReadAllBytes(Path.Combine(other, "orders.csv")));
    }

    [Fact]
    public void Natural_keys_are_unique_and_every_row_finds_what_it_names()
    {
        var products = Keys("products", row => Gtin(row));
        var units = Keys("units", Unit);
        var parts = Keys("parts", row => row["sku"]);
        Keys("fitment", row => $"{row["sku"]} {Gtin(row)}");
        Keys("sales", Unit);
        Keys("registrations", Unit);
        Keys("scans", row => $"{Unit(row)} {Time(row, "scanned_at"):O}");
        Keys("orders", row => $"{row["order_ref"]} {row["line"]}");
        Keys("visits", row => $"{row["email"].ToUpperInvariant()} {Time(row, "visited_at"):O} {row["kind"]}");
        Keys("sessions", row => row["session_ref"]);
        Keys("contacts", row => row["contact_ref"]);
        Keys("actions", row => row["action_ref"]);

        Assert.Equal(3000, units.Count);
        Assert.Subset(products, Rows("units").Concat(Rows("fitment")).Select(Gtin).ToHashSet());
        Assert.Subset(parts, Rows("fitment").Select(row => row["sku"]).ToHashSet());
        foreach (var kind in new[] { "sales", "registrations", "scans", "orders", "visits", "sessions", "contacts" })
            Assert.Subset(units, Rows(kind).Where(row => row.ContainsKey("serial")).Select(Unit).ToHashSet());
    }

    [Fact]
    public void Every_row_keeps_the_row_rules()
    {
        Assert.All(Rows("products"), row => Assert.True(HasRightCheckDigit(row["gtin"]), row["gtin"]));
        Assert.All(Rows("units"), row => Assert.True(row["serial"].Length <= 20 && row["serial"].All(Set82.Contains), row["serial"]));
        Assert.All(Rows("registrations"), row =>
        {
            Assert.True(!row.ContainsKey("purchased_on") || Time(row, "purchased_on") <= Time(row, "registered_at"));
            Assert.Matches("^[^@]+@[^@]+\\.[a-zA-Z]+$", row["email"]);
        });
        Assert.All(Rows("orders"), row =>
        {
            Assert.True(row["channel"] == "retail" || row.ContainsKey("email"));
            Assert.True(decimal.Parse(row["unit_price"], CultureInfo.InvariantCulture) >= 0);
        });

        foreach (var (kind, column) in new[] { ("units", "produced_on"), ("units", "shipped_on"), ("sales", "sold_on"), ("registrations", "registered_at"), ("scans", "scanned_at"), ("orders", "ordered_at"), ("visits", "visited_at"), ("sessions", "started_at"), ("contacts", "contacted_at"), ("actions", "acted_at") })
            Assert.All(Rows(kind).Where(row => row.ContainsKey(column)), row => Assert.InRange(Time(row, column), made.Start, made.End.AddSeconds(-1)));
    }

    [Theory]
    [InlineData("units", "status", "minted shipped sold in_service in_repair replaced returned refurbished end_of_life test")]
    [InlineData("sales", "channel", "retail direct marketplace dealer")]
    [InlineData("registrations", "channel", "qr email pos web paper installer")]
    [InlineData("registrations", "device", "mobile desktop")]
    [InlineData("registrations", "marketing_consent", "true false")]
    [InlineData("scans", "placement", "product box insert guide promotion nfc")]
    [InlineData("scans", "device", "mobile desktop bot staff")]
    [InlineData("parts", "kind", "part consumable accessory plan warranty")]
    [InlineData("orders", "kind", "part consumable accessory plan warranty product")]
    [InlineData("orders", "channel", "direct retail")]
    [InlineData("visits", "kind", "page document support message_click")]
    [InlineData("sessions", "outcome", "resolved answered abandoned escalated")]
    [InlineData("sessions", "tier", "1 2")]
    [InlineData("contacts", "channel", "phone chat email social store")]
    [InlineData("actions", "kind", "campaign recall service recommendation")]
    public void Every_word_is_in_its_vocabulary(string kind, string column, string words) =>
        Assert.Subset(words.Split(' ').ToHashSet(), Rows(kind).Where(row => row.ContainsKey(column)).Select(row => row[column]).ToHashSet());

    [Fact]
    public void The_nasty_spellings_are_there()
    {
        Assert.Equal([0xEF, 0xBB, 0xBF], File.ReadAllBytes(At("registrations"))[..3]);
        Assert.StartsWith("gtin;serial;sold_on", File.ReadAllText(At("sales")), StringComparison.Ordinal);
        Assert.StartsWith("sku\tname", File.ReadAllText(At("parts")), StringComparison.Ordinal);
        Assert.Contains("\"Muster, Erika\"", File.ReadAllText(At("registrations")), StringComparison.Ordinal);
        Assert.Contains("+02:00", File.ReadAllText(At("orders")), StringComparison.Ordinal);
        Assert.Contains(Rows("sales"), row => row["sold_on"].Length == "2025-01-01".Length);
        Assert.Contains(Rows("products"), row => row["description"].Contains('\n', StringComparison.Ordinal));
        Assert.Contains(Rows("orders"), row => row["channel"] == "retail" && !row.ContainsKey("email") && row.ContainsKey("serial"));
        Assert.Contains(Rows("orders"), row => row["currency"] == "CHF");
        Assert.Contains(Rows("units"), row => row["status"] == "test");

        var emails = Rows("registrations").Select(row => row["email"]).ToList();
        Assert.True(emails.Distinct().Count() > emails.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.True(emails.Count > emails.Distinct(StringComparer.OrdinalIgnoreCase).Count() * 1.1);
        var units = Keys("units", Unit);
        Assert.True(units.Count > units.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    // Random units aside: what the hand-placed cases alone must come to.
    [Fact]
    public void The_edges_alone_give_the_figures_worked_out_by_hand()
    {
        var edges = Path.Combine(folder, "edges");
        new MadeHistory(MadeEdges.Units, 1, Start).Write(edges);
        var kpis = new ReferenceKpis(ReferenceHistory.Read(edges));
        var quarter = MadeEdges.Quarter(Start);
        var month = Period.Holding(PeriodKind.Month, quarter.From);

        // Of ten sales: one too early, one too late, one of a test unit; captured are 90 days sharp (twice) and at once.
        var capture = kpis.WarrantyCaptureRate(quarter);
        Assert.Equal((3, 7), (capture.Numerator, capture.Denominator));

        // 0, 1, 3, 13, 14 and 15 days; the next quarter's, the one before's, the undated and the test unit's are out.
        var time = kpis.TimeToRegister(quarter);
        Assert.Equal((8.0, 6, 5 / 6.0), (time.Value, time.Denominator, time.Within14Days));

        // In: at the edge (yes), last second (no, a second late), 0 (no), 1 s (yes), before (no), 90 or 365 days (yes), a second more (no),
        // plan and product (no), retail (no), the tester's real unit is none (out).
        foreach (var period in new[] { quarter, Period.Holding(PeriodKind.Month, quarter.From) })
        {
            var conversion = kpis.AftermarketConversionRate(period);
            Assert.Equal((3, 9), (conversion.Numerator, conversion.Denominator));
        }

        // A second over half an hour, 30 days sharp from the cohort's first moment, a tag, a look for help without an address.
        Assert.Equal(4, kpis.RegistrationToEngagement(quarter).Numerator);

        // Half an hour and a second apart, and three close together with one more at the period's last second.
        Assert.Equal(2, kpis.ReturningVisitorRate(quarter).Numerator);
        Assert.Equal(1, kpis.DataActivationRate(quarter).Numerator);

        // 16.10 + 39.99 twice and a free one: the others have no such line in euros.
        var value = kpis.PartsOrderValue(quarter);
        Assert.True(value.Denominator >= 3);
        Assert.NotNull(value.RetailOrderValue);
        Assert.Equal((2 * 56.09) / 3, value.RetailOrderValue.Value, 12);
    }

    [Fact]
    public void Every_period_kind_has_something_to_count()
    {
        var kpis = new ReferenceKpis(ReferenceHistory.Read(folder));
        var quarter = MadeEdges.Quarter(Start);
        foreach (var period in new[] { quarter, quarter.Previous(), Period.Holding(PeriodKind.Month, quarter.From), Period.Holding(PeriodKind.Week, quarter.From.AddDays(30)) })
        {
            var figures = new[] { kpis.WarrantyCaptureRate(period), kpis.TimeToRegister(period), kpis.AftermarketConversionRate(period), kpis.PartsOrderValue(period) };
            Assert.All(figures, figure => Assert.True(figure is { Value: not null, Denominator: > 0 }, $"{period.Name}: {figure}"));
        }

        Assert.NotEqual(kpis.WarrantyCaptureRate(quarter).Value, kpis.WarrantyCaptureRate(quarter).WithEstimatedSales);
    }

    private string At(string kind) => Path.Combine(folder, kind + ".csv");

    private List<Dictionary<string, string>> Rows(string kind) => ReadCsv.Rows(At(kind));

    private HashSet<string> Keys(string kind, Func<Dictionary<string, string>, string> key)
    {
        var keys = new HashSet<string>();
        Assert.All(Rows(kind), row => Assert.True(keys.Add(key(row)), $"{kind}: {key(row)} comes twice"));
        return keys;
    }

    private static string Gtin(Dictionary<string, string> row) => row["gtin"].PadLeft(14, '0');

    private static string Unit(Dictionary<string, string> row) => $"{Gtin(row)} {row["serial"]}";

    private static DateTimeOffset Time(Dictionary<string, string> row, string column) =>
        DateTimeOffset.Parse(row[column], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    private static bool HasRightCheckDigit(string gtin) =>
        gtin.Length is 8 or 12 or 13 or 14 && gtin.Reverse().Select((digit, i) => (digit - '0') * (i % 2 == 0 ? 1 : 3)).Sum() % 10 == 0;
}
