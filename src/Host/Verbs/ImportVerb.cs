using System.CommandLine;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Nameplate.Platform.Imports;

namespace Nameplate.Host.Verbs;

static class ImportVerb
{
    static readonly Argument<string> Kind = new("kind") { Description = "products, units, sales, registrations, scans, parts, fitment, orders" };
    static readonly Argument<FileInfo> File = new("file") { Description = "CSV with a header row" };
    static readonly Option<bool> DryRun = new("--dry-run") { Description = "Report without writing" };
    static readonly Option<string?> Brand = CommandLine.BrandOption();

    /// <summary>What an import came to, however it was done.</summary>
    sealed record Result(string State, string? Error, string? IgnoredColumns, bool DryRun, long Rows, long Added, long Changed, long Unchanged, long Refused, string? Errors = null, double Share = 0);

    public static Command Command()
    {
        var import = new Command("import", "Imports a CSV file; bad rows go to FILE.errors.csv, good ones are kept") { Kind, File, DryRun, Brand };
        import.SetAction(async (parse, ct) =>
        {
            var (kind, file, dryRun) = (parse.GetRequiredValue(Kind), parse.GetRequiredValue(File), parse.GetValue(DryRun));
            if (!file.Exists) throw new Mistake($"There is no file {file}. Check its name.");
            var settings = CommandLine.SettingsOf(parse);
            var errors = new FileInfo(file.FullName + ".errors.csv");
            await using var app = Composition.Build(settings);
            using var server = LocalServer.Find(settings, null);
            if (server is null) await CommandLine.Prepare(app, migrate: settings.Postgres is null, ct);
            var (scope, brand) = await CommandLine.InBrand(app, parse.GetValue(Brand), ct);
            await using var acting = scope;
            if (server is not null) server.DefaultRequestHeaders.Add(Platform.Access.LocalKey.BrandHeader, brand.Slug);

            var importer = app.Services.GetRequiredService<Importer>();
            if (!importer.Kinds.Contains(kind)) throw new Mistake($"“{kind}” cannot be imported. Use one of {string.Join(", ", importer.Kinds)}.");
            var began = Stopwatch.GetTimestamp();
            var result = await Bar.Show(kind, show => server is null ? Here(importer, brand.Id, kind, file, errors, dryRun, show, ct) : Through(server, kind, file, errors, dryRun, show, ct));
            if (result.State == "refused") throw new Mistake(result.Error!);
            Print(result, kind, errors, Stopwatch.GetElapsedTime(began).TotalSeconds, CommandLine.WantsJson(parse));
            return result.Refused == 0 ? 0 : result.Refused == result.Rows ? 1 : 3;
        });
        return import;
    }

    static async Task<Result> Here(Importer importer, Guid brand, string kind, FileInfo file, FileInfo errors, bool dryRun, Action<double, string> show, CancellationToken ct)
    {
        await using var content = file.OpenRead();
        var began = Stopwatch.GetTimestamp();
        var run = await importer.Open(brand, kind, file.Name, content, dryRun, ct);
        if (run.DoneLine == 0) errors.Delete();
        var before = run.Rows;
        run = await importer.Run(run, content, () => new FileStream(errors.FullName, FileMode.OpenOrCreate), p => show(p.Share, before == 0 ? Bar.Rows(p.Rows, began) : $"{p.Rows:N0} rows, {before:N0} of them before"), ct);
        return new(run.State == ImportState.Refused ? "refused" : "done", run.Error, run.IgnoredColumns, run.DryRun, run.Rows, run.Added, run.ChangedRows, run.Unchanged, run.RefusedRows);
    }

    /// <summary>Through the server that runs on the same data.</summary>
    static async Task<Result> Through(HttpClient server, string kind, FileInfo file, FileInfo errors, bool dryRun, Action<double, string> show, CancellationToken ct)
    {
        await using var content = file.OpenRead();
        var began = Stopwatch.GetTimestamp();
        using var form = new MultipartFormDataContent { { new StringContent(kind), "kind" }, { new StringContent(dryRun ? "true" : "false"), "dryRun" }, { new StreamContent(content), "file", file.Name } };
        using var accepted = await server.PostAsync("/api/v1/imports", form, ct);
        if (!accepted.IsSuccessStatusCode) throw new Mistake((await accepted.Content.ReadFromJsonAsync<JsonElement>(ct)).GetProperty("detail").GetString()!);
        while (true)
        {
            var result = (await server.GetFromJsonAsync<Result>(accepted.Headers.Location, ct))!;
            show(result.State is "done" or "refused" ? 1 : result.Share, Bar.Rows(result.Rows, began));
            if (result.State is not ("done" or "refused")) { await Task.Delay(200, ct); continue; }
            errors.Delete();
            if (result.Refused > 0)
            {
                while (result.Errors is null) { await Task.Delay(100, ct); result = (await server.GetFromJsonAsync<Result>(accepted.Headers.Location, ct))!; }
                await System.IO.File.WriteAllBytesAsync(errors.FullName, await server.GetByteArrayAsync(result.Errors, ct), ct);
            }
            return result;
        }
    }

    static void Print(Result r, string kind, FileInfo errors, double seconds, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new { kind, r.DryRun, r.Rows, r.Added, r.Changed, r.Unchanged, r.Refused, r.IgnoredColumns, errors = r.Refused > 0 ? errors.FullName : null, seconds = Math.Round(seconds, 3) }, JsonSerializerOptions.Web));
            return;
        }
        if (r.IgnoredColumns is not null) Console.WriteLine($"Ignored columns: {r.IgnoredColumns}.");
        Console.WriteLine($"{(r.DryRun ? "Dry run, nothing was written: " : "")}{r.Rows:N0} rows: {r.Added:N0} added, {r.Changed:N0} changed, {r.Unchanged:N0} unchanged, {r.Refused:N0} refused.");
        if (r.Refused > 0) Console.WriteLine($"What is wrong and what would be right: {errors.FullName}");
    }
}
