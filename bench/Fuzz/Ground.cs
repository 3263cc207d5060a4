using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Nameplate.Host;
using Nameplate.Host.Verbs;
using Nameplate.Platform.Brands;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Limits;
using Nameplate.Platform.Mail;
using Nameplate.Platform.Storage;

namespace Nameplate.Fuzz;

/// <summary>The product in this process with a brand that has one of everything, ways in, and what was ever logged as an error.</summary>
public sealed partial class Ground : IAsyncDisposable
{
    readonly WebApplication app;
    readonly LocalServer local;
    readonly Dictionary<string, string> things = new(StringComparer.Ordinal);
    readonly Dictionary<Door, string> credentials = new() { [Door.Nobody] = "" };
    readonly Uri url;
    string token = "";
    Brand brand = null!;

    Ground(WebApplication app, LocalServer local) => (this.app, this.local, url) = (app, local, new(app.Urls.First()));

    public ConcurrentQueue<string> Errors { get; private init; } = new();
    public IReadOnlyList<IReadOnlyList<Shot>> Corpora { get; private set; } = [];

    public static async Task<Ground> Make(Settings settings)
    {
        var errors = new ConcurrentQueue<string>();
        var composed = Composition.Build(settings, services => services.Configure<LimitSettings>(l => (l.CallsPerKey, l.CallsPerAddress, l.FormsPerAddress) = (0, 0, 0))
            .AddLogging(l => l.ClearProviders().AddProvider(new Listening(errors))));
        var ground = new Ground(composed, await ServeVerb.Start(composed, migrate: true, default)) { Errors = errors };
        await ground.Furnish();
        await ground.ComeIn();
        ground.Corpora = [.. (await new Seeds(ground, composed.Services).All()).Where(c => c.Count > 0)];
        return ground;
    }

    async Task Furnish()
    {
        await using var scope = app.Services.CreateAsyncScope();
        brand = (await scope.ServiceProvider.GetRequiredService<OpenBrand>().Handle(new("fuzz", "Fuzz", "EUR", "DE"), default)).Brand!;
        (things["slug"], things["gtin"], things["serial"], things["sku"], things["key"], things["kind"], things["country:length(2)"], things["documentName"]) = ("fuzz", "09506000134352", "S-1", "P-1", "warranty_capture_rate", "units", "DE", "v1");
        foreach (var (kind, csv) in new[]
        {
            ("products", "gtin,name,model,category,warranty_months\n{gtin},Brew One,B-1,espresso,24\n"), ("units", "gtin,serial,lot\n{gtin},S-1,L1\n{gtin},S-2,L1\n{gtin},A/B %,L2\n"),
            ("parts", "sku,name,kind,price,currency,stock\nP-1,Filter,consumable,12.90,EUR,100000\n"), ("fitment", "sku,gtin\nP-1,{gtin}\n"), ("registrations", "gtin,serial,registered_at,email\n{gtin},S-1,2026-05-02T10:00:00Z,ada@example.com\n"),
        })
            await Import(kind, Shot.Bytes(Filled(csv)), default);
        await ComeIn();
        things["orderRef"] = Word("orderRef", await Post("/api/v1/orders", """{"email":"ada@example.com","payment":"invoice","lines":[{"sku":"P-1","quantity":1}],"shipTo":{"name":"Ada","line1":"Markt 1","postalCode":"10115","city":"Berlin","country":"DE"}}"""));
        things["mints"] = Word("id", await Post($"/api/v1/products/{things["gtin"]}/mints", """{"count":2}"""));
        things["webhooks"] = Word("id", await Post("/api/v1/webhooks", """{"name":"Shop","url":"https://hooks.example.com/x","events":["*"]}"""));
        things["owners"] = Word("id", await Get(Door.Key, "/api/v1/owners"));
        things["registration:guid"] = Word("id", await Get(Door.Key, "/api/v1/registrations"));
        await Wire.Send(url, new("", Door.Nobody, "POST", Shot.Bytes("/my/fuzz"), Shot.Bytes("email=ada%40example.com"), "application/x-www-form-urlencoded"), "", default);
    }

    /// <summary>A new key, a new session of staff and one of an owner.</summary>
    internal async Task ComeIn()
    {
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentBrand>().Become(brand.Id);
        var (key, link) = await BrandVerb.Doors(scope.ServiceProvider, brand, "chief@example.com", default);
        credentials[Door.Key] = $"Authorization: Bearer {key}\r\n";
        var entered = await Wire.Send(url, new("", Door.Nobody, "POST", Shot.Bytes(new Uri(link!).AbsolutePath), [], "application/x-www-form-urlencoded"), "", default);
        var session = CookieOf(entered);
        var page = await Wire.Send(url, new("", Door.Nobody, "GET", "/admin"u8.ToArray(), []), $"Cookie: {session}\r\n", default);
        credentials[Door.Staff] = $"Cookie: {session}; {CookieOf(page)}\r\n";
        token = TokenForm().Match(page.Body).Groups["token"].Value;
        var mail = await scope.ServiceProvider.GetRequiredService<AppDb>().Set<OutgoingMail>().AsNoTracking().Where(m => m.To == "ada@example.com").OrderByDescending(m => m.Id).Select(m => m.Text).ToListAsync();
        if (mail.Select(m => MailedForm().Match(m)).FirstOrDefault(m => m.Success) is { } door && CookieOf(await Wire.Send(url, new("", Door.Nobody, "POST", Shot.Bytes(door.Value), [], "application/x-www-form-urlencoded"), "", default)) is { Length: > 0 } owner)
            credentials[Door.Owner] = $"Cookie: {owner}\r\n";
    }

