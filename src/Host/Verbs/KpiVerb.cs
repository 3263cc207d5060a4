using System.CommandLine;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Nameplate.Analytics;
using Nameplate.Platform.Access;
using Spectre.Console;

namespace Nameplate.Host.Verbs;

static class KpiVerb
{
    static readonly Option<string> Period = new("--period") { Required = true, Description = "A quarter 2026-Q3, a month 2026-09 or an ISO week 2026-W37" };
    static readonly Option<string?> At = new("--at") { Description = "The time that counts as now, such as 2026-10-01T00:00:00Z" };
    static readonly Option<string?> Brand = CommandLine.BrandOption();

    public static Command Command()
    {
        var kpi = new Command("kpi", "The KPIs of a period, from records brought up to date first") { Period, At, Brand };
        kpi.SetAction(async (parse, ct) =>
        {
            var settings = CommandLine.SettingsOf(parse);
            var (period, at) = (parse.GetRequiredValue(Period), Time(parse.GetValue(At)));
            await using var app = Composition.Build(settings);
            using var server = LocalServer.Find(settings, null);
            if (server is null) await CommandLine.Prepare(app, migrate: settings.Postgres is null, ct);
            var (scope, brand) = await CommandLine.InBrand(app, parse.GetValue(Brand), ct);
            await using var acting = scope;
            if (server is not null) server.DefaultRequestHeaders.Add(LocalKey.BrandHeader, brand.Slug);

            var json = app.Services.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
            var report = server is null ? await Here(scope.ServiceProvider, period, at, ct) : await Through(server, period, at, json, ct);
            if (CommandLine.WantsJson(parse)) Console.WriteLine(JsonSerializer.Serialize(report, json));
            else Print(report, brand.Name);
            return 0;
        });
        return kpi;
    }

    static DateTimeOffset? Time(string? text) => text is null ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : throw new Mistake($"“{text}” is not a time. Write it like 2026-10-01T00:00:00Z.");

    static async Task<KpiReport> Here(IServiceProvider services, string period, DateTimeOffset? at, CancellationToken ct)
    {
        var (report, error) = await services.GetRequiredService<IFigures>().For(period, at, ct);
        return report ?? throw new Mistake(error!);
    }

    /// <summary>Through the server that runs on the same data.</summary>
    static async Task<KpiReport> Through(HttpClient server, string period, DateTimeOffset? at, JsonSerializerOptions json, CancellationToken ct)
    {
        using var answer = await server.GetAsync($"/api/v1/kpis?period={Uri.EscapeDataString(period)}{(at is { } time ? $"&at={time.UtcDateTime:O}" : "")}", ct);
        if (!answer.IsSuccessStatusCode) throw new Mistake((await answer.Content.ReadFromJsonAsync<JsonElement>(ct)).GetProperty("detail").GetString()!);
        return (await answer.Content.ReadFromJsonAsync<KpiReport>(json, ct))!;
    }

    static void Print(KpiReport report, string brand)
    {
        var table = new Table().Title(Markup.Escape($"{brand}, {report.Period}")).Border(TableBorder.Rounded)
            .AddColumn(new TableColumn("KPI").NoWrap()).AddColumn(Right("Value")).AddColumn(Right("95 % interval")).AddColumn(Right("Of")).AddColumn(Right("Benchmark")).AddColumn("Trend").AddColumn("Sample");
        foreach (var k in report.Kpis)
        {
            var met = k.MeetsBenchmark switch { true => "met", false => "not met", _ => "" };
            var trend = k.Trend.Delta is not { } delta ? "–" : $"{(k.Trend.Stable is true ? "stable" : "more than chance")} ({Change(k.Key, delta)})";
            var sample = (k.Sample.Enough ? "enough" : $"too few: {k.Sample.N} of {k.Sample.Required}") + (k.Cohort.Mature ? "" : ", not mature");
            string[] cells = [k.Key.Replace('_', ' '), Value(k.Key, k.Value), k.Low is null ? "–" : $"{Value(k.Key, k.Low)} to {Value(k.Key, k.High)}", k.Numerator is null ? $"{k.Denominator}" : $"{k.Numerator} of {k.Denominator}", $"{Value(k.Key, k.Good)} {met}".Trim(), trend, sample];
            table.AddRow([.. cells.Select(c => new Markup(Markup.Escape(c), k.Sample.Enough ? null : new Style(decoration: Decoration.Dim)))]);
        }
        // a file or a pipe gets plain text that does not wrap
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect });
        if (Console.IsOutputRedirected) terminal.Profile.Width = 200;
        terminal.Write(table);
    }

    static TableColumn Right(string header) => new TableColumn(header).RightAligned();

    static bool IsDays(string key) => key == "time_to_register";

    static string Value(string key, double? value) => value is not { } v ? "–" : IsDays(key) ? $"{v.ToString("0.#", CultureInfo.InvariantCulture)} days" : $"{(v * 100).ToString("0.0", CultureInfo.InvariantCulture)} %";

    static string Change(string key, double delta) => IsDays(key) ? $"{delta.ToString("+0.#;-0.#;0", CultureInfo.InvariantCulture)} days" : $"{(delta * 100).ToString("+0.0;-0.0;0", CultureInfo.InvariantCulture)} points";
}
