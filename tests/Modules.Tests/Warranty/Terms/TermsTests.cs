using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace Nameplate.Tests.Warranty.Terms;

public partial class TermsTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task The_country_of_the_purchase_decides_the_statutory_term(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand(country: "PT");
        var gtin = await brand.NewModel();

        async Task<string?> Until(string? market, string registered, string sold)
        {
            var serial = await brand.NewUnit(gtin, market is null ? null : $"market={market}");
            await brand.RegisteredOn(gtin, serial, "2025-05-10", country: registered);
            if (sold.Length > 0) await brand.Sold(gtin, serial, "2025-05-10", sold);
            return (await brand.Coverage(gtin, serial)).Clock("statutory").To;
        }

        Assert.Equal("2027-05-10", await Until(null, "DE", ""));
        Assert.Equal("2028-05-10", await Until("DE", "ES", "GB"));
        Assert.Equal("2028-05-10", await Until("DE", "", "ES"));
        Assert.Equal("2028-05-10", await Until("SE", "", ""));
        Assert.Equal("2028-05-10", await Until(null, "", ""));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_models_own_statutory_term_counts_where_it_is_longer(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = BrandClient.NewGtin();
        await brand.Api.PostAsJsonAsync("/api/v1/products", new { gtin, name = "Brew One", model = "B-1", category = "espresso", statutoryMonths = 30 }).Expect(HttpStatusCode.Created);
        var (german, spanish) = (await brand.NewUnit(gtin, "market=DE"), await brand.NewUnit(gtin, "market=ES"));
        await brand.Sold(gtin, german, "2025-05-10");
        await brand.Sold(gtin, spanish, "2025-05-10");

        Assert.Equal("2027-11-10", (await brand.Coverage(gtin, german)).Clock("statutory").To);
        Assert.Equal("2028-05-10", (await brand.Coverage(gtin, spanish)).Clock("statutory").To);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Terms_changed_in_the_console_count_for_registrations_from_then_on(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var (before, after, open) = (await brand.NewUnit(gtin), await brand.NewUnit(gtin), await brand.NewUnit(gtin));
        await brand.RegisteredOn(gtin, before, "2025-05-10");
        await brand.Sold(gtin, open, "2025-05-10");
        using var staff = brand.Server.Visitor(cookies: true);
        using var signedIn = await staff.PostAsync(brand.SignInLink, null);

        await Set(staff, "statutory", HttpStatusCode.Redirect, ("country", "DE"), ("months", "48"));
        await Set(staff, "commercial", HttpStatusCode.Redirect, ("gtin", gtin), ("country", "DE"), ("months", "120"));
        await Set(staff, "statutory", HttpStatusCode.UnprocessableEntity, ("country", "Q1"), ("months", "48"));
        await Set(staff, "statutory", HttpStatusCode.UnprocessableEntity, ("country", "DE"), ("months", "-1"));

        await brand.RegisteredOn(gtin, after, "2025-05-10");
        await brand.Sold(gtin, before, "2025-05-11");
        var (kept, now, unregistered) = (await brand.Coverage(gtin, before), await brand.Coverage(gtin, after), await brand.Coverage(gtin, open));
        Assert.Equal(("2027-05-11", "2027-05-11"), (kept.Clock("statutory").To, kept.Clock("commercial").To));
        Assert.Equal(("2029-05-10", "2035-05-10"), (now.Clock("statutory").To, now.Clock("commercial").To));
        Assert.Equal(("2029-05-10", "2035-05-10"), (unregistered.Clock("statutory").To, unregistered.Clock("commercial").To));
        Assert.Contains("120", await staff.GetStringAsync("/admin/warranty"));
    }

    static async Task Set(HttpClient staff, string kind, HttpStatusCode expected, params (string Name, string Value)[] fields)
    {
        var token = TokenForm().Match(await staff.GetStringAsync("/admin/warranty")).Groups["token"].Value;
        using var form = new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        using var answer = await staff.PostAsync($"/admin/warranty/{kind}", form);
        Assert.Equal(expected, answer.StatusCode);
    }

    [GeneratedRegex("""name="__RequestVerificationToken" value="(?<token>[^"]+)""", RegexOptions.ExplicitCapture, 1000)] private static partial Regex TokenForm();
}
