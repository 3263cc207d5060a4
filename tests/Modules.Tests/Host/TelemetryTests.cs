using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Nameplate.Tests.Host;

public class TelemetryTests
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Traces_and_metrics_reach_a_collector_with_routes_instead_of_addresses(string storage)
    {
        ConcurrentQueue<string> traces = new(), metrics = new();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var collector = builder.Build();
        collector.Urls.Add("http://127.0.0.1:0");
        collector.MapPost("/v1/traces", http => Take(http, traces));
        collector.MapPost("/v1/metrics", http => Take(http, metrics));
        await collector.StartAsync();

        var place = await Brewery.New(storage, 2);
        var (server, url) = await Program.Serve(new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Urls.First(), ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf", ["OTEL_METRIC_EXPORT_INTERVAL"] = "500", ["OTEL_BSP_SCHEDULE_DELAY"] = "300",
        }, _ => { }, place.Where);
        try
        {
            using var api = place.Client(url);
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            Assert.True(await Brewery.Register(api, 0));
            while (!(Has(traces, "GET /p/{gtin}/{serial}") && Has(metrics, "nameplate.scans") && Has(metrics, "nameplate.registrations") && Has(metrics, "nameplate.event.lag") && Has(metrics, "nameplate.outbox.age")))
            {
                Assert.True(await Brewery.Scan(api, 1));
                (await api.GetAsync($"/p/{Brewery.Gtin}/U1")).Dispose();
                (await api.GetAsync("/m/sEcReTtOkEn0123456789")).Dispose();
                await Task.Delay(200, limit.Token);
            }
        }
        finally { server.Kill(); }
        Assert.DoesNotContain(traces, t => t.Contains("sEcReTtOkEn", StringComparison.Ordinal) || t.Contains("@example.com", StringComparison.Ordinal));
    }

    static bool Has(IEnumerable<string> bodies, string text) => bodies.Any(b => b.Contains(text, StringComparison.Ordinal));

    static async Task Take(HttpContext http, ConcurrentQueue<string> bodies)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        bodies.Enqueue(Encoding.Latin1.GetString(body.ToArray()));
    }
}
