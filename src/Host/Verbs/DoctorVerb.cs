using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using Nameplate.Platform.Doctor;
using Spectre.Console;

namespace Nameplate.Host.Verbs;

static class DoctorVerb
{
    static readonly Option<string?> SendTo = new("--send-to") { Description = "Send a test mail to this address" };
    static readonly Option<string?> PublicUrl = new("--public-url") { Description = "The address the world reaches the server under" };
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) } };

    public static Command Command()
    {
        var doctor = new Command("doctor", "Looks at everything an installation needs, and says what to do where something is wrong") { SendTo, PublicUrl };
        doctor.SetAction(async (parse, ct) =>
        {
            var settings = CommandLine.SettingsOf(parse, publicUrl: parse.GetValue(PublicUrl));
            await using var app = Composition.Build(settings);
            await using var scope = app.Services.CreateAsyncScope();
            List<Finding> findings = [Server(settings)];
            await foreach (var finding in scope.ServiceProvider.GetRequiredService<Examination>().Run(parse.GetValue(SendTo), ct)) findings.Add(finding);
            var well = findings.TrueForAll(f => f.Grade != Grade.Fails);
            if (CommandLine.WantsJson(parse)) Console.WriteLine(JsonSerializer.Serialize(new { ok = well, findings }, Json));
            else Print(findings, well);
            return well ? 0 : 1;
        });
        return doctor;
    }

    static Finding Server(Settings settings) => settings.Postgres is not null ? Finding.Ok("server", "The records are on PostgreSQL; any number of servers may run.")
        : LocalServer.Address(settings) is { } url ? Finding.Ok("server", $"A server runs on {settings.Data}, at {url}.")
        : Finding.Ok("server", $"No server runs on {settings.Data} now.");

    static void Print(List<Finding> findings, bool well)
    {
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect });
        if (Console.IsOutputRedirected) terminal.Profile.Width = 300;
        foreach (var f in findings)
        {
            var (word, colour) = f.Grade switch { Grade.Ok => ("ok     ", "green"), Grade.Warning => ("warning", "yellow"), _ => ("fails  ", "red") };
            terminal.MarkupLine($"[{colour}]{word}[/]  {Markup.Escape(f.Check),-14}  {Markup.Escape(f.Says)}{(f.Remedy is null ? "" : $"\n{new string(' ', 25)}{Markup.Escape(f.Remedy)}")}");
        }
        terminal.WriteLine(well ? "Nothing fails." : "Something fails. See above.");
    }
}
