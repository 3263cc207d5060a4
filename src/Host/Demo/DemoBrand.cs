using Microsoft.EntityFrameworkCore;
using Nameplate.Host.Verbs;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Jobs;
using Nameplate.Platform.Storage;

namespace Nameplate.Host.Demo;

/// <summary>Makes the demo brand as a maker would: opens it, imports catalogue, units and the shops' sales. The rest of its past is lived through behind the running server.</summary>
static class DemoBrand
{
    public const string Slug = "aurora", Admin = "admin@aurora.example";
    static readonly TimeSpan SignInValid = TimeSpan.FromDays(1);

    public sealed record Doors(string ApiKey, string SignIn);

    public static async Task<Brand> Make(WebApplication app, CancellationToken ct)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        if (await db.Set<Brand>().SingleOrDefaultAsync(b => b.Slug == Slug, ct) is { } there) return there;

        var (brand, error) = await scope.ServiceProvider.GetRequiredService<OpenBrand>().Handle(new(Slug, "Aurora", "EUR", "DE", "#0b6e4f"), ct);
        if (brand is null) throw new Mistake(error!);
        (brand.LegalAddress, brand.SupportEmail, brand.SupportPhone, brand.Iban, brand.LogoUrl) =
            ("Aurora Geräte GmbH\nHafenstraße 12\n20457 Hamburg\nGermany", "help@aurora.example", "+49 40 555 0100", "DE02 1203 0000 0000 2020 51", "/demo/aurora.svg");
        await db.SaveChangesAsync(ct);

        var start = scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow();
        var lives = Lives.From(start);
        await Import(app, brand, "products", Catalogue.Open("products.csv"), ct);
        await Import(app, brand, "parts", Catalogue.Open("parts.csv"), ct);
        await Import(app, brand, "fitment", Catalogue.Open("fitment.csv"), ct);
        await Import(app, brand, "units", Lives.UnitsCsv(lives), ct);
        scope.ServiceProvider.GetRequiredService<CurrentBrand>().Become(brand.Id);
        db.Add(Job.New(brand.Id, "demo.history", System.Text.Json.JsonSerializer.Serialize(start), start));
        db.Add(Job.New(brand.Id, "demo.desk", System.Text.Json.JsonSerializer.Serialize(start), start));
        await db.SaveChangesAsync(ct);
        return brand;
    }

    public static async Task Import(WebApplication app, Brand brand, string kind, Stream csv, CancellationToken ct)
    {
        await using var content = csv;
        await Import(app.Services.GetRequiredService<Importer>(), brand.Id, kind, content, ct);
    }

    public static async Task Import(Importer importer, Guid brand, string kind, Stream content, CancellationToken ct)
    {
        var refused = new MemoryStream();
        var run = await importer.Run(await importer.Open(brand, kind, kind + ".csv", content, dryRun: false, ct), content, () => refused, _ => { }, ct);
        if (run.RefusedRows > 0 || run.State != ImportState.Done) throw new InvalidOperationException($"The demo's {kind} were not taken: {run.Error} {System.Text.Encoding.UTF8.GetString(refused.ToArray())}");
    }

    /// <summary>An API key and a sign-in link for whoever started the demo; new ones at each start, as only their hashes are kept.</summary>
    public static async Task<Doors> Open(WebApplication app, Brand brand, CancellationToken ct)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var (key, link) = await BrandVerb.Doors(scope.ServiceProvider, brand, Admin, ct, SignInValid);
        return new(key, link!);
    }
}
