using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Nameplate.Tests.Commerce;

/// <summary>Things tests of parts and orders do first.</summary>
public static partial class Shelf
{
    /// <summary>A part on the shelf that fits every unit of the model.</summary>
    public static async Task<string> NewPart(this BrandClient brand, string? gtin, int stock = 10, decimal price = 12.90m, int? weightG = 120, string? sku = null, string kind = "part", string? availableUntil = null)
    {
        sku ??= "P-" + Guid.CreateVersion7().ToString("N")[^8..].ToUpperInvariant();
        await brand.Api.PostAsJsonAsync("/api/v1/parts", new { sku, name = "Part " + sku, kind, price, currency = "EUR", stock, weightG, availableUntil, maxDeliveryDays = 3 }).Expect(HttpStatusCode.Created);
        if (gtin is not null) Assert.Equal(1, (await brand.Import("fitment", $"sku,gtin\n{sku},{gtin}\n")).GetProperty("added").GetInt64());
        return sku;
    }

    public static object OrderOf(string sku, int quantity = 1, string email = "ada@example.com", string country = "DE", string? gtin = null, string? serial = null) => new
    {
        email, gtin, serial, lines = new[] { new { sku, quantity } }, shipTo = new { name = "Ada Lovelace", line1 = "Ahornallee 14", city = "Berlin", postalCode = "10437", country }, payment = "invoice",
    };

    public static Task<JsonElement> Order(this BrandClient brand, string sku, int quantity = 1, string country = "DE", string email = "ada@example.com") =>
        brand.Api.PostAsJsonAsync("/api/v1/orders", OrderOf(sku, quantity, email, country)).Expect(HttpStatusCode.Created);

    public static async Task<int> StockOf(this BrandClient brand, string sku) => (await brand.Api.GetAsync("/api/v1/parts/" + sku).Expect(HttpStatusCode.OK)).GetProperty("stock").GetInt32();

    public static async Task<string[]> Fitting(this BrandClient brand, string gtin, string serial) =>
        [.. (await brand.Api.GetAsync($"/api/v1/units/{gtin}/{serial}/parts").Expect(HttpStatusCode.OK)).GetProperty("items").EnumerateArray().Select(i => i.GetProperty("sku").GetString()!)];

    /// <summary>The events once there are as many as expected: PostgreSQL shows them when no older transaction, of any test, is open.</summary>
    public static async Task<List<JsonElement>> EventsOf(this BrandClient brand, string type, int expected = 1)
    {
        for (var wait = 0; ; wait++)
        {
            var all = await brand.Api.GetAsync("/api/v1/events?limit=200").Expect(HttpStatusCode.OK);
            List<JsonElement> found = [.. all.GetProperty("items").EnumerateArray().Where(e => e.GetProperty("type").GetString() == type)];
            if (found.Count >= expected || wait == 200) return found;
            await Task.Delay(50);
        }
    }

    /// <summary>The fields of the page's form as they stand in it.</summary>
    public static Dictionary<string, string> FieldsOf(string html)
    {
        var form = FormPart().Match(html).Value;
        var fields = InputPart().Matches(form).Select(m => m.Value).ToDictionary(i => Attribute(i, "name"), i => WebUtility.HtmlDecode(Attribute(i, "value")));
        foreach (Match select in SelectPart().Matches(form))
            fields[Attribute(select.Value, "name")] = OptionPart().Matches(select.Value).Select(o => o.Value).Where(o => o.Contains(" selected", StringComparison.Ordinal)).Select(o => Attribute(o, "value")).Single();
        return fields;
    }

    public static string ActionOf(string html) => WebUtility.HtmlDecode(Attribute(FormPart().Match(html).Value, "action"));

    static string Attribute(string tag, string name) => Regex.Match(tag, $"\\b{name}=\"([^\"]*)\"", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value;

    public static string Text(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);

    [GeneratedRegex("<form method=\"post\".*?</form>", RegexOptions.Singleline, 1000)] private static partial Regex FormPart();
    [GeneratedRegex("<input [^>]*>", RegexOptions.None, 1000)] private static partial Regex InputPart();
    [GeneratedRegex("<select .*?</select>", RegexOptions.Singleline, 1000)] private static partial Regex SelectPart();
    [GeneratedRegex("<option [^>]*>", RegexOptions.None, 1000)] private static partial Regex OptionPart();
}
