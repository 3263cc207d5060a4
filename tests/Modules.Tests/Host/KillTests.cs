using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Nameplate.Tests.Host;

/// <summary>The process is killed under load: what it had answered is there once, and the figures agree.</summary>
public class KillTests
{
    const string Gtin = "09506000134352";
    const int Units = 4000;

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Everything_acknowledged_is_there_once_after_kill_minus_9(string storage)
    {
        var folder = Directory.CreateTempSubdirectory("np").FullName;
        var postgres = storage == "postgres" ? Cluster.NewDatabase() : null;
        string[] where = postgres is null ? ["--data", folder] : ["--data", folder, "--postgres", postgres];
        await Prepare(folder, where);
        var key = JsonElement.Parse((await Program.Run(["brand", "create", "second", "--name", "x", "--json", .. where])).Out);      // a brand more: nothing mixes
        Assert.Equal(JsonValueKind.String, key.GetProperty("apiKey").ValueKind);

        ConcurrentBag<string> registered = [], ordered = [], scanned = [];
        for (var round = 0; round < 2; round++)
        {
            var (process, url) = await Program.Serve(where);
            using var stop = new CancellationTokenSource();
            var apiKey = await File.ReadAllTextAsync(Path.Combine(folder, "key"));
            var load = Enumerable.Range(0, 6).Select(worker => Task.Run(() => Load(url, apiKey, (round * 6) + worker, registered, ordered, scanned, stop.Token))).ToArray();
            while (ordered.Count < (round + 1) * 25 || registered.Count < (round + 1) * 25) await Task.Delay(50);
            process.Kill();
            await stop.CancelAsync();
            await Task.WhenAll(load);
        }

        var (again, address) = await Program.Serve(where);
        try
        {
            using var api = Client(address, await File.ReadAllTextAsync(Path.Combine(folder, "key")));
            while ((await api.GetFromJsonAsync<JsonElement>("/readyz")).GetProperty("lag").EnumerateObject().Any(l => l.Value.GetInt64() > 0)) await Task.Delay(100);
            var facts = await api.GetFromJsonAsync<JsonElement>("/api/v1/kpis?period=" + Quarter());
            // Each serial is scanned, registered and ordered for by one request: twice in the records would be doubled, missing would be lost.
            foreach (var serial in registered)
                Assert.Equal(HttpStatusCode.OK, (await api.GetAsync($"/api/v1/units/{Gtin}/{serial}/coverage")).StatusCode);
            Once(registered, (await All(api, "/api/v1/registrations")).Select(r => r.GetProperty("serial").GetString()!));
            Once(ordered, (await All(api, "/api/v1/orders")).Select(o => o.GetProperty("orderRef").GetString()!));
            Assert.Equal(await Count("commerce_order", "email", folder, postgres), await Count("commerce_order", "distinct email", folder, postgres));
            Once(scanned, await Scanned(folder, postgres));
            again.Kill();
            Assert.Equal(0, (await Program.Run(["db", "rebuild", "analytics.facts", .. where])).Code);
            var rebuilt = JsonElement.Parse((await Program.Run(["kpi", "--period", Quarter(), "--brand", "acme", "--json", .. where])).Out);
            Assert.Equal(facts.GetProperty("kpis").ToString(), rebuilt.GetProperty("kpis").ToString());
        }
        finally { if (!again.HasExitedSafely()) again.Kill(); }
    }

    static void Once(IReadOnlyCollection<string> acknowledged, IEnumerable<string> recorded)
    {
        var times = recorded.CountBy(r => r).ToDictionary();
        Assert.NotEmpty(acknowledged);
        Assert.All(acknowledged, a => Assert.Equal(1, times.GetValueOrDefault(a)));
        Assert.All(times, t => Assert.Equal(1, t.Value));
    }

    static async Task<List<string>> Scanned(string folder, string? postgres) => [.. (await Query("select serial from resolver_scan", folder, postgres)).Select(v => (string)v)];

    static async Task<long> Count(string table, string what, string folder, string? postgres) =>
        Convert.ToInt64((await Query($"select count({what}) from {table}", folder, postgres))[0], CultureInfo.InvariantCulture);

