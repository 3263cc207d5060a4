using System.Net;
using System.Text.Json;

namespace Nameplate.Tests.Warranty;

static class WarrantySteps
{
    public static async Task<JsonElement> Coverage(this BrandClient brand, string gtin, string serial)
    {
        await brand.Server.CaughtUp();
        return await brand.Api.GetAsync($"/api/v1/units/{gtin}/{serial}/coverage").Expect(HttpStatusCode.OK);
    }

    public static async Task ImportOne(this BrandClient brand, string kind, string columns, string values)
    {
        var import = await brand.Import(kind, $"{columns}\n{values}\n");
        Assert.Equal((1, 0), (import.GetProperty("added").GetInt64(), import.GetProperty("refused").GetInt64()));
        await brand.Server.CaughtUp();
    }

    public static Task Sold(this BrandClient brand, string gtin, string serial, string on, string country = "") =>
        brand.ImportOne("sales", "gtin,serial,sold_on,channel,country", $"{gtin},{serial},{on},retail,{country}");

    public static Task RegisteredOn(this BrandClient brand, string gtin, string serial, string purchasedOn, string proof = "", string country = "") =>
        brand.ImportOne("registrations", "gtin,serial,registered_at,email,purchased_on,proof,country", $"{gtin},{serial},2026-06-01,ada@example.com,{purchasedOn},{proof},{country}");

    public static (string? From, string? To) Clock(this JsonElement coverage, string kind) =>
        coverage.GetProperty(kind) is { ValueKind: JsonValueKind.Object } period ? (period.GetProperty("from").GetString(), period.GetProperty("to").GetString()) : default;
}
