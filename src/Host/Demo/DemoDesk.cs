using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Nameplate.Platform.Jobs;

namespace Nameplate.Host.Demo;

/// <summary>What the demo brand's own people did of late, over the API as any program does it: labels were designed, serials minted, old units relabelled, a code led elsewhere. Sent again it makes nothing twice.</summary>
sealed class DemoDesk(Settings settings) : IJob
{
    public static string Kind => "demo.desk";
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    public async Task Run(Job job, CancellationToken ct)
    {
        HttpClient? found;
        while ((found = LocalServer.Find(settings, DemoBrand.Slug)) is null) await Task.Delay(Look, ct);      // it begins to listen
        using var api = found;
        var start = JsonSerializer.Deserialize<DateTimeOffset>(job.Argument);
        var lives = Lives.From(start);
        var (random, counted) = (lives[0].Gtin, lives.FirstOrDefault(l => l.Serial.Contains('-', StringComparison.Ordinal)) ?? lives[^1]);
        var week = string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(start.UtcDateTime)}-{ISOWeek.GetWeekOfYear(start.UtcDateTime):00}");

        await Post(api, "label-designs", new { name = "Rating plate", sheet = "L7160", placement = "product", codeSize = 30 }, ct);
        await Post(api, "label-designs", new { name = "Box", sheet = "L7163", placement = "box", codeSize = 32 }, ct);
        await Post(api, "label-designs", new { name = "Insert with claim code", sheet = "L7160", placement = "insert", codeSize = 28, showClaim = true }, ct);
        await Post(api, "tag-keys", new { name = "First delivery" }, ct);
        await Minted(api, random, new { count = 120, lot = week, market = "DE" }, ct);
        await Minted(api, counted.Gtin, new { count = 60, prefix = "N-", digits = 5, lot = week, market = "DE" }, ct);
        var sheet = await Minted(api, counted.Gtin, new { count = 24, forField = true }, ct);
        string[] labels = [.. (await api.GetStringAsync($"/api/v1/mints/{sheet}/csv", ct)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.Split(',')[1])];
        foreach (var (life, label) in lives.Where(l => l.Gtin == counted.Gtin && l.RegisteredAt is not null).Zip(labels).Take(4)) await Post(api, $"codes/{counted.Gtin}/{label}/binding", new { serial = life.Serial }, ct);
        await Post(api, $"codes/{counted.Gtin}/{labels[^1]}/voiding", new { reason = "Misprinted" }, ct);
        await Post(api, $"codes/{random}/{lives[3].Serial}/reprint", new { reason = "Torn when it was unpacked", fresh = true }, ct);
        await Post(api, "links", new { gtin = counted.Gtin, linkType = "gs1:quickStartGuide", href = "/p/" + counted.Gtin, title = "First steps", isDefault = true, lot = week }, ct);
        await Post(api, "lot-changes", new { gtin = random, lot = week, status = "shipped", shippedOn = start.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) }, ct);
    }

    static async Task<string> Minted(HttpClient api, string gtin, object order, CancellationToken ct)
    {
        var mint = await Post(api, $"products/{gtin}/mints", order, ct);
        while (mint.GetProperty("status").GetString() != "done")
        {
            await Task.Delay(Look, ct);
            mint = await api.GetFromJsonAsync<JsonElement>("/api/v1/mints/" + mint.GetProperty("id").GetString(), ct);
        }
        return mint.GetProperty("id").GetString()!;
    }

    static async Task<JsonElement> Post(HttpClient api, string path, object body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/" + path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", "demo-" + Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { path, body })))[..16]);
        using var answer = await api.SendAsync(request, ct);
        return answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<JsonElement>(ct) : throw new InvalidOperationException($"{path}: {await answer.Content.ReadAsStringAsync(ct)}");
    }
}