    static async Task<List<object>> Query(string sql, string folder, string? postgres)
    {
        await using System.Data.Common.DbConnection connection = postgres is null ? new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(folder, "nameplate.db")}") : new Npgsql.NpgsqlConnection(postgres);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        List<object> values = [];
        while (await reader.ReadAsync()) values.Add(reader.GetValue(0));
        return values;
    }

    static async Task Prepare(string folder, string[] where)
    {
        Assert.Equal(0, (await Program.Run(["db", "migrate", .. where])).Code);
        var brand = JsonElement.Parse((await Program.Run(["brand", "create", "acme", "--name", "Acme", "--json", .. where])).Out);
        await File.WriteAllTextAsync(Path.Combine(folder, "key"), brand.GetProperty("apiKey").GetString());
        foreach (var (kind, csv) in new[]
        {
            ("products", $"gtin,name,model,category\n{Gtin},Brew One,B-1,espresso\n"),
            ("units", "gtin,serial\n" + string.Concat(Enumerable.Range(0, Units).Select(i => $"{Gtin},U{i}\n"))),
            ("parts", "sku,name,kind,price,currency,stock\nF-1,Filter,consumable,12.90,EUR,100000\n"),
            ("fitment", $"sku,gtin\nF-1,{Gtin}\n"),
        })
        {
            var file = Path.Combine(folder, kind + ".csv");
            await File.WriteAllTextAsync(file, csv);
            var ended = await Program.Run(["import", kind, file, "--brand", "acme", .. where]);
            Assert.True(ended.Code == 0, ended.Error);
        }
    }

    /// <summary>Scans, registers and orders until the server is gone; notes what was answered.</summary>
    static async Task Load(string url, string key, int worker, ConcurrentBag<string> registered, ConcurrentBag<string> ordered, ConcurrentBag<string> scanned, CancellationToken stop)
    {
        using var api = Client(url, key);
        var shipTo = new { name = "Ada", line1 = "Hafenstraße 12", city = "Hamburg", postalCode = "20457", country = "DE" };
        for (var i = worker * (Units / 12); !stop.IsCancellationRequested && i < (worker + 1) * (Units / 12); i++)
        {
            try
            {
                var serial = string.Create(CultureInfo.InvariantCulture, $"U{i}");
                using var scan = await api.GetAsync($"/01/{Gtin}/21/{serial}", CancellationToken.None);
                if (scan.StatusCode == HttpStatusCode.TemporaryRedirect) scanned.Add(serial);
                using var registration = await api.PostAsJsonAsync("/api/v1/registrations", new { gtin = Gtin, serial, email = $"o{i}@example.com", purchasedOn = "2026-01-10" }, CancellationToken.None);
                if (registration.StatusCode == HttpStatusCode.Created) registered.Add(serial);
                using var order = await api.PostAsJsonAsync("/api/v1/orders", new { email = $"o{i}@example.com", gtin = Gtin, serial, lines = new[] { new { sku = "F-1", quantity = 1 } }, shipTo, payment = "invoice" }, CancellationToken.None);
                if (order.StatusCode == HttpStatusCode.Created) ordered.Add((await order.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("orderRef").GetString()!);
            }
            catch (Exception gone) when (gone is HttpRequestException or IOException or JsonException) { return; }
        }
    }

    static HttpClient Client(string url, string key)
    {
#pragma warning disable RS0030
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new(url) };
#pragma warning restore RS0030
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    static async Task<List<JsonElement>> All(HttpClient api, string list)
    {
        List<JsonElement> items = [];
        for (string? after = null; ;)
        {
            var page = await api.GetFromJsonAsync<JsonElement>($"{list}?limit=200{(after is null ? "" : "&after=" + after)}");
            items.AddRange(page.GetProperty("items").EnumerateArray());
            if ((after = page.GetProperty("next").GetString()) is null) return items;
        }
    }

    static string Quarter()
    {
        var now = TimeProvider.System.GetUtcNow();
        return string.Create(CultureInfo.InvariantCulture, $"{now.Year}-Q{((now.Month - 1) / 3) + 1}");
    }
}
