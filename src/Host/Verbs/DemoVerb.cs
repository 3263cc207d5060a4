using System.CommandLine;

namespace Nameplate.Host.Verbs;

static class DemoVerb
{
    static readonly Option<string> Urls = new("--urls") { DefaultValueFactory = _ => "http://127.0.0.1:5080", Description = "Addresses to listen on" };

    public static Command Command()
    {
        var demo = new Command("demo", "The whole product on embedded storage, with a realistic demo brand") { Urls };
        demo.SetAction(async (parse, ct) =>
        {
            await using var app = Composition.Build(CommandLine.SettingsOf(parse, parse.GetRequiredValue(Urls), demo: true));
            using var local = await ServeVerb.Start(app, migrate: true, ct);
            Console.WriteLine($"Nameplate serves {app.Urls.First()}");
            await app.WaitForShutdownAsync(ct);
            return 0;
        });
        return demo;
    }
}
