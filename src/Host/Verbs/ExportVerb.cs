using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Exports;

namespace Nameplate.Host.Verbs;

static class ExportVerb
{
    static readonly Argument<string> Kind = new("kind") { Description = "products, units, sales, registrations, scans, parts, fitment, orders" };
    static readonly Argument<FileInfo?> File = new("file") { Arity = ArgumentArity.ZeroOrOne, Description = "Where the CSV goes; standard output when not given" };
    static readonly Option<string?> Brand = CommandLine.BrandOption();

    public static Command Command()
    {
        var export = new Command("export", "Everything on record of a kind, as the CSV file that import takes") { Kind, File, Brand };
        export.SetAction(async (parse, ct) =>
        {
            var (kind, file, json) = (parse.GetRequiredValue(Kind), parse.GetValue(File), CommandLine.WantsJson(parse));
            if (json && file is null) throw new Mistake("With --json standard output holds the result, so name a FILE for the rows.");
            var settings = CommandLine.SettingsOf(parse);
            await using var app = Composition.Build(settings);
            using var server = LocalServer.Find(settings, null);      // reading needs nobody's leave
            if (server is null) await CommandLine.Prepare(app, migrate: settings.Postgres is null, ct);
            var (scope, _) = await CommandLine.InBrand(app, parse.GetValue(Brand), ct);
            await using var acting = scope;

            var export = scope.ServiceProvider.GetRequiredService<WriteExport>();
            if (!export.Kinds.Contains(kind)) throw new Mistake($"“{kind}” cannot be exported. Use one of {string.Join(", ", export.Kinds)}.");
            if (server is null) await app.Services.GetRequiredService<EventPump>().CatchUp(ct);
            var began = Stopwatch.GetTimestamp();
            var rows = await Bar.Show(kind, show => Write(export, kind, file, show, ct));
            if (json) Console.WriteLine(JsonSerializer.Serialize(new { kind, rows, file = file!.FullName, seconds = Math.Round(Stopwatch.GetElapsedTime(began).TotalSeconds, 3) }, JsonSerializerOptions.Web));
            else if (file is not null) Console.WriteLine($"{rows:N0} rows are in {file.FullName}.");
            return 0;
        });
        return export;
    }

    /// <summary>A file takes its name when it is whole.</summary>
    static async Task<long> Write(WriteExport export, string kind, FileInfo? file, Action<double, string> show, CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        void Progress(long rows, long of) => show(Math.Min(0.999, rows / (double)Math.Max(1, of)), Bar.Rows(rows, began));
        if (file is null)
        {
            await using var output = Console.OpenStandardOutput();
            return await export.Handle(kind, output, Progress, ct);
        }
        var part = new FileInfo(file.FullName + ".part");
        long written;
        await using (var output = new FileStream(part.FullName, FileMode.Create, FileAccess.Write, FileShare.None, 128 * 1024)) written = await export.Handle(kind, output, Progress, ct);
        part.MoveTo(file.FullName, overwrite: true);
        return written;
    }
}
