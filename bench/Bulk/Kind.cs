using System.Globalization;

namespace Nameplate.Bench;

/// <summary>A kind of file, as a maker's history has it: rows in the order they were made, or in none.</summary>
/// <param name="Tables">Where its rows end: a bare insert writes the same rows into the same tables.</param>
/// <param name="After">Kinds whose records it needs.</param>
sealed record Kind(string Name, string Header, Func<int, string> Row, string[] Tables, string[] After)
{
    public const string Gtin = "09506000134352";
    const int Parts = 10_000, RulesOfAPart = 100;

    public static readonly Kind[] All =
    [
        new("products", "gtin,name,model,category,list_price,currency,warranty_months", i => $"{GtinOf(i)},Brew {i},B-{i},espresso,199.90,EUR,24", ["products_model", "products_gtin"], []),
        new("units", "gtin,serial,lot,produced_on,shipped_on,market,firmware", i => $"{Gtin},{Serial(i)},L{i / 5000},{Day(i):yyyy-MM-dd},{Day(i):yyyy-MM-dd}T09:30:00Z,DE,1.4.2", ["products_unit"], ["model"]),
        new("sales", "gtin,serial,sold_on,channel,retailer,country,price,currency,email", i => $"{Gtin},{Serial(i)},{Day(i):yyyy-MM-dd},{(i % 4 == 0 ? "direct" : "retail")},Shop {i % 50},DE,199.90,EUR,{(i % 4 == 0 ? Email(i) : "")}", ["owners_person", "owners_sale"], ["model", "units"]),
        new("registrations", "gtin,serial,registered_at,email,purchased_on,channel,name,country,marketing_consent,device", i => $"{Gtin},{Serial(i)},{Day(i + 5000):yyyy-MM-dd}T18:10:00Z,{Email(i)},{Day(i):yyyy-MM-dd},qr,Owner {i},DE,{(i % 2 == 0 ? "true" : "")},mobile",
            ["owners_person", "owners_registration", "owners_consent", "warranty_cover", "warranty_certificate"], ["model", "units"]),
        new("scans", "gtin,serial,scanned_at,placement,country,device", i => $"{Gtin},{Serial(i)},{Day(i):yyyy-MM-dd}T{i % 24:00}:{i % 60:00}:00Z,product,DE,mobile", ["resolver_scan", "resolver_unit_scan"], ["model", "units"]),
        new("parts", "sku,name,kind,price,currency,stock,weight_g", i => $"{Sku(i)},Filter {i},consumable,9.90,EUR,25,120", ["commerce_part", "commerce_stock"], []),
        new("fitment", "sku,gtin,serial_from,serial_to", i => $"{Sku(i / RulesOfAPart % Parts)},{Gtin},{Serial(i)},{Serial(i + 99)}", ["commerce_fitment"], ["model", "parts"]),
        new("orders", "order_ref,line,ordered_at,channel,sku,kind,quantity,unit_price,currency,email,gtin,serial", i => $"R-{i / 3},{i % 3},{Day(i / 3 * 3):yyyy-MM-dd}T12:00:00Z,direct,{Sku(i % Parts)},consumable,2,9.90,EUR,{Email(i / 3)},{Gtin},{Serial(i)}",
            ["owners_person", "commerce_order", "commerce_order_line"], ["model", "units"]),
    ];

    /// <summary>What the others need of each: the model whose units they are, all units, some parts.</summary>
    public static readonly IReadOnlyDictionary<string, (string Kind, int? Rows, Func<int, string> Row)> Needed = new Dictionary<string, (string, int?, Func<int, string>)>(StringComparer.Ordinal)
    {
        ["model"] = ("products", 1, _ => $"{Gtin},Brew One,B-1,espresso,199.90,EUR,24"),
        ["units"] = ("units", null, Of("units").Row),
        ["parts"] = ("parts", Parts, Of("parts").Row),
    };

    public static Kind Of(string name) => All.Single(k => k.Name == name);

    public string Write(DirectoryInfo folder, int count, bool random) => Write(folder, Name, Header, count, Row, random);

    public static string Write(DirectoryInfo folder, string name, string header, int count, Func<int, string> row, bool random = false)
    {
        var order = Enumerable.Range(0, count).ToArray();
        if (random) new Random(7).Shuffle(order);
        var path = Path.Combine(folder.FullName, $"{name}.csv");
        using var csv = new StreamWriter(path);
        csv.WriteLine(header);
        foreach (var i in order) csv.WriteLine(row(i));
        return path;
    }

    public static string Serial(int i) => string.Create(CultureInfo.InvariantCulture, $"BR{i:0000000000}");
    static string Sku(int i) => string.Create(CultureInfo.InvariantCulture, $"P-{i:0000000}");
    static string Email(int i) => string.Create(CultureInfo.InvariantCulture, $"owner{i:0000000}@example.com");
    static DateOnly Day(int i) => new DateOnly(2024, 1, 1).AddDays(i / 5000);

    static string GtinOf(int i)
    {
        var body = string.Create(CultureInfo.InvariantCulture, $"0400{i:000000000}");
        var sum = body.Select((digit, at) => (digit - '0') * (at % 2 == 0 ? 3 : 1)).Sum();
        return body + (10 - sum % 10) % 10;
    }
}