    internal string Filled(string text) => SlotForm().Replace(text, slot => things.GetValueOrDefault(slot.Groups["name"].Value, slot.Value));

    /// <summary>An address of something that is there, for the pattern of a route.</summary>
    internal string Address(string pattern) => SlotForm().Replace("/" + pattern.Trim('/'), slot =>
        Uri.EscapeDataString(things.GetValueOrDefault(slot.Groups["name"].Value) ?? things.GetValueOrDefault(pattern[..slot.Index].Trim('/').Split('/')[^1]) ?? (slot.Value.Contains("guid", StringComparison.Ordinal) ? Guid.CreateVersion7().ToString() : "x")));

    internal async Task<string> Get(Door door, string path) => (await Wire.Send(url, new("", door, "GET", Shot.Bytes(path), []), credentials.GetValueOrDefault(door, ""), default)).Body;
    async Task<string> Post(string path, string json) => (await Wire.Send(url, new("", Door.Key, "POST", Shot.Bytes(path), Shot.Bytes(json), "application/json"), credentials[Door.Key], default)).Body;
    static string Word(string field, string json) => Regex.Match(json, $"\"{field}\":\"(?<word>[^\"]+)\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["word"].Value is { Length: > 0 } word ? word : throw new InvalidOperationException($"no {field} in {json}");

    /// <returns>The status; 200 for an import that ended.</returns>
    public async Task<int> Send(Shot shot, CancellationToken ct)
    {
        if (shot.Import is null)
        {
            var answer = await Wire.Send(url, shot with { Body = WithToken(shot) }, credentials.GetValueOrDefault(shot.Door, ""), ct);
            if (shot.Door == Door.Staff && answer.Head.Contains("Location: /admin/sign-in", StringComparison.Ordinal)) await ComeIn();      // a form signed us out
            return answer.Status;
        }
        await Import(shot.Import, shot.Body, ct);
        return 200;
    }

    byte[] WithToken(Shot shot) => shot switch
    {
        { Door: Door.Staff, Type: "application/x-www-form-urlencoded" } => [.. shot.Body, .. Shot.Bytes($"&__RequestVerificationToken={token}")],
        { Door: Door.Staff, Type: not null } when shot.Body.AsSpan().IndexOf(Seeds.TokenSlot) is >= 0 and var at => [.. shot.Body[..at], .. Shot.Bytes(token), .. shot.Body[(at + Seeds.TokenSlot.Length)..]],
        _ => shot.Body,
    };

    async Task Import(string kind, byte[] file, CancellationToken ct)
    {
        var importer = app.Services.GetRequiredService<Importer>();
        using var content = new MemoryStream(file);
        var run = await importer.Open(brand.Id, kind, "fuzz.csv", content, dryRun: false, ct);
        await importer.Run(run, content, () => new MemoryStream(), _ => { }, ct);
    }

    /// <summary>What is wrong with the records, or with the readers of the event log; null when nothing is.</summary>
    public async Task<string?> Broken()
    {
        Errors.Clear();
        await app.Services.GetRequiredService<EventPump>().CatchUp(default);
        if (Errors.TryPeek(out var error)) return error;
        if ((await Wire.Send(url, new("", Door.Nobody, "GET", "/readyz"u8.ToArray(), []), "", default)).Status != 200) return "not ready";
        if (app.Services.GetRequiredService<Settings>().Postgres is not null) return null;
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>().Database;
        if (await db.SqlQueryRaw<string>("select integrity_check as \"Value\" from pragma_integrity_check").ToListAsync() is not ["ok"] and var bad) return string.Join('\n', bad);
        return await db.SqlQueryRaw<string>("select \"table\" as \"Value\" from pragma_foreign_key_check").ToListAsync() is { Count: > 0 } loose ? "rows without what they refer to in " + string.Join(", ", loose.Distinct()) : null;
    }

    static string CookieOf(Wire.Answer answer) => string.Join("; ", CookieForm().Matches(answer.Head).Select(m => m.Groups["cookie"].Value));

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        local.Dispose();
        await app.DisposeAsync();
    }

    sealed class Listening(ConcurrentQueue<string> errors) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;
        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) { if (IsEnabled(logLevel)) errors.Enqueue($"{formatter(state, exception)}\n{exception}"); }
        public void Dispose() { /* holds nothing */ }
    }

    [GeneratedRegex(@"\{(\*\*)?(?<name>[a-zA-Z:()0-9]+)\}", RegexOptions.ExplicitCapture, 1000)] private static partial Regex SlotForm();
    [GeneratedRegex("(?i)set-cookie: (?<cookie>[^;\r\n]+)", RegexOptions.ExplicitCapture, 1000)] private static partial Regex CookieForm();
    [GeneratedRegex("/m/[A-Za-z0-9]+", RegexOptions.ExplicitCapture, 1000)] private static partial Regex MailedForm();
    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)] private static partial Regex TokenForm();
}
