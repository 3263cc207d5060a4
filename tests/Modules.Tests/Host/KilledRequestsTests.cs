using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Nameplate.Tests.Commerce;

namespace Nameplate.Tests.Host;

/// <summary>The process is killed while it works on requests that carry a key: sent again, each is done once.</summary>
public class KilledRequestsTests
{
    const string Gtin = "09506000134352";

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Sent_again_after_kill_minus_9_every_request_is_done_once(string storage)
    {
        var folder = Directory.CreateTempSubdirectory("np").FullName;
        string[] where = storage == "sqlite" ? ["--data", folder] : ["--data", folder, "--postgres", Cluster.NewDatabase()];
        await Program.Run(["db", "migrate", .. where]);
        var key = JsonElement.Parse((await Program.Run(["brand", "create", "acme", "--name", "Acme", "--json", .. where])).Out).GetProperty("apiKey").GetString()!;
        ConcurrentDictionary<string, string> answered = new();
        ConcurrentBag<string> sent = [];

        var (process, url) = await Program.Serve(where);
        using (var api = Client(url, key))
        {
            await api.PostAsJsonAsync("/api/v1/products", new { gtin = Gtin, name = "Brew One", model = "B-1", category = "espresso" }).Expect(HttpStatusCode.Created);
            await api.PostAsJsonAsync("/api/v1/parts", new { sku = "F-1", name = "Filter", kind = "consumable", price = 12.90, currency = "EUR", stock = 100_000 }).Expect(HttpStatusCode.Created);
            var load = Enumerable.Range(0, 6).Select(worker => Task.Run(async () =>
            {
                for (var i = 0; ; i++)
                {
                    var name = $"{(i % 2 == 0 ? "mint" : "order")}-{worker}-{i}";
                    sent.Add(name);
                    try
                    {
                        using var answer = await Send(api, name);
                        if (answer.IsSuccessStatusCode) answered[name] = answer.Headers.Location!.ToString();
                    }
                    catch (Exception gone) when (gone is HttpRequestException or IOException) { return; }
                }
            })).ToArray();
            while (answered.Count < 60) await Task.Delay(20);
            process.Kill();
            await Task.WhenAll(load);
        }

        var (again, address) = await Program.Serve(where);
        try
        {
            using var api = Client(address, key);
            ConcurrentDictionary<string, string> second = new();
            await Parallel.ForEachAsync(sent, async (name, ct) =>
            {
                while (true)
                {
                    using var answer = await Send(api, name);
                    if (answer.StatusCode == HttpStatusCode.Conflict && answer.Headers.RetryAfter is not null) { await Task.Delay(1000, ct); continue; }
                    Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(ct));
                    second[name] = answer.Headers.Location!.ToString();
                    return;
                }
            });
            Assert.All(answered, a => Assert.Equal(a.Value, second[a.Key]));
            Assert.Equal(sent.Count, second.Values.Distinct().Count());
            Assert.Equal(sent.Count(s => s.StartsWith("order", StringComparison.Ordinal)), 100_000 - (await api.GetFromJsonAsync<JsonElement>("/api/v1/parts/F-1")).GetProperty("stock").GetInt32());
        }
        finally { again.Kill(); }
    }

    static async Task<HttpResponseMessage> Send(HttpClient api, string name)
    {
        using var request = name.StartsWith("mint", StringComparison.Ordinal)
            ? new HttpRequestMessage(HttpMethod.Post, $"/api/v1/products/{Gtin}/mints") { Content = JsonContent.Create(new { count = 1 }) }
            : new HttpRequestMessage(HttpMethod.Post, "/api/v1/orders") { Content = JsonContent.Create(Shelf.OrderOf("F-1", email: name + "@example.com")) };
        request.Headers.Add("Idempotency-Key", name);
        return await api.SendAsync(request);
    }

    static HttpClient Client(string url, string key)
    {
#pragma warning disable RS0030
        var client = new HttpClient { BaseAddress = new(url), Timeout = TimeSpan.FromSeconds(100) };
#pragma warning restore RS0030
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }
}
