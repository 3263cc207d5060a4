using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Nameplate.Tests;

/// <summary>Things many tests do first, over HTTP as an integrator would.</summary>
public static class Steps
{
    public static async Task<JsonElement> Json(this HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        return text.Length > 0 ? JsonElement.Parse(text) : throw new InvalidOperationException($"{answer.StatusCode} with no body");
    }

    /// <summary>The answer's JSON, after checking its status; a failure shows what the server said.</summary>
    public static async Task<JsonElement> Expect(this Task<HttpResponseMessage> call, HttpStatusCode status)
    {
        using var answer = await call;
        Assert.True(answer.StatusCode == status, $"{(int)answer.StatusCode} instead of {(int)status}: {await answer.Content.ReadAsStringAsync()}");
        return await answer.Json();
    }

    public static async Task<string> NewModel(this BrandClient brand, string name = "Brew One", int? warrantyMonths = 24)
    {
        var gtin = BrandClient.NewGtin();
        await brand.Api.PostAsJsonAsync("/api/v1/products", new { gtin, name, model = "B-1", category = "espresso", warrantyMonths }).Expect(HttpStatusCode.Created);
        return gtin;
    }

    /// <summary>Imports CSV text and waits for the end.</summary>
    public static async Task<JsonElement> Import(this BrandClient brand, string kind, string csv, bool dryRun = false)
    {
        using var form = new MultipartFormDataContent { { new StringContent(kind), "kind" }, { new StringContent(dryRun ? "true" : "false"), "dryRun" }, { new StringContent(csv), "file", kind + ".csv" } };
        using var accepted = await brand.Api.PostAsync("/api/v1/imports", form);
        Assert.True(accepted.StatusCode == HttpStatusCode.Accepted, await accepted.Content.ReadAsStringAsync());
        while (true)
        {
            var import = await brand.Api.GetAsync(accepted.Headers.Location).Expect(HttpStatusCode.OK);
            if (import.GetProperty("state").GetString() is "done" or "refused" && (import.GetProperty("refused").GetInt64() == 0 || import.GetProperty("errors").ValueKind == JsonValueKind.String)) return import;
            await Task.Delay(50);
        }
    }

    /// <summary>A unit of a model, on record.</summary>
    public static async Task<string> NewUnit(this BrandClient brand, string gtin, string? more = null, string? serial = null)
    {
        serial ??= "S" + Guid.CreateVersion7().ToString("N")[^12..].ToUpperInvariant();
        var (columns, values) = more is null ? ("", "") : ("," + more.Split('=')[0], "," + more.Split('=')[1]);
        var import = await brand.Import("units", $"gtin,serial{columns}\n{gtin},{serial}{values}\n");
        Assert.Equal(1, import.GetProperty("added").GetInt64());
        return serial;
    }
}
