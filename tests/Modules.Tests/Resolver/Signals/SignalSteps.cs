using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Nameplate.Tests.Resolver.Signals;

static class SignalSteps
{
    public static async Task Scan(this BrandClient brand, string gtin, string serial, params (string At, string Place)[] scans)
    {
        var rows = string.Concat(scans.Select(s => $"{gtin},{serial},{s.At},mobile,{s.Place[..2]},{s.Place}\n"));
        await brand.Import("scans", "gtin,serial,scanned_at,device,country,region\n" + rows);
        await brand.Server.CaughtUp();
    }

    /// <summary>Kind and state of a number’s signals, and its score.</summary>
    public static async Task<(int Score, string Signals)> Suspicion(this BrandClient brand, string gtin, string serial)
    {
        var of = await brand.Api.GetAsync($"/api/v1/units/{gtin}/{serial}/signals").Expect(HttpStatusCode.OK);
        return (of.GetProperty("score").GetInt32(), string.Join(", ", of.GetProperty("signals").EnumerateArray().Select(s => $"{s.GetProperty("kind").GetString()} {s.GetProperty("state").GetString()}").Order(StringComparer.Ordinal)));
    }

    public static async Task<JsonElement> Signal(this BrandClient brand, string gtin, string serial, string kind) =>
        (await brand.Api.GetAsync($"/api/v1/units/{gtin}/{serial}/signals").Expect(HttpStatusCode.OK)).GetProperty("signals").EnumerateArray().Single(s => s.GetProperty("kind").GetString() == kind);

    public static string Written(this DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
