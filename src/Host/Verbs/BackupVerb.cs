using System.CommandLine;
using System.Text.Json;
using Nameplate.Platform.Backups;

namespace Nameplate.Host.Verbs;

static class BackupVerb
{
    static readonly Argument<FileInfo> File = new("file") { Description = "The archive to write, such as nameplate-2026-11-22.zip" };

    public static Command Command()
    {
        var backup = new Command("backup", "Writes records, files and keys to one archive while the server runs, and reads it back") { File };
        backup.SetAction(async (parse, ct) =>
        {
            var (settings, file) = (CommandLine.SettingsOf(parse), parse.GetRequiredValue(File));
            await using var app = Composition.Build(settings);
            var manifest = await Bar.Show("backup", show => app.Services.GetRequiredService<TakeBackup>().Handle(file, show, ct));
            file.Refresh();
            var rows = manifest.Records.Tables.Values.Sum();
            Console.WriteLine(CommandLine.WantsJson(parse)
                ? JsonSerializer.Serialize(new { file = file.FullName, bytes = file.Length, manifest.Version, manifest.Storage, manifest.TakenAt, manifest.Records.Schema, manifest.Records.Tables, filesAt = manifest.Files, manifest.LeftOut, manifest.Parts }, JsonSerializerOptions.Web)
                : $"{file.FullName} holds {rows:N0} rows and {manifest.Parts.Count - 1:N0} files, {file.Length / 1e6:N1} MB. It was read back and is right.{Note(manifest)}");
            return 0;
        });
        return backup;
    }

    static string Note(Manifest manifest) =>
        (manifest.Files is null ? "" : $"\nFiles lie in {manifest.Files} and are not in the archive; protect them there.") + (manifest.LeftOut.Count == 0 ? "" : $"\nLeft out of the settings: {string.Join(", ", manifest.LeftOut)}.");
}
