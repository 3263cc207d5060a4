using System.Net;
using System.Net.Http.Json;

namespace Nameplate.Tests.Warranty.Certificates;

public class CertificatePageTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task The_certificate_speaks_of_the_unit_and_names_nobody(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var serial = await brand.NewUnit(gtin);
        await brand.Api.PostAsJsonAsync("/api/v1/registrations", new { gtin, serial, email = "ada.lovelace@example.com", name = "Ada Lovelace", purchasedOn = "2025-07-28" }).Expect(HttpStatusCode.Created);

        using var visitor = brand.Server.Visitor("de");
        using var answer = await visitor.GetAsync($"/p/{gtin}/{serial}/warranty");
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("Garantie bis 28. Juli 2027", page);
        Assert.Contains("Nummer der Urkunde", page);
        Assert.Contains("28. Juli 2025", page);
        Assert.Contains("keine Bedingung", page);
        Assert.Contains("gesetzlichen Rechte", page);
        Assert.DoesNotContain("lovelace", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<script", page);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Equal(page, await visitor.GetStringAsync($"/p/{gtin}/{serial}/warranty"));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Before_a_purchase_is_known_the_page_says_when_the_clock_starts(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var (made, shipped) = (await brand.NewUnit(gtin), await brand.NewUnit(gtin, "shipped_on=2026-01-10"));
        using var visitor = brand.Server.Visitor();

        var unknown = await visitor.GetStringAsync($"/p/{gtin}/{made}/warranty");
        var estimated = await visitor.GetStringAsync($"/p/{gtin}/{shipped}/warranty");
        using var nowhere = await visitor.GetAsync($"/p/{gtin}/NOSUCH/warranty");

        Assert.Contains("starts on the day of purchase", unknown);
        Assert.DoesNotContain("Certificate number", unknown);
        Assert.Contains("at least 10 January 2028", estimated);
        Assert.Contains("The start is estimated", estimated);
        Assert.Equal(HttpStatusCode.NotFound, nowhere.StatusCode);
        Assert.Contains("not on record", await nowhere.Content.ReadAsStringAsync());
    }
}
