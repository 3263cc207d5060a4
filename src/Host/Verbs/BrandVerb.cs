using System.CommandLine;
using Nameplate.Platform.Access;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Host.Verbs;

static class BrandVerb
{
    static readonly Argument<string> Slug = new("slug") { Description = "Short name in addresses: a-z, 0-9 and -" };
    static readonly Option<string> Name = new("--name") { Required = true, Description = "What customers call the brand" };
    static readonly Option<string> Currency = new("--currency") { DefaultValueFactory = _ => "EUR", Description = "ISO 4217" };
    static readonly Option<string> Country = new("--country") { DefaultValueFactory = _ => "DE", Description = "ISO 3166-1: where the brand is established" };
    static readonly Option<string?> Host = new("--host") { Description = "Host of the brand's own, such as id.example.com: printed codes and mails carry it" };
    static readonly Option<string?> Admin = new("--admin") { Description = "E-mail of the first member of staff: prints a sign-in link" };

    public static Command Command()
    {
        var create = new Command("create", "Opens a new tenant and prints an API key for it") { Slug, Name, Currency, Country, Host, Admin };
        create.SetAction(async (parse, ct) =>
        {
            var settings = CommandLine.SettingsOf(parse);
            await using var app = Composition.Build(settings);
            await CommandLine.Prepare(app, migrate: settings.Postgres is null, ct);
            await using var scope = app.Services.CreateAsyncScope();
            var (brand, error) = await scope.ServiceProvider.GetRequiredService<OpenBrand>().Handle(new(parse.GetRequiredValue(Slug), parse.GetRequiredValue(Name), parse.GetRequiredValue(Currency), parse.GetRequiredValue(Country), Host: parse.GetValue(Host)), ct);
            if (brand is null) throw new Mistake(error!);
            var (key, link) = await Doors(scope.ServiceProvider, brand, parse.GetValue(Admin), ct);
            if (CommandLine.WantsJson(parse)) Console.WriteLine(System.Text.Json.JsonSerializer.Serialize(new { brand = brand.Slug, id = brand.Id, apiKey = key, loginUrl = link }));
            else Console.WriteLine($"{brand.Name} is open. API key, shown this once: {key}{(link is null ? "" : $"\nSign in: {link}")}");
            return 0;
        });
        return new Command("brand", "Tenants") { create };
    }

    /// <summary>A first API key and, for an address, a first sign-in link.</summary>
    public static async Task<(string Key, string? Link)> Doors(IServiceProvider services, Brand brand, string? admin, CancellationToken ct, TimeSpan? valid = null)
    {
        var db = services.GetRequiredService<AppDb>();
        var (row, key) = ApiKey.Issue(brand.Id, "first key", services.GetRequiredService<TimeProvider>().GetUtcNow());
        db.Add(row);
        await db.SaveChangesAsync(ct);
        if (admin is null) return (key, null);
        var signIn = services.GetRequiredService<SignIn>();
        return (key, await signIn.NewLink(brand.Id, await signIn.Appoint(brand.Id, admin, StaffRole.Owner, ct), ct, valid));
    }
}
