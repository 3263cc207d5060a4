using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Nameplate.Commerce;
using Nameplate.Owners;
using Nameplate.Platform;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Jobs;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;
using Nameplate.Resolver;

namespace Nameplate.Host.Demo;

/// <summary>Lives through the demo brand's past year: every scan, registration and order goes the way a customer's goes, with the clock moved to when it happened.</summary>
sealed class DemoHistory(IServiceScopeFactory scopes, Importer importer) : IJob
{
    public static string Kind => "demo.history";
    const int SaveEvery = 50;

    public static void Add(IServiceCollection services) => services.AddJob<DemoHistory>().AddJob<DemoDesk>();

    sealed record Step(DateTimeOffset At, Life Life, string What, int Number = 0, Copies.Look? Look = null);

    public async Task Run(Job job, CancellationToken ct)
    {
        var start = JsonSerializer.Deserialize<DateTimeOffset>(job.Argument);
        var lives = Lives.From(start);
        var steps = Steps(lives, start);
        var done = job.Progress is null ? 0 : JsonSerializer.Deserialize<Done>(job.Progress)!.Steps;
        if (done == 0)
        {
            await DemoBrand.Import(importer, job.BrandId, "sales", Lives.SalesCsv(lives), ct);
            await DemoBrand.Import(importer, job.BrandId, "orders", Lives.RetailOrdersCsv(start), ct);
            foreach (var (kind, csv) in Encounters.Of(lives, start)) await DemoBrand.Import(importer, job.BrandId, kind, csv, ct);
        }
        for (; done < steps.Count; done++)
        {
            if (done % SaveEvery == 0) await Save(job, done, steps.Count, ct);
            await using var scope = Scope(job.BrandId);
            MovingClock.MoveTo(steps[done].At);
            await Take(steps[done], start, scope.ServiceProvider, ct);
        }
        await Save(job, done, steps.Count, ct);
    }

    static List<Step> Steps(IReadOnlyList<Life> lives, DateTimeOffset start)
    {
        List<Step> steps = [];
        foreach (var life in lives)
        {
            steps.AddRange(life.ScansAt.Select(at => new Step(at, life, "scan")));
            if (life.RegisteredAt is { } at) steps.Add(new(at, life, "register"));
            if (life is { RegisteredAt: { } registered, Confirms: true }) steps.Add(new(registered.AddMinutes(7), life, "confirm"));
            steps.AddRange(life.OrdersAt.Select((at, n) => new Step(at, life, "order", n)));
        }
        steps.AddRange(Copies.Of(lives, start).Select(look => new Step(look.At, look.Life, look.Claims ? "claim" : "look", Look: look)));
        return [.. steps.OrderBy(s => s.At)];
    }

    static async Task Take(Step step, DateTimeOffset start, IServiceProvider services, CancellationToken ct)
    {
        var (life, unit) = (step.Life, new UnitKey(step.Life.Gtin, step.Life.Serial));
        switch (step.What)
        {
            case "scan":
                await services.GetRequiredService<IRegistering>().Opened(unit, life.Mobile ? RegistrationDevice.Mobile : RegistrationDevice.Desktop, PlaceOf(life), ct);
                await services.GetRequiredService<IScans>().Record(unit, PlaceOf(life), life.Mobile ? ScanDevice.Mobile : ScanDevice.Desktop, ct, life.Market);
                break;
            case "look":
                await services.GetRequiredService<IScans>().Record(unit, Placement.Product, ScanDevice.Mobile, ct, step.Look!.Country, step.Look.Region);
                break;
            case "claim":
                await services.GetRequiredService<IRegistering>().Register(new(unit, "second.buyer@example.com", null, null, step.Look!.Country, LanguageOf(step.Look.Country), RegistrationChannel.Qr, RegistrationDevice.Mobile), ct);
                break;
            case "register":
                await services.GetRequiredService<IRegistering>().Register(new(unit, Email(life), life.Owner, life.GivesDate ? life.SoldAt!.Value.Day() : null, life.Market, LanguageOf(life.Market),
                    Snake.Enum<RegistrationChannel>(life.Channel), life.Mobile ? RegistrationDevice.Mobile : RegistrationDevice.Desktop), ct);
                break;
            case "confirm":
                await services.GetRequiredService<IRegistering>().Confirm(Email(life), ct);
                break;
            case "order":
                await Order(step, start, services, ct);
                break;
        }
    }

