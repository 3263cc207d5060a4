using System.CommandLine;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Backups;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Storage;

namespace Nameplate.Host.Verbs;

static class RestoreVerb
{
    static readonly Argument<FileInfo> File = new("file") { Description = "An archive that backup wrote" };
    static readonly Option<bool> Replace = new("--replace") { Description = "Also where there are records already; they are kept aside" };
    static readonly Option<bool> Yes = new("--yes") { Description = "Do not ask" };

    public static Command Command()
    {
        var restore = new Command("restore", "Puts a backup into an empty data folder or database") { File, Replace, Yes };
        restore.SetAction(async (parse, ct) =>
        {
            var (settings, file) = (CommandLine.SettingsOf(parse) with { NoBackup = true }, parse.GetRequiredValue(File));
            await using var app = Composition.Build(settings);
            using var alone = LocalServer.KeepOthersOut(settings);
            var known = Known(app);
            var restored = await Bar.Show("restore", show => app.Services.GetRequiredService<RestoreBackup>().Handle(file, known, () => MayReplace(parse, settings), show, ct))
                ?? throw new Mistake("Nothing was changed.");
            await CommandLine.Prepare(app, migrate: true, ct);      // an older archive is brought up to date
            var (manifest, aside, renumbered) = restored;
            await app.Services.GetRequiredService<LogRestores>().Note(renumbered, ct);
            Console.WriteLine(CommandLine.WantsJson(parse)
                ? JsonSerializer.Serialize(new { manifest.Version, manifest.Storage, manifest.TakenAt, rows = manifest.Records.Tables.Values.Sum(), files = manifest.Parts.Count - 1, filesAt = manifest.Files, manifest.LeftOut, aside }, JsonSerializerOptions.Web)
                : $"Restored {manifest.Records.Tables.Values.Sum():N0} rows and {manifest.Parts.Count - 1:N0} files as of {manifest.TakenAt:u}.{(aside is null ? "" : $"\nWhat was there before is kept in {aside}.")}{(manifest.LeftOut.Count == 0 ? "" : $"\nA backup holds no secrets of other systems; fill in: {string.Join(", ", manifest.LeftOut)}.")}{(manifest.Files is null ? "" : $"\nFiles lie in {manifest.Files}; they were not touched.")}");
            return 0;
        });
        return restore;
    }

    static List<string> Known(WebApplication app)
    {
        using var scope = app.Services.CreateScope();
        return [.. scope.ServiceProvider.GetRequiredService<AppDb>().Database.GetMigrations()];
    }

    static bool MayReplace(ParseResult parse, Settings settings)
    {
        var place = settings.Postgres is null ? settings.Data.FullName : "this database";
        if (!parse.GetValue(Replace)) throw new Mistake($"There are records in {place} already. Nothing was changed. Restore elsewhere, or add --replace to put them aside.");
        if (parse.GetValue(Yes)) return true;
        if (Console.IsInputRedirected) throw new Mistake($"There are records in {place} already. Nothing was changed. Add --yes to replace them without being asked.");
        Console.Error.Write($"The records in {place} will be put aside and replaced. Type yes to go on: ");
        return string.Equals(Console.ReadLine()?.Trim(), "yes", StringComparison.OrdinalIgnoreCase);
    }
}
