using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Storage;

namespace Nameplate.Host.Verbs;

static class DbVerbs
{
    public static Command Command() => new("db", "The database's schema and read models") { Migrate(), Rebuild() };

    static Command Migrate()
    {
        var noBackup = new Option<bool>("--no-backup") { Description = "Do not copy the records before their tables change" };
        var migrate = new Command("migrate", "Brings the schema to the version of this program") { noBackup };
        migrate.SetAction(async (parse, ct) =>
        {
            await using var app = Composition.Build(CommandLine.SettingsOf(parse) with { NoBackup = parse.GetValue(noBackup) });
            await CommandLine.Prepare(app, migrate: true, ct);
            await using var scope = app.Services.CreateAsyncScope();
            var applied = await scope.ServiceProvider.GetRequiredService<AppDb>().Database.GetAppliedMigrationsAsync(ct);
            Console.WriteLine(CommandLine.WantsJson(parse) ? $$"""{"schema":"{{applied.Last()}}"}""" : $"The schema is at {applied.Last()}.");
            return 0;
        });
        return migrate;
    }

    static Command Rebuild()
    {
        var name = new Argument<string>("name") { Description = "The read model, such as analytics.facts" };
        var rebuild = new Command("rebuild", "Drops a read model and makes it again from the event log") { name };
        rebuild.SetAction(async (parse, ct) =>
        {
            var settings = CommandLine.SettingsOf(parse);
            await using var app = Composition.Build(settings);
            await CommandLine.Prepare(app, migrate: settings.Postgres is null, ct);
            var pump = app.Services.GetRequiredService<EventPump>();
            var events = await pump.Rebuild(parse.GetRequiredValue(name), n => Console.Error.Write($"\r{n:N0} events"), ct)
                ?? throw new Mistake($"There is no read model “{parse.GetRequiredValue(name)}”. There are: {string.Join(", ", pump.ReadModels)}.");
            await Console.Error.WriteLineAsync();
            Console.WriteLine(CommandLine.WantsJson(parse) ? $$"""{"name":"{{parse.GetRequiredValue(name)}}","events":{{events}}}""" : $"{parse.GetRequiredValue(name)} was made again from {events:N0} events.");
            return 0;
        });
        return rebuild;
    }

    /// <summary>Prints the statements that make the model's schema: what a migration is written from.</summary>
    public static Command Script()
    {
        var script = new Command("db-script") { Hidden = true };
        script.SetAction(async (parse, _) =>
        {
            await using var app = Composition.Build(CommandLine.SettingsOf(parse));
            await using var scope = app.Services.CreateAsyncScope();
            Console.WriteLine(scope.ServiceProvider.GetRequiredService<AppDb>().Database.GenerateCreateScript());
            return 0;
        });
        return script;
    }
}
