using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Nameplate.Products;

namespace Nameplate.Host.Verbs;

static class LabelsVerb
{
    static readonly Argument<Guid> Run = new("run") { Description = "The run's id, as mint prints it" };
    static readonly Argument<FileInfo> File = new("file") { Description = "Where the PDF goes" };
    static readonly Option<string?> Design = new("--design") { Description = "Name of a label design; A4, three by ten without one" };
    static readonly Option<string?> Brand = CommandLine.BrandOption();

    public static Command Command()
    {
        var labels = new Command("labels", "Sheets of labels of a run, as PDF") { Run, File, Design, Brand };
        labels.SetAction(async (parse, ct) =>
        {
            var (run, file, settings) = (parse.GetRequiredValue(Run), parse.GetRequiredValue(File), CommandLine.SettingsOf(parse));
            await using var app = Composition.Build(settings);
            using var server = LocalServer.Find(settings, null);      // reading needs nobody's leave
            if (server is null) await CommandLine.Prepare(app, migrate: settings.Postgres is null, ct);
            var (scope, _) = await CommandLine.InBrand(app, parse.GetValue(Brand), ct);
            await using var acting = scope;

            var began = Stopwatch.GetTimestamp();
            var part = new FileInfo(file.FullName + ".part");
            try
            {
                await using (var output = new FileStream(part.FullName, FileMode.Create, FileAccess.Write, FileShare.None, 128 * 1024)) await scope.ServiceProvider.GetRequiredService<ILabels>().Write(run, parse.GetValue(Design), output, ct);
                part.MoveTo(file.FullName, overwrite: true);
            }
            catch (ArgumentException error)
            {
                part.Delete();
                throw new Mistake(error.Message.Split(" (Parameter")[0]);
            }
            Console.WriteLine(CommandLine.WantsJson(parse) ? JsonSerializer.Serialize(new { run, file = file.FullName, seconds = Math.Round(Stopwatch.GetElapsedTime(began).TotalSeconds, 3) }) : $"The labels are in {file.FullName}.");
            return 0;
        });
        return labels;
    }
}
