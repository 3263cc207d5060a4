using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Nameplate.Analytics.Tests.Reference;
using Nameplate.Tests.Analytics.Facts;
using Nameplate.Tests.Analytics.Kpis;

namespace Nameplate.Tests.Analytics.Figures;

public class ShowKpisTests(Servers servers)
{
    static readonly DateTimeOffset Start = new(2023, 1, 1, 0, 0, 0, TimeSpan.Zero);

    static async Task<BrandClient> BrandWithHistory(Server server)
    {
        var folder = Directory.CreateTempSubdirectory("nphistory");
        new MadeHistory(units: 600, seed: 3, Start).Write(folder.FullName);
        var brand = await server.NewBrand();
        await brand.Tell(Told.Events(ReferenceHistory.Read(folder.FullName)));
        folder.Delete(recursive: true);
        return brand;
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_report_says_interval_trend_sample_cohort_and_benchmark(string storage)
    {
        var brand = await BrandWithHistory(await servers.On(storage));
        var report = await brand.Api.GetAsync("/api/v1/kpis?period=2024-q3&at=2024-10-01").Expect(HttpStatusCode.OK);
        var young = await brand.Api.GetAsync("/api/v1/kpis?period=2024-Q3&at=2024-09-30T23:59:59Z").Expect(HttpStatusCode.OK);

        Assert.Equal(("2024-Q3", "2024-07-01T00:00:00+00:00", "2024-10-01T00:00:00+00:00"), (report.GetProperty("period").GetString(), report.GetProperty("from").GetString(), report.GetProperty("to").GetString()));
        var kpis = report.GetProperty("kpis").EnumerateArray().ToDictionary(k => k.GetProperty("key").GetString()!);
        Assert.Equal(["warranty_capture_rate", "time_to_register", "registration_to_engagement", "aftermarket_conversion_rate", "parts_order_value", "profile_completeness", "returning_visitor_rate", "data_activation_rate"], kpis.Keys);
        var previous = await brand.Kpi("warranty_capture_rate", "2024-Q2");
        foreach (var (key, kpi) in kpis)
        {
            var (value, _, denominator) = kpi.Read();
            Assert.InRange(value!.Value, kpi.GetProperty("low").GetDouble(), kpi.GetProperty("high").GetDouble());
            var sample = kpi.GetProperty("sample");
            Assert.Equal((denominator, 100, denominator >= 100), (sample.GetProperty("n").GetInt64(), sample.GetProperty("required").GetInt32(), sample.GetProperty("enough").GetBoolean()));
            Assert.True(kpi.GetProperty("cohort").GetProperty("mature").GetBoolean());
            Assert.Equal(key == "time_to_register" ? value < 7 : key == "parts_order_value" ? value >= kpi.GetProperty("good").GetDouble() : value > kpi.GetProperty("good").GetDouble(), kpi.GetProperty("meetsBenchmark").GetBoolean());
        }
        var capture = kpis["warranty_capture_rate"];
        Assert.Equal(("2024-04-02T00:00:00+00:00", "2024-07-03T00:00:00+00:00"), (capture.GetProperty("cohort").GetProperty("from").GetString(), capture.GetProperty("cohort").GetProperty("to").GetString()));
        Assert.Equal(previous.Read().Item1, capture.GetProperty("trend").GetProperty("previous").GetDouble());
        Assert.Equal(capture.Read().Item1 - previous.Read().Item1, capture.GetProperty("trend").GetProperty("delta").GetDouble());
        Assert.NotNull(capture.Also("immature"));
        Assert.All(young.GetProperty("kpis").EnumerateArray(), k => Assert.False(k.GetProperty("cohort").GetProperty("mature").GetBoolean()));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task The_parts_of_a_split_and_the_rows_behind_it_add_up_to_the_figure(string storage)
    {
        var brand = await BrandWithHistory(await servers.On(storage));
        foreach (var key in (string[])["warranty_capture_rate", "time_to_register", "registration_to_engagement", "aftermarket_conversion_rate", "parts_order_value", "profile_completeness", "returning_visitor_rate", "data_activation_rate"])
        {
            var split = await brand.Api.GetAsync($"/api/v1/kpis/{key}?period=2024-Q3&by=product").Expect(HttpStatusCode.OK);
            var (_, numerator, denominator) = split.GetProperty("kpi").Read();
            var parts = split.GetProperty("parts").EnumerateArray().Select(p => p.Read()).ToList();
            Assert.True(parts.Count > 1);
            Assert.Equal((numerator, denominator), (numerator is null ? null : parts.Sum(p => p.Item2), parts.Sum(p => p.Item3)));

            var (rows, next) = (new List<JsonElement>(), "");
            do
            {
                var page = await brand.Api.GetAsync($"/api/v1/kpis/{key}/rows?period=2024-Q3&limit=17&after={next}").Expect(HttpStatusCode.OK);
                rows.AddRange(page.GetProperty("items").EnumerateArray());
                next = page.GetProperty("next").GetString();
            }
            while (next is not null);
            if (key == "parts_order_value") rows.RemoveAll(r => r.GetProperty("channel").GetString() != "direct");
            Assert.Equal((key, denominator), (key, rows.Select(r => r.GetProperty("id").GetString()).Distinct().Count()));
            if (numerator is not null) Assert.Equal(numerator, rows.Count(r => r.GetProperty("counted").GetBoolean()));
        }
        foreach (var by in (string[])["market", "channel", "lot"])
            await brand.Api.GetAsync($"/api/v1/kpis/parts_order_value?period=2024-Q3&by={by}").Expect(HttpStatusCode.OK);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task What_is_not_there_is_said_with_its_remedy(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        Assert.Contains("warranty_capture_rate", (await brand.Api.GetAsync("/api/v1/kpis/scans?period=2026-Q3").Expect(HttpStatusCode.NotFound)).GetProperty("detail").GetString());
        Assert.Contains("52 ISO weeks", (await brand.Api.GetAsync("/api/v1/kpis?period=2025-W53").Expect(HttpStatusCode.UnprocessableEntity)).GetProperty("detail").GetString());
        Assert.Contains("2026-Q3", (await brand.Api.GetAsync("/api/v1/kpis").Expect(HttpStatusCode.UnprocessableEntity)).GetProperty("detail").GetString());
        Assert.Contains("market", (await brand.Api.GetAsync("/api/v1/kpis/time_to_register?period=2026-Q3&by=colour").Expect(HttpStatusCode.UnprocessableEntity)).GetProperty("detail").GetString());
        await brand.Api.GetAsync("/api/v1/kpis/time_to_register/rows?period=2026-Q3&after=x").Expect(HttpStatusCode.UnprocessableEntity);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task The_terminal_says_the_same_as_the_API_while_the_server_runs(string storage)
    {
        var server = await servers.On(storage);
        var brand = await BrandWithHistory(server);
        var api = await brand.Api.GetStringAsync("/api/v1/kpis?period=2024-Q3&at=2025-01-01");
        string[] arguments = ["kpi", "--period", "2024-Q3", "--at", "2025-01-01", "--brand", brand.Brand.Slug, "--data", server.Settings.Data.FullName, .. server.Settings.Postgres is { } postgres ? (string[])["--postgres", postgres] : []];

        Assert.Equal((0, api), await Run([.. arguments, "--json"]));
        var (code, table) = await Run(arguments);
        Assert.Equal(0, code);
        Assert.Contains("warranty capture rate", table);
    }

    static async Task<(int Code, string Output)> Run(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "nameplate.dll"), .. arguments]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output.TrimEnd('\n'));
    }
}
