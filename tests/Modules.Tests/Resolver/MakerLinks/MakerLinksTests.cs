using System.Net;
using System.Net.Http.Json;
using static Nameplate.Tests.Resolver.ScanSteps;

namespace Nameplate.Tests.Resolver.MakerLinks;

public class MakerLinksTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_printed_code_leads_where_the_maker_says_on_serial_lot_and_model(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        await brand.Import("units", $"gtin,serial,lot\n{gtin},S1,L1\n{gtin},S2,L1\n{gtin},S3,L2\n");
        Assert.Equal($"{brand.Server.Url}/p/{gtin}/S1", await brand.Where($"/01/{gtin}/21/S1"));

        await brand.AddLink(new { gtin, linkType = "gs1:promotion", href = "https://example.com/model?a=1", title = "Spring", isDefault = true });
        await brand.AddLink(new { gtin, lot = "L1", linkType = "gs1:recallStatus", href = "https://example.com/lot", title = "Please read", isDefault = true });
        await brand.AddLink(new { gtin, serial = "S2", linkType = "gs1:pip", href = "/p/" + gtin, title = "One of a kind", isDefault = true });

        Assert.Equal("https://example.com/model?a=1&x=1", await brand.Where($"/01/{gtin}/21/S3?x=1"));
        Assert.Equal("https://example.com/model?a=1", await brand.Where($"/01/{gtin}"));
        Assert.Equal("https://example.com/lot", await brand.Where($"/01/{gtin}/21/S1"));
        Assert.Equal("https://example.com/lot", await brand.Where($"/01/{gtin}/10/L1"));
        Assert.Equal($"{brand.Server.Url}/p/{gtin}", await brand.Where($"/01/{gtin}/21/S2"));
        Assert.Contains("unit S3 - - desktop", await brand.Scans(gtin));

        var linkset = (await brand.Server.Visitor().GetAsync($"/01/{gtin}/21/S1?linkType=linkset").Expect(HttpStatusCode.OK)).GetProperty("linkset");
        Assert.Equal([$"{brand.Server.Url}/01/{gtin}/21/S1", $"{brand.Server.Url}/01/{gtin}/10/L1", $"{brand.Server.Url}/01/{gtin}"], linkset.EnumerateArray().Select(c => c.GetProperty("anchor").GetString()));
        Assert.Equal("https://example.com/lot", linkset[0].GetProperty("https://ref.gs1.org/voc/defaultLink")[0].GetProperty("href").GetString());
        Assert.Equal("https://example.com/lot", linkset[1].GetProperty("https://ref.gs1.org/voc/recallStatus")[0].GetProperty("href").GetString());
        Assert.Equal("https://example.com/model?a=1", linkset[2].GetProperty("https://ref.gs1.org/voc/defaultLink")[0].GetProperty("href").GetString());
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Language_media_type_and_country_decide_and_a_tie_is_a_choice(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        foreach (var link in (object[])
        [
            new { gtin, linkType = "gs1:instructions", href = "https://example.com/en", title = "Manual", languages = (string[])["en"] },
            new { gtin, linkType = "gs1:instructions", href = "https://example.com/de", title = "Handbuch", languages = (string[])["de"] },
            new { gtin, linkType = "gs1:instructions", href = "https://example.com/de.pdf", title = "Handbuch", languages = (string[])["de"] },
            new { gtin, linkType = "gs1:instructions", href = "https://example.com/ch", title = "Handbuch", languages = (string[])["de"], countries = (string[])["CH"] },
            new { gtin, linkType = "gs1:faqs", href = "https://example.com/1", title = "One" }, new { gtin, linkType = "gs1:faqs", href = "https://example.com/2", title = "Two" },
            new { gtin, linkType = "gs1:promotion", href = "https://example.com/fr", title = "Offre", languages = (string[])["fr"], isDefault = true },
        ]) await brand.AddLink(link);
        var code = $"/01/{gtin}";

        Assert.Equal("https://example.com/de", await brand.Where(code + "?linkType=gs1:instructions", ("Accept", "text/html"), ("Accept-Language", "de-AT,de;q=0.9,en;q=0.5")));
        Assert.Equal("https://example.com/de.pdf", await brand.Where(code + "?linkType=gs1:instructions", ("Accept", "application/pdf"), ("Accept-Language", "de")));
        Assert.Equal("https://example.com/en", await brand.Where(code + "?linkType=gs1:instructions", ("Accept", "text/html,*/*;q=0.8"), ("Accept-Language", "fr,en;q=0.3")));
        Assert.Equal("https://example.com/ch", await brand.Where(code + "?linkType=gs1:instructions&context=CH", ("Accept", "text/html"), ("Accept-Language", "de")));
        Assert.Equal("https://example.com/fr", await brand.Where(code, ("Accept-Language", "fr-CA")));
        Assert.Equal($"{brand.Server.Url}/p/{gtin}", await brand.Where(code, ("Accept-Language", "xx")));

        using var tie = await brand.Server.Visitor().SendAsync(Ask(HttpMethod.Get, code + "?linkType=gs1:faqs"));
        Assert.Equal((HttpStatusCode.MultipleChoices, "application/linkset+json"), (tie.StatusCode, tie.Content.Headers.ContentType?.ToString()));
        Assert.Equal(2, (await tie.Json()).GetProperty("linkset")[0].GetProperty("https://ref.gs1.org/voc/faqs").GetArrayLength());
        using var choice = await brand.Server.Visitor().SendAsync(Ask(HttpMethod.Get, code + "?linkType=gs1:faqs", ("Accept", "text/html"), ("Accept-Language", "de")));
        Assert.Equal((HttpStatusCode.MultipleChoices, "text/html"), (choice.StatusCode, choice.Content.Headers.ContentType?.MediaType));
        Assert.Contains("Bitte w", await choice.Content.ReadAsStringAsync());

        var multi = (await brand.Server.Visitor().GetAsync(code + "?linkType=linkset").Expect(HttpStatusCode.OK)).GetProperty("linkset")[0].GetProperty("https://ref.gs1.org/voc/defaultLinkMulti");
        Assert.Equal(["https://example.com/fr", $"{brand.Server.Url}/p/{gtin}"], multi.EnumerateArray().Select(l => l.GetProperty("href").GetString()));
        var seen = await brand.Api.GetAsync($"/api/v1/links/answer?link={code}&linkType=gs1:instructions&language=de&mediaType=text/html").Expect(HttpStatusCode.OK);
        Assert.Equal((307, "https://example.com/de"), (seen.GetProperty("status").GetInt32(), seen.GetProperty("links")[0].GetProperty("href").GetString()));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Many_changes_of_a_link_at_once_make_a_version_each_or_are_refused_whole(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var link = "/api/v1/links/" + (await brand.Api.PostAsJsonAsync("/api/v1/links", new { gtin, linkType = "gs1:pip", href = "https://example.com/0", title = "First" }).Expect(HttpStatusCode.Created)).GetProperty("id").GetString();

        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => (i % 3) switch
        {
            0 => brand.Api.PutAsJsonAsync(link, new { gtin, linkType = "gs1:pip", href = $"https://example.com/{i}", title = "Next" }),
            1 => brand.Api.PostAsJsonAsync(link + "/restorations", new { version = 1 }),
            _ => brand.Api.DeleteAsync(link),
        }));

        Assert.All(answers, a => Assert.True(a.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed, a.ToString()));
        var versions = (await brand.Api.GetAsync(link + "/versions?limit=200").Expect(HttpStatusCode.OK)).GetProperty("items").EnumerateArray().Select(v => v.GetProperty("number").GetInt32()).ToList();
        Assert.Equal(Enumerable.Range(1, versions.Count).Reverse(), versions);
        Assert.InRange(versions.Count, 2, 1 + answers.Count(a => a.StatusCode == HttpStatusCode.OK));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_link_holds_in_its_time_and_every_version_can_come_back(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var code = $"/01/{gtin}";
        var campaign = await brand.AddLink(new { gtin, linkType = "gs1:promotion", href = "https://example.com/summer", title = "Summer", isDefault = true, from = TimeProvider.System.GetUtcNow().AddDays(1), until = TimeProvider.System.GetUtcNow().AddDays(3) });
        Assert.Equal(("scheduled", 1), (campaign.GetProperty("state").GetString(), campaign.GetProperty("version").GetInt32()));
        Assert.Equal($"{brand.Server.Url}/p/{gtin}", await brand.Where(code));

        var id = campaign.GetProperty("id").GetString();
        var now = new { gtin, linkType = "gs1:promotion", href = "https://example.com/now", title = "Now", isDefault = true };
        Assert.Equal("active", (await brand.Api.PutAsJsonAsync($"/api/v1/links/{id}", now).Expect(HttpStatusCode.OK)).GetProperty("state").GetString());
        Assert.Equal("https://example.com/now", await brand.Where(code));
        Assert.Equal("removed", (await brand.Api.DeleteAsync($"/api/v1/links/{id}").Expect(HttpStatusCode.OK)).GetProperty("state").GetString());
        Assert.Equal($"{brand.Server.Url}/p/{gtin}", await brand.Where(code));

        Assert.Equal(4, (await brand.Api.PostAsJsonAsync($"/api/v1/links/{id}/restorations", new { version = 2 }).Expect(HttpStatusCode.OK)).GetProperty("version").GetInt32());
        Assert.Equal("https://example.com/now", await brand.Where(code));
        var versions = (await brand.Api.GetAsync($"/api/v1/links/{id}/versions").Expect(HttpStatusCode.OK)).GetProperty("items");
        Assert.Equal(["restored", "removed", "changed", "added"], versions.EnumerateArray().Select(v => v.GetProperty("change").GetString()));
        Assert.All(versions.EnumerateArray(), v => Assert.Equal("key", v.GetProperty("by").GetString()));
        await brand.Api.PostAsJsonAsync($"/api/v1/links/{id}/restorations", new { version = 9 }).Expect(HttpStatusCode.UnprocessableEntity);
    }

    [Theory]
    [InlineData("href", "javascript:alert(1)")]
    [InlineData("href", "data:text/html,x")]
    [InlineData("href", "//example.com")]
    [InlineData("href", "ftp://example.com/")]
    [InlineData("linkType", "gs1:nosuch")]
    [InlineData("linkType", "gs1:defaultLink")]
    [InlineData("gtin", "4006381333931")]
    [InlineData("title", "")]
    [InlineData("serial", "a b")]
    [InlineData("mediaType", "html")]
    public async Task What_is_not_right_is_refused_beside_its_field(string field, string value)
    {
        var brand = await (await servers.On("sqlite")).NewBrand();
        var link = new Dictionary<string, object?> { ["gtin"] = await brand.NewModel(), ["linkType"] = "gs1:pip", ["href"] = "https://example.com/", ["title"] = "Page", [field] = value };

        var problem = await brand.Api.PostAsJsonAsync("/api/v1/links", link).Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(field, Assert.Single(problem.GetProperty("errors").EnumerateObject()).Name);
    }
}
