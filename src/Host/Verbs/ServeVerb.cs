using System.CommandLine;

namespace Nameplate.Host.Verbs;

static class ServeVerb
{
    static readonly Option<string> Urls = new("--urls") { DefaultValueFactory = _ => Environment.GetEnvironmentVariable("NAMEPLATE_URLS") ?? "http://127.0.0.1:5080", Description = "Addresses to listen on" };
    static readonly Option<string?> PublicUrl = new("--public-url") { Description = "The address the world reaches this server under; printed codes carry it" };

    public static Command Command()
    {
        var serve = new Command("serve", "Production server") { Urls, PublicUrl };
        serve.SetAction(async (parse, ct) =>
        {
            var settings = CommandLine.SettingsOf(parse, parse.GetRequiredValue(Urls), parse.GetValue(PublicUrl));
            await using var app = Composition.Build(settings);
            using var local = await Start(app, migrate: settings.Postgres is null, ct);
            Console.WriteLine($"Nameplate serves {app.Urls.First()}");
            await app.WaitForShutdownAsync(ct);
            return 0;
        });
        return serve;
    }

    /// <summary>Prepares the records and begins to listen. On SQLite the schema is brought up to date at once; on PostgreSQL that is <c>db migrate</c>'s.</summary>
    public static async Task<LocalServer> Start(WebApplication app, bool migrate, CancellationToken ct, Func<Task>? beforeListening = null)
    {
        var local = LocalServer.Claim(app);
        var routes = Task.Run(() => _ = app.Services.GetRequiredService<EndpointDataSource>().Endpoints, ct);      // beside the records: the first visitor would wait for it
        await CommandLine.Prepare(app, migrate, ct);
        if (beforeListening is not null) await beforeListening();
        await routes;
        await app.StartAsync(ct);
        local.Announce(app.Urls.First());
        return local;
    }
}