    /// <summary>Orders one or two things that fit, mostly what is used up, and the desk marks the order paid and shipped.</summary>
    static async Task Order(Step step, DateTimeOffset start, IServiceProvider services, CancellationToken ct)
    {
        var (life, unit, ordering) = (step.Life, new UnitKey(step.Life.Gtin, step.Life.Serial), services.GetRequiredService<IOrdering>());
        var seed = life.Serial.Sum(c => c) + (31 * step.Number);
        var offers = await ordering.Offers(unit, ct);
        if (offers.Count == 0) return;
        List<(string, int)> lines = [(offers[seed % Math.Min(offers.Count, 5)].Sku, 1 + (seed % 3 == 0 ? 1 : 0))];
        if (seed % 5 < 3 && offers[(seed + 3) % offers.Count].Sku is var second && second != lines[0].Item1) lines.Add((second, 1));
        Catalogue.City[] cities = [.. Catalogue.Cities.Where(c => c.Country == life.Market)];
        var city = cities[seed % cities.Length];
        var placed = await ordering.Place(unit, Email(life), lines, new(life.Owner, city.Street, city.Name, city.PostalCode, city.Country), string.Create(CultureInfo.InvariantCulture, $"demo-{life.Serial}-{step.Number}"), ct);
        var recent = start - step.At < TimeSpan.FromDays(6);
        var (paidAt, shippedAt) = (step.At.AddHours(20), step.At.AddHours(44));
        if (placed is null || paidAt > start || (recent && seed % 2 == 0)) return;      // a few of the last days wait to be paid
        MovingClock.MoveTo(paidAt);
        await ordering.Pay(placed, ct);
        if (shippedAt > start || (recent && seed % 3 == 0)) return;      // and a few to be shipped
        MovingClock.MoveTo(shippedAt);
        await ordering.Ship(placed, null, ct);
    }

    /// <summary>Most scan the code on the machine, some the one on the box or on the insert.</summary>
    static Placement PlaceOf(Life life) => (life.Serial.Sum(c => c) % 10) switch { 0 or 1 => Placement.Box, 2 or 3 or 4 => Placement.Insert, _ => Placement.Product };

    static string LanguageOf(string country) => country switch { "DE" or "AT" => "de", "FR" => "fr", "ES" => "es", _ => "en" };

    internal static string Email(Life life) => $"{string.Concat(life.Owner.Normalize(System.Text.NormalizationForm.FormD).Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant()}.{life.Serial[^4..].ToLowerInvariant()}@example.com";

    sealed record Done(int Steps, int Of);

    async Task Save(Job job, int done, int of, CancellationToken ct)
    {
        await using var scope = Scope(job.BrandId);
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        (await db.Set<Job>().SingleAsync(j => j.Id == job.Id, ct)).Progress = JsonSerializer.Serialize(new Done(done, of));
        await db.SaveChangesAsync(ct);
    }

    AsyncServiceScope Scope(Guid brand)
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentBrand>().Become(brand);
        return scope;
    }

    /// <summary>Units worth showing: the first was shipped weeks ago, is nobody's yet, and has parts in stock.</summary>
    public static async Task<IReadOnlyList<UnitKey>> ShownUnits(WebApplication app, Brand brand, CancellationToken ct)
    {
        var lives = Lives.From(await Start(app, brand, ct));
        return [.. lives.Where((l, i) => i == 0 || (l.RegisteredAt is null && l.SoldAt is null)).Take(6).Concat(lives.Where(l => l.RegisteredAt is not null).Take(3)).Select(l => new UnitKey(l.Gtin, l.Serial))];
    }

    static async Task<DateTimeOffset> Start(WebApplication app, Brand brand, CancellationToken ct)
    {
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentBrand>().Become(brand.Id);
        return JsonSerializer.Deserialize<DateTimeOffset>(await scope.ServiceProvider.GetRequiredService<AppDb>().Set<Job>().Where(j => j.Kind == Kind).Select(j => j.Argument).SingleAsync(ct));
    }

    /// <summary>Shows on the terminal how far the past has come.</summary>
    public static async Task Follow(WebApplication app, Brand brand, CancellationToken ct)
    {
        async Task<(JobState State, Done? Done)> Look()
        {
            await using var scope = app.Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentBrand>().Become(brand.Id);
            var job = await scope.ServiceProvider.GetRequiredService<AppDb>().Set<Job>().AsNoTracking().SingleAsync(j => j.Kind == Kind, ct);
            return (job.State, job.Progress is null ? null : JsonSerializer.Deserialize<Done>(job.Progress));
        }

        var stopping = app.Lifetime.ApplicationStopping;
        if ((await Look()).State == JobState.Done) return;
        await Verbs.Bar.Show("A year of history is filling in", async show =>
        {
            while (!stopping.IsCancellationRequested && await Look() is var (state, done) && state != JobState.Done)
            {
                if (state == JobState.Failed) { show(1, "failed; see the console"); return 0; }
                if (done is { Of: > 0 }) show(done.Steps / (double)done.Of, $"{done.Steps:N0} of {done.Of:N0}");
                await Task.Delay(500, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            return 0;
        });
    }
}
