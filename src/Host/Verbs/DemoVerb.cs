using System.CommandLine;
using System.Text.Json;
using Nameplate.Host.Demo;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Host.Verbs;

static class DemoVerb
{
    static readonly Option<string> Urls = new("--urls") { DefaultValueFactory = _ => "http://127.0.0.1:5080", Description = "Addresses to listen on" };
    static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Command()
    {
        var demo = new Command("demo", "The whole product on embedded storage, with a realistic demo brand") { Urls };
        demo.SetAction(async (parse, ct) =>
        {
            var settings = CommandLine.SettingsOf(parse, parse.GetRequiredValue(Urls), demo: true);
            await using var app = Composition.Build(settings, DemoHistory.Add);
            using var local = await ServeVerb.Start(app, migrate: true, ct, beforeListening: () => DemoBrand.Make(app, ct));
            var brand = await DemoBrand.Make(app, ct);
            var doors = await DemoBrand.Open(app, brand, ct);
            var units = await Show(app, settings, brand, doors, ct);
            Print(app, units[0], doors);
            try { await DemoHistory.Follow(app, brand, ct); }
            catch (OperationCanceledException) when (ct.IsCancellationRequested) { /* stopped before the past was complete: it goes on at the next start */ }
            await app.WaitForShutdownAsync(ct);
            return 0;
        });
        return demo;
    }

    sealed record Unit(string Gtin, string Serial, string DigitalLink, string Page);

    /// <summary>Writes demo.json: what a script needs to know to use the demo.</summary>
    static async Task<IReadOnlyList<Unit>> Show(WebApplication app, Settings settings, Brand brand, DemoBrand.Doors doors, CancellationToken ct)
    {
        var links = app.Services.GetRequiredService<Addresses>();
        IReadOnlyList<Unit> units = [.. (await DemoHistory.ShownUnits(app, brand, ct)).Select(u => new Unit(u.Gtin, u.Serial, links.Shared + $"/01/{u.Gtin}/21/{Uri.EscapeDataString(u.Serial)}", links.Shared + u.Page))];
        var path = Path.Combine(settings.Data.FullName, "demo.json");
        await File.WriteAllTextAsync(path + ".new", JsonSerializer.Serialize(new { baseUrl = links.Shared, brand = brand.Slug, apiKey = doors.ApiKey, admin = new { email = DemoBrand.Admin, loginUrl = doors.SignIn }, units }, Indented), ct);
        File.Move(path + ".new", path, overwrite: true);
        return units;
    }

    static void Print(WebApplication app, Unit unit, DemoBrand.Doors doors)
    {
        using var scope = app.Services.CreateScope();
        Console.WriteLine(scope.ServiceProvider.GetRequiredService<IMinting>().CodeAsText(unit.DigitalLink));
        Console.WriteLine($"""
            Nameplate serves {app.Services.GetRequiredService<Addresses>().Shared} with the demo brand Aurora.

            Scan or open   {unit.DigitalLink}
            Console        {doors.SignIn}
            API key        {doors.ApiKey}
                           curl -H "Authorization: Bearer {doors.ApiKey}" {app.Services.GetRequiredService<Addresses>().Shared}/api/v1/products

            All of this is in demo.json. Stop with Ctrl+C.
            """);
    }
}
