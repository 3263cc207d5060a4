using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Access;
using Nameplate.Platform.Jobs;
using Nameplate.Platform.Mail;
using Nameplate.Platform.Storage;
using Nameplate.Tests.Commerce;
using Nameplate.Tests.Owners;

namespace Nameplate.Tests.Platform.Access;

/// <summary>A brand that has one of everything, and the address of each thing under every route that takes one.</summary>
sealed partial class FurnishedBrand
{
    public const string Person = "ada.matrix@example.com";
    readonly Dictionary<string, string> values = new(StringComparer.Ordinal) { ["key"] = "warranty_capture_rate", ["country:length(2)"] = "DE", ["documentName"] = "v1", ["kind"] = "units" };
    readonly Dictionary<string, string> idBelow = new(StringComparer.Ordinal);

    public required BrandClient Client { get; init; }
    public string ModelName { get; } = "Machine " + Guid.CreateVersion7().ToString("N")[^10..];

    /// <summary>Words that nobody outside the brand may read.</summary>
    public IEnumerable<string> Secrets => [ModelName, Person, values["sku"], idBelow["owners"]];

    public static async Task<FurnishedBrand> In(Server server)
    {
        var it = new FurnishedBrand { Client = await server.NewBrand() };
        var brand = it.Client;
        var gtin = it.values["gtin"] = await brand.NewModel(it.ModelName);
        var serial = it.values["serial"] = await brand.NewUnit(gtin);
        it.values["sku"] = await brand.NewPart(gtin);
        it.values["orderRef"] = (await brand.Order(it.values["sku"], email: Person)).GetProperty("orderRef").GetString()!;
        it.values["slug"] = brand.Brand.Slug;

        using var buyer = server.Visitor();
        it.values["token"] = (await buyer.Receipt(gtin, serial, Person, "2026-07-28")).Split('/')[^1];
        var registration = (await brand.Registrations())[0];
        it.values["registration:guid"] = registration.GetProperty("id").GetString()!;
        it.idBelow["owners"] = registration.GetProperty("owner").GetString()!;
        it.idBelow["companies"] = it.values["company:guid"] = (await brand.Api.PostAsJsonAsync("/api/v1/companies", new { name = it.ModelName + " Rental" }).Expect(HttpStatusCode.Created)).GetProperty("id").GetString()!;
        it.idBelow["sites"] = (await brand.Api.PostAsJsonAsync($"/api/v1/companies/{it.idBelow["companies"]}/sites", new { name = it.ModelName + " depot" }).Expect(HttpStatusCode.Created)).GetProperty("id").GetString()!;
        it.idBelow["users"] = (await brand.Api.PostAsJsonAsync($"/api/v1/companies/{it.idBelow["companies"]}/users", new { email = "depot.matrix@example.com" }).Expect(HttpStatusCode.Created)).GetProperty("owner").GetString()!;
        it.idBelow["imports"] = (await brand.Import("units", $"gtin,serial\n{gtin},G1\n123,X\n")).GetProperty("id").GetString()!;
        it.idBelow["mints"] = await Minted(brand, gtin);
        it.idBelow["labels"] = it.idBelow["label-designs"] = (await brand.Api.PostAsJsonAsync("/api/v1/label-designs", new { name = "Plate", sheet = "L7160", codeSize = 30 }).Expect(HttpStatusCode.Created)).GetProperty("id").GetString()!;
        it.idBelow["lot-changes"] = (await brand.Api.PostAsJsonAsync("/api/v1/lot-changes", new { gtin, lot = "NONE", market = "DE" }).Expect(HttpStatusCode.Accepted)).GetProperty("id").GetString()!;
        it.idBelow["messages"] = (await brand.Mails(Person))[0].Id.ToString();
        it.values["template"] = "owners.confirm";
        it.idBelow["suppressions"] = (await brand.Api.PostAsJsonAsync("/api/v1/suppressions", new { email = Person, note = "Asked by phone" }).Expect(HttpStatusCode.OK)).GetProperty("id").GetString()!;
        it.idBelow["outbox"] = (await brand.In(async services =>
        {
            var db = services.GetRequiredService<AppDb>();
            OutgoingMail mail = new() { BrandId = brand.Brand.Id, Kind = "resolver.signals", To = Person, Subject = "Signals", Html = "x", Text = "x" };
            db.Add(mail);
            await db.SaveChangesAsync();
            return mail.Id;
        })).ToString();
        using var spare = await brand.KeyWith("products.models.read");
        (it.idBelow["keys"], it.idBelow["jobs"]) = await brand.In(async services =>
        {
            var db = services.GetRequiredService<AppDb>();
            return ((await db.Set<ApiKey>().SingleAsync(k => k.BrandId == brand.Brand.Id && k.Scopes != "*")).Id.ToString(), (await db.Set<Job>().FirstAsync()).Id.ToString());
        });
        return it;
    }

    static async Task<string> Minted(BrandClient brand, string gtin)
    {
        var mint = await brand.Api.PostAsJsonAsync($"/api/v1/products/{gtin}/mints", new { count = 2 }).Expect(HttpStatusCode.Accepted);
        var id = mint.GetProperty("id").GetString()!;
        while ((await brand.Api.GetAsync($"/api/v1/mints/{id}").Expect(HttpStatusCode.OK)).GetProperty("status").GetString() != "done") await Task.Delay(50);
        return id;
    }

    /// <summary>Somebody in the brand as whom nobody comes in: what is done to them harms no visitor.</summary>
    public async Task Hire() => idBelow["staff"] = (await Client.In(services => services.GetRequiredService<SignIn>().Appoint(Client.Brand.Id, $"spare@{Client.Brand.Slug}.example", StaffRole.Readonly, default))).Id.ToString();

    /// <summary>The route with this brand's things in it, and whether it then names one of them.</summary>
    public (string Path, bool NamesOurs) Address(string pattern)
    {
        var ours = false;
        var path = Slot().Replace("/" + pattern.Trim('/'), slot =>
        {
            var name = slot.Groups["name"].Value.TrimStart('*');
            if (name is not ("key" or "country:length(2)" or "documentName" or "kind" or "form" or "slug" or "template" or "language")) ours = true;
            if (values.TryGetValue(name, out var value)) return value;
            var before = pattern[..slot.Index].Trim('/').Split('/')[^1];
            return idBelow.TryGetValue(before, out var id) ? id : name.EndsWith(":guid", StringComparison.Ordinal) ? Guid.CreateVersion7().ToString() : "x";
        });
        return (path, ours);
    }

    [GeneratedRegex(@"\{(?<name>[^}]+)\}", RegexOptions.ExplicitCapture, 1000)] private static partial Regex Slot();
}
