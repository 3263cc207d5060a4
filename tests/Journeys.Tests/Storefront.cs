using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Mail;
using Nameplate.Platform.Storage;
using Nameplate.Tests.Commerce;
using Nameplate.Tests.Owners;

namespace Nameplate.Tests;

/// <summary>A brand with a machine, its parts, an owner and an order in each state: every page of a consumer has something to show.</summary>
public sealed class Storefront
{
    public const string Owner = "ada@example.com";
    public static readonly string[] Parts = ["filter", "tank", "seal"];

    public required BrandClient Brand { get; init; }
    public required string Gtin { get; init; }
    /// <summary>The serial of a unit nobody has registered.</summary>
    public required string Fresh { get; init; }
    /// <summary>The serial of the owner's unit.</summary>
    public required string Owned { get; init; }
    public string Receipt { get; private set; } = "";
    /// <summary>Where an order that awaits its money is followed, and where one under way.</summary>
    public string Placed { get; private set; } = "";
    public string Shipped { get; private set; } = "";

    public string FreshPage => $"/p/{Gtin}/{Fresh}";
    public string OwnedPage => $"/p/{Gtin}/{Owned}";

    public static async Task<Storefront> Open(Server server)
    {
        var brand = await server.NewBrand();
        await brand.In(async services =>
        {
            var db = services.GetRequiredService<AppDb>();
            var record = await db.Set<Brand>().SingleAsync(b => b.Id == brand.Brand.Id);
            (record.LegalAddress, record.SupportEmail, record.SupportPhone, record.Iban, record.LogoUrl) = ("Brand GmbH\nHafenstraße 12\n20457 Hamburg", "help@brand.example", "+49 40 555 0100", "DE02 1203 0000 0000 2020 51", "/demo/aurora.svg");
            await db.SaveChangesAsync();
            services.GetRequiredService<BrandBook>().Forget(record.Id);
            return true;
        });
        var gtin = BrandClient.NewGtin();
        await brand.Import("products", $"gtin,name,model,category,description,image_url,list_price,currency,warranty_months,statutory_months,manual_url,setup_url\n{gtin},Brew One,B-1,Espresso,58 mm · 1.8 l · 1450 W,/demo/brew-one.svg,449.00,EUR,36,24,/demo/guides/brew-one-manual.html,/demo/guides/brew-one-setup.html\n");
        await brand.Import("parts", $"""
            sku,name,kind,price,currency,stock,weight_g,replace_every_days,available_until,max_delivery_days,image_url
            filter,BR-WF-10,consumable,12.90,EUR,840,120,60,,3,/demo/parts/filter.svg
            tank,BR-WT-71,part,24.50,EUR,0,640,,2031-12-31,3,/demo/parts/tank.svg
            seal,BR-GS-58,part,3.20,EUR,2,20,,,3,

            """);
        await brand.Import("fitment", "sku,gtin\n" + string.Concat(Parts.Select(sku => $"{sku},{gtin}\n")));
        var front = new Storefront { Brand = brand, Gtin = gtin, Fresh = await brand.NewUnit(gtin), Owned = await brand.NewUnit(gtin) };
        front.Receipt = await server.Visitor().Receipt(gtin, front.Owned, Owner);
        front.Placed = await front.Order(shipped: false);
        front.Shipped = await front.Order(shipped: true);
        return front;
    }

    async Task<string> Order(bool shipped)
    {
        var order = await Brand.Api.PostAsJsonAsync("/api/v1/orders", Shelf.OrderOf("filter", 2, Owner, gtin: Gtin, serial: Owned)).Expect(HttpStatusCode.Created);
        var orderRef = order.GetProperty("orderRef").GetString();
        if (shipped)
        {
            await Brand.Api.PostAsJsonAsync($"/api/v1/orders/{orderRef}/payment", new { }).Expect(HttpStatusCode.OK);
            await Brand.Api.PostAsJsonAsync($"/api/v1/orders/{orderRef}/shipments", new { tracking = "DHL 0034" }).Expect(HttpStatusCode.OK);
        }
        return new Uri(Links.In((await Brand.Mails(Owner)).Last(m => m.Kind == "commerce.placed" && m.Text.Contains(orderRef!, StringComparison.Ordinal)).Text).First(l => l.Contains("/track/", StringComparison.Ordinal))).AbsolutePath;
    }

    /// <summary>A link that still can be opened, to sign in or to confirm.</summary>
    public async Task<string> NewLink()
    {
        using var sent = await Brand.Server.Visitor().Send("/my/" + Brand.Brand.Slug, new() { ["email"] = Owner });
        return await Brand.MailedLink(Owner);
    }

    /// <summary>Every page a consumer reaches by an address, signed out.</summary>
    public async Task<string[]> Pages() =>
    [
        FreshPage, OwnedPage, Receipt, $"{FreshPage}/check", $"{OwnedPage}/check", $"{FreshPage}/warranty", $"{OwnedPage}/warranty",
        $"{OwnedPage}/parts", $"{OwnedPage}/parts/filter", $"{OwnedPage}/parts/tank", $"{OwnedPage}/parts/none-such", $"{OwnedPage}/parts/filter/order",
        Placed, Shipped, Placed + "/withdrawal", "/my", "/my/" + Brand.Brand.Slug, await NewLink(), "/m/none-such", "/privacy/" + Brand.Brand.Slug,
        "/p/" + Gtin, $"/p/{Gtin}?serial=NONE", $"/p/{Gtin}/NONE", "/p/" + BrandClient.NewGtin() + "/NONE",
    ];
}

static class Links
{
    public static IEnumerable<string> In(string text) => text.Split([' ', '\n', '\r', '<', '>', '"'], StringSplitOptions.RemoveEmptyEntries).Where(w => w.StartsWith("http", StringComparison.Ordinal));
}
