using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Nameplate.Tests.Products;

static class MintSteps
{
    /// <summary>A finished run.</summary>
    public static async Task<JsonElement> Mint(this BrandClient brand, string gtin, object order)
    {
        var mint = await brand.Api.PostAsJsonAsync($"/api/v1/products/{gtin}/mints", order).Expect(HttpStatusCode.Accepted);
        while (mint.GetProperty("status").GetString() != "done")
        {
            await Task.Delay(50);
            mint = await brand.Api.GetAsync($"/api/v1/mints/{mint.GetProperty("id").GetString()}").Expect(HttpStatusCode.OK);
        }
        return mint;
    }

    /// <summary>The lines of the file for the press, without its heading.</summary>
    public static async Task<List<string[]>> Press(this BrandClient brand, JsonElement mint) =>
        [.. (await brand.Api.GetStringAsync(mint.GetProperty("files").GetProperty("csv").GetString())).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.Trim().Split(','))];

    /// <summary>What is wrong with an order, by field.</summary>
    public static async Task<string> Refused(this BrandClient brand, string gtin, object order) =>
        (await brand.Api.PostAsJsonAsync($"/api/v1/products/{gtin}/mints", order).Expect(HttpStatusCode.UnprocessableEntity)).GetProperty("errors").EnumerateObject().Single().Name;
}
