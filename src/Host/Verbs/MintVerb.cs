using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Nameplate.Products;

namespace Nameplate.Host.Verbs;

static class MintVerb
{
    static readonly Option<string?> Gtin = new("--gtin") { Description = "The model" };
    static readonly Option<int> Count = new("--count") { Description = "How many serials, up to 1,000,000; not needed with --serials" };
    static readonly Option<string?> Lot = new("--lot"), ProducedOn = new("--produced-on"), Market = new("--market");
    static readonly Option<string?> Prefix = new("--prefix") { Description = "Numbers that count up behind this, instead of serials nobody guesses" };
    static readonly Option<long?> Start = new("--start") { Description = "The first number; else they go on where the last run with this prefix ended" };
    static readonly Option<int?> Digits = new("--digits") { Description = "With how many digits numbers are written" };
    static readonly Option<FileInfo?> Serials = new("--serials") { Description = "A file of your own serials, one a line" };
    static readonly Option<bool> ForField = new("--for-field") { Description = "Codes for units that are in the field already, to be bound later" };
    static readonly Option<bool> Resume = new("--resume") { Description = "Goes on with runs that were interrupted, and mints nothing new" };
    static readonly Option<string?> Brand = CommandLine.BrandOption();

    public static Command Command()
    {
        var mint = new Command("mint", "Mints serials of a model") { Gtin, Count, Lot, ProducedOn, Market, Prefix, Start, Digits, Serials, ForField, Resume, Brand };
        mint.SetAction(async (parse, ct) =>
        {
            var settings = CommandLine.SettingsOf(parse);
            var gtin = parse.GetValue(Gtin) ?? (parse.GetValue(Resume) ? "" : throw new Mistake("Name the model with --gtin, or go on with interrupted runs with --resume."));
            var own = parse.GetValue(Serials) is { } file ? await Lines(file, ct) : null;
            var order = new MintOrder(gtin, own?.Length ?? parse.GetValue(Count), parse.GetValue(Lot), Date(parse.GetValue(ProducedOn)), parse.GetValue(Market))
            {
                Prefix = parse.GetValue(Prefix), Start = parse.GetValue(Start), Digits = parse.GetValue(Digits), Serials = own, ForField = parse.GetValue(ForField),
            };
            await using var app = Composition.Build(settings);
            using var server = LocalServer.Find(settings, null);
            if (server is null) await CommandLine.Prepare(app, migrate: settings.Postgres is null, ct);
            var (scope, brand) = await CommandLine.InBrand(app, parse.GetValue(Brand), ct);
            await using var acting = scope;
            if (server is not null) server.DefaultRequestHeaders.Add(Platform.Access.LocalKey.BrandHeader, brand.Slug);

            if (parse.GetValue(Resume))
            {
                if (server is not null) throw new Mistake("A server is running on this data: it goes on with interrupted runs by itself.");
                var runs = await Bar.Show("mint", show => scope.ServiceProvider.GetRequiredService<IMinting>().GoOn((done, of) => show(done / (double)of, $"{done:N0} of {of:N0}"), ct));
                Console.WriteLine(CommandLine.WantsJson(parse) ? JsonSerializer.Serialize(new { runs }) : runs == 0 ? "No run was interrupted." : $"{runs:N0} interrupted runs are done.");
                return 0;
            }
            var began = Stopwatch.GetTimestamp();
            var id = await Bar.Show("mint", show => server is null ? Here(scope.ServiceProvider.GetRequiredService<IMinting>(), order, show, ct) : Through(server, order, show, ct));
            Console.WriteLine(CommandLine.WantsJson(parse) ? JsonSerializer.Serialize(new { id, minted = order.Count, seconds = Math.Round(Stopwatch.GetElapsedTime(began).TotalSeconds, 3) }) : $"{order.Count:N0} serials are minted. Run {id}.");
            return 0;
        });
        return mint;
    }

    static async Task<string[]> Lines(FileInfo file, CancellationToken ct) =>
        file.Exists ? [.. (await File.ReadAllLinesAsync(file.FullName, ct)).Select(l => l.Trim()).Where(l => l.Length > 0)] : throw new Mistake($"There is no file {file.FullName}.");

    static DateOnly? Date(string? text) => text is null ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : throw new Mistake($"“{text}” is not a date. Write it like 2026-07-28.");

    static async Task<Guid> Here(IMinting minting, MintOrder order, Action<double, string> show, CancellationToken ct)
    {
        try { return await minting.Mint(order, (done, of) => show(done / (double)of, $"{done:N0} of {of:N0}"), ct); }
        catch (ArgumentException error) { throw new Mistake(error.Message.Split(" (Parameter")[0]); }
    }

    sealed record Run(Guid Id, string Status, int Minted, int Count);

    static async Task<Guid> Through(HttpClient server, MintOrder order, Action<double, string> show, CancellationToken ct)
    {
        using var accepted = await server.PostAsJsonAsync($"/api/v1/products/{order.Gtin}/mints", new { order.Count, order.Lot, order.ProducedOn, order.Market, order.Prefix, order.Start, order.Digits, order.Serials, order.ForField }, ct);
        if (!accepted.IsSuccessStatusCode) throw new Mistake((await accepted.Content.ReadFromJsonAsync<JsonElement>(ct)).GetProperty("detail").GetString()!);
        while (true)
        {
            var run = (await server.GetFromJsonAsync<Run>(accepted.Headers.Location, ct))!;
            show(run.Minted / (double)run.Count, $"{run.Minted:N0} of {run.Count:N0}");
            if (run.Status == "done") return run.Id;
            await Task.Delay(200, ct);
        }
    }
}
