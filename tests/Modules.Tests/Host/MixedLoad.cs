using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Nameplate.Tests.Host;

/// <summary>Scans, registrations, orders and mints, until the server is gone. It notes what was answered.</summary>
sealed class MixedLoad(Brewery place, int units)
{
    const int Workers = 6;
    int round = -1;

    public const int MintCount = 20;
    public ConcurrentBag<string> Scanned { get; } = [];
    public ConcurrentBag<string> Registered { get; } = [];
    public ConcurrentBag<string> Ordered { get; } = [];
    /// <summary>Addresses of runs that were accepted.</summary>
    public ConcurrentBag<string> Minted { get; } = [];

    /// <param name="rounds">Each round has units of its own.</param>
    public Task Run(string url, int rounds, CancellationToken stop)
    {
        var first = Interlocked.Increment(ref round) * (units / rounds);
        return Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(() => Work(url, first + (worker * (units / rounds / Workers)), units / rounds / Workers, stop), CancellationToken.None)));
    }

    async Task Work(string url, int first, int count, CancellationToken stop)
    {
        using var api = place.Client(url);
        var shipTo = new { name = "Ada", line1 = "Hafenstraße 12", city = "Hamburg", postalCode = "20457", country = "DE" };
        for (var i = first; !stop.IsCancellationRequested && i < first + count; i++)
        {
            try
            {
                var serial = string.Create(CultureInfo.InvariantCulture, $"U{i}");
                if (await Brewery.Scan(api, i)) Scanned.Add(serial);
                if (await Brewery.Register(api, i)) Registered.Add(serial);
                using var order = await api.PostAsJsonAsync("/api/v1/orders", new { email = $"o{i}@example.com", gtin = Brewery.Gtin, serial, lines = new[] { new { sku = "F-1", quantity = 1 } }, shipTo, payment = "invoice" }, CancellationToken.None);
                if (order.StatusCode == HttpStatusCode.Created) Ordered.Add((await order.Content.ReadFromJsonAsync<JsonElement>(CancellationToken.None)).GetProperty("orderRef").GetString()!);
                using var mint = await api.PostAsJsonAsync($"/api/v1/products/{Brewery.Gtin}/mints", new { count = MintCount }, CancellationToken.None);
                if (mint.StatusCode == HttpStatusCode.Accepted) Minted.Add(mint.Headers.Location!.ToString());
            }
            catch (Exception gone) when (gone is HttpRequestException or IOException or JsonException) { return; }
        }
    }
}
