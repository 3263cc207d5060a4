using System.CommandLine;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Backups;
using Nameplate.Platform.Brands;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Files;
using Nameplate.Platform.Jobs;
using Nameplate.Platform.Storage;

namespace Nameplate.Host.Verbs;

/// <summary>An ordinary mistake, as one sentence for the person at the terminal. Exit code 1.</summary>
sealed class Mistake(string sentence) : Exception(sentence);

static class CommandLine
{
    static readonly Option<DirectoryInfo> Data = new("--data") { DefaultValueFactory = _ => new(Environment.GetEnvironmentVariable("NAMEPLATE_DATA") ?? "data"), Description = "Folder for files and, by default, the SQLite database", Recursive = true };
    static readonly Option<string?> Postgres = new("--postgres") { Description = "Connection string: keep the records in PostgreSQL", Recursive = true, DefaultValueFactory = _ => Environment.GetEnvironmentVariable("NAMEPLATE_POSTGRES") };
    static readonly Option<bool> Json = new("--json") { Recursive = true, Description = "Print JSON, and nothing else, on standard output" };

    public static RootCommand Root() => new("Nameplate: every unit its own nameplate.")
    {
        Data, Postgres, Json,
        DemoVerb.Command(), ServeVerb.Command(), DbVerbs.Command(), BrandVerb.Command(), StaffVerb.Command(), MintVerb.Command(), LabelsVerb.Command(), ImportVerb.Command(), ExportVerb.Command(), KpiVerb.Command(), JobsVerb.Command(), BackupVerb.Command(), RestoreVerb.Command(), DoctorVerb.Command(), DbVerbs.Script(),
    };

    public static async Task<int> Run(string[] args)
    {
        var parsed = Root().Parse(args);
        if (parsed.Errors.Count > 0 && !args.Any(a => a is "-h" or "--help" or "-?"))
        {
            await Console.Error.WriteLineAsync($"{parsed.Errors[0].Message.TrimEnd('.')}. See nameplate --help.");
            return 1;
        }
        try { return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }); }
        catch (OperationCanceledException) { return 1; }
        catch (Exception error) when (Explain(error, parsed) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return 1;
        }
    }

    /// <summary>One plain sentence that says what to do; null for what should not happen, which keeps its stack trace.</summary>
    static string? Explain(Exception error, ParseResult parsed)
    {
        foreach (var e in Chain(error))
        {
            if (e is Mistake or CopyRefused or FilesUnreachable) return e.Message;
            if (e is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } or Microsoft.AspNetCore.Connections.AddressInUseException) return "That address is taken by another program. Stop it, or listen elsewhere with --urls http://127.0.0.1:5081.";
            if (e is SocketException { SocketErrorCode: SocketError.AccessDenied }) return "This user may not listen on that port. Use one above 1023 with --urls.";
            if (e is UnauthorizedAccessException) return $"This user may not write to {parsed.GetValue(Data)}. Give it the right, or name another folder with --data.";
            if (e is IOException { HResult: 28 }) return "The disk is full. Free some space; nothing that was acknowledged is lost.";
            foreach (IDialect dialect in (IDialect[])[Storage.Sqlite.SqliteStorage.Dialect(parsed.GetValue(Data)!.FullName), Storage.Postgres.PostgresStorage.Dialect()])
                if (dialect.Explain(e) is { } sentence) return sentence;
        }
        return Chain(error).OfType<IOException>().FirstOrDefault() is { } io ? $"{parsed.GetValue(Data)} cannot be used: {io.Message.TrimEnd('.')}. Name another folder with --data." : null;
    }

    static IEnumerable<Exception> Chain(Exception? error)
    {
        for (; error is not null; error = error.InnerException) yield return error;
    }

    /// <summary>The settings that every verb shares.</summary>
    public static Settings SettingsOf(ParseResult parse, string? urls = null, string? publicUrl = null, bool demo = false)
    {
        var (data, postgres) = (parse.GetRequiredValue(Data), parse.GetValue(Postgres) is { Length: > 0 } connection ? connection : null);
        if (postgres is not null && Storage.Postgres.PostgresStorage.WrongForm(postgres) is { } wrong) throw new Mistake(wrong);
        data.Create();
        return new(data, postgres, urls, publicUrl, demo);
    }

    public static bool WantsJson(ParseResult parse) => parse.GetValue(Json);

    /// <summary>Brings schema, cursors and jobs into the state a server or a bulk command starts from.</summary>
    public static async Task Prepare(WebApplication app, bool migrate, CancellationToken ct)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        using var owner = db.AsSchemaOwner();
        var newer = (migrate || db.Dialect.IsSqlite ? await Applied(db, ct) : await db.Database.GetAppliedMigrationsAsync(ct)).Except(db.Database.GetMigrations()).ToList();
        if (newer.Count > 0) throw new Mistake($"The database is newer than this program: it knows the change {newer[^1]}, this program does not. Install the newer version.");
        if (migrate)
        {
            if (!app.Services.GetRequiredService<Settings>().NoBackup) await CopyBeforeMigration(app, db, ct);
            await db.Dialect.Migrate(db, ct);
        }
        else if ((await db.Database.GetPendingMigrationsAsync(ct)).Any() || !await db.Dialect.IsLocked(db, ct)) throw new Mistake("The database has not the schema this program needs. Run: nameplate db migrate");
        await app.Services.GetRequiredService<EventPump>().SeedCursors(ct);
        await app.Services.GetRequiredService<JobRunner>().TakeUpAgain(ct);
    }

    /// <summary>Where a migration will change tables that hold something.</summary>
    static async Task CopyBeforeMigration(WebApplication app, AppDb db, CancellationToken ct)
    {
        if (!(await Applied(db, ct)).Any() || (await db.Database.GetPendingMigrationsAsync(ct)).FirstOrDefault() is not { } pending || !await db.Set<Brand>().AnyAsync(ct)) return;
        try
        {
            var path = await app.Services.GetRequiredService<BeforeMigration>().Copy(pending, ct);
            await Console.Error.WriteLineAsync($"The schema will change. The records as they are now are kept in {path}.");
        }
        catch (CopyRefused refused) { throw new Mistake($"The schema must change, and no copy of the records could be made first: {refused.Message.TrimEnd('.')}. Or make a backup yourself and run: nameplate db migrate --no-backup"); }
    }

    static async Task<IEnumerable<string>> Applied(AppDb db, CancellationToken ct) => await db.Database.CanConnectAsync(ct) ? await db.Database.GetAppliedMigrationsAsync(ct) : [];

    /// <summary>A scope that acts for the brand named, or for the only one there is.</summary>
    public static async Task<(AsyncServiceScope Scope, Brand Brand)> InBrand(WebApplication app, string? slug, CancellationToken ct)
    {
        var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var brands = await db.Set<Brand>().AsNoTracking().Where(b => slug == null || b.Slug == slug).OrderBy(b => b.Slug).Take(2).ToListAsync(ct);
        if (brands.Count == 0) throw new Mistake(slug is null ? "There is no brand yet. Make one: nameplate brand create SLUG --name NAME" : $"There is no brand “{slug}”. Make it: nameplate brand create {slug} --name NAME");
        if (brands.Count > 1) throw new Mistake("There are several brands here. Say which one with --brand SLUG.");
        scope.ServiceProvider.GetRequiredService<CurrentBrand>().Become(brands[0].Id);
        return (scope, brands[0]);
    }

    public static Option<string?> BrandOption() => new("--brand") { Description = "The brand's slug; not needed while there is only one" };
}
