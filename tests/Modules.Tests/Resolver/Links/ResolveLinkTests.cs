using System.Net;
using System.Text.Json;
using static Nameplate.Tests.Resolver.ScanSteps;

namespace Nameplate.Tests.Resolver.Links;

public class ResolveLinkTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_code_leads_to_the_units_page_with_its_query_and_says_where_the_linkset_is(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var serial = await brand.NewUnit(gtin);
        var visitor = brand.Server.Visitor();

        using var plain = await visitor.GetAsync($"/01/{gtin}/21/{serial}");
        Assert.Equal(HttpStatusCode.TemporaryRedirect, plain.StatusCode);
        Assert.Equal($"{brand.Server.Url}/p/{gtin}/{serial}", plain.Headers.Location!.OriginalString);
        Assert.Equal("*", Assert.Single(plain.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Equal(["Accept", "Accept-Language"], plain.Headers.Vary.Where(v => v != "Accept-Encoding"));
        Assert.Equal($"<{brand.Server.Url}/01/{gtin}/21/{serial}?linkType=linkset>; rel=\"linkset\"; type=\"application/linkset+json\"", Assert.Single(plain.Headers.GetValues("Link")));
        Assert.False(plain.Headers.Contains("Set-Cookie"));

        using var withQuery = await visitor.GetAsync($"/01/{gtin}/21/{serial}?17=261231;3103=000189&x=%C3%A4%2B+b&flag");
        Assert.EndsWith($"/p/{gtin}/{serial}?17=261231;3103=000189&x=%C3%A4%2B+b&flag", withQuery.Headers.Location!.OriginalString);
        using var bare = await visitor.GetAsync($"/01/{gtin}/21/{serial}?");
        Assert.EndsWith($"/p/{gtin}/{serial}", bare.Headers.Location!.OriginalString);

        using var model = await visitor.GetAsync($"/01/{gtin}/");
        Assert.EndsWith($"/p/{gtin}", model.Headers.Location!.OriginalString);
        using var lot = await visitor.GetAsync($"/01/{gtin}/10/A%2FB");
        Assert.EndsWith($"/p/{gtin}", lot.Headers.Location!.OriginalString);
        Assert.Contains("- - A/B - desktop", await brand.Scans(gtin));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_serial_with_a_slash_and_a_percent_sign_survives(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        foreach (var serial in (string[])["A/B%", "A%2FB", "\"A,B\"&?"])
        {
            await brand.NewUnit(gtin, serial: serial.Contains('"') ? "\"" + serial.Replace("\"", "\"\"") + "\"" : serial);
            using var answer = await brand.Server.Visitor().GetAsync($"/01/{gtin}/21/{Uri.EscapeDataString(serial)}");
            var page = await brand.Server.Visitor().GetAsync(answer.Headers.Location);

            Assert.Equal($"{brand.Server.Url}/p/{gtin}/{Uri.EscapeDataString(serial)}", answer.Headers.Location!.OriginalString);
            Assert.True(page.StatusCode == HttpStatusCode.OK, serial);
            Assert.Contains($"href=\"/p/{gtin}/{Uri.EscapeDataString(serial)}?lang=de\"", await page.Content.ReadAsStringAsync());
        }
        Assert.All(await brand.Scans(gtin), row => Assert.StartsWith("unit ", row));
    }

    [Theory]
    [InlineData("/01/09506000134353", "01", "check-digit")]
    [InlineData("/01/0950600013435", "01", "check-digit")]
    [InlineData("/01/09506000134352/foo", null, "structure")]
    [InlineData("/01/09506000134352/21/S1/10/L1", "10", "order")]
    [InlineData("/01/09506000134352/21/123456789012345678901", "21", "length")]
    [InlineData("/01/09506000134352/21/A%20B", "21", "characters")]
    [InlineData("/01/09506000134352/21/%C3%A4", "21", "characters")]
    [InlineData("/01", "01", "structure")]
    [InlineData("/8006/123", "8006", "length")]
    public async Task A_malformed_code_is_refused_with_its_identifier_and_the_rule(string path, string? ai, string rule)
    {
        var server = await servers.On("sqlite");
        using var answer = await server.Visitor().GetAsync(path);

        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await answer.Json();
        Assert.Equal((ai, rule), (problem.GetProperty("ai").GetString(), problem.GetProperty("rule").GetString()));
        Assert.Contains(ai ?? "/01/", problem.GetProperty("detail").GetString());
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task What_nobody_recorded_is_404_with_the_reason_a_page_for_people(string storage)
    {
        var server = await servers.On(storage);
        var gtin = BrandClient.NewGtin();

        Assert.Contains(gtin, (await server.Visitor().GetAsync($"/01/{gtin}/21/A1").Expect(HttpStatusCode.NotFound)).GetProperty("detail").GetString());
        Assert.Contains("8006", (await server.Visitor().GetAsync($"/8006/{gtin}0102").Expect(HttpStatusCode.NotFound)).GetProperty("detail").GetString());
        using var page = await server.Visitor().SendAsync(Ask(HttpMethod.Get, $"/01/{gtin}", ("Accept", "text/html,*/*;q=0.8")));
        Assert.Equal((HttpStatusCode.NotFound, "text/html"), (page.StatusCode, page.Content.Headers.ContentType?.MediaType));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_serial_nobody_minted_leads_to_a_page_that_says_so_and_leaves_a_trace(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();

        using var answer = await brand.Server.Visitor().GetAsync($"/01/{gtin}/21/NEVER1");
        Assert.Equal(HttpStatusCode.TemporaryRedirect, answer.StatusCode);
        using var page = await brand.Server.Visitor().GetAsync(answer.Headers.Location);
        var html = await page.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.Contains("This number is not on record", html);
        Assert.Contains($"href=\"/p/{gtin}\"", html);
        Assert.Equal(["- NEVER1 - - desktop"], await brand.Scans(gtin));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task The_linkset_holds_what_is_there_and_no_link_type_is_made_up(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = BrandClient.NewGtin();
        await brand.Import("products", $"gtin,name,model,category\n{gtin},Brew One,B-1,espresso\n");
        var serial = await brand.NewUnit(gtin);
        var code = $"/01/{gtin}/21/{serial}";
        var visitor = brand.Server.Visitor();

        foreach (var request in (HttpRequestMessage[])[Ask(HttpMethod.Get, code + "?linkType=linkset"), Ask(HttpMethod.Get, code + "?linkType=all"), Ask(HttpMethod.Get, code, ("Accept", "application/linkset+json")), Ask(HttpMethod.Get, code, ("Accept", "application/json"))])
        {
            using var answer = await visitor.SendAsync(request);
            Assert.Equal((HttpStatusCode.OK, "application/linkset+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
            var contexts = (await answer.Json()).GetProperty("linkset").EnumerateArray().ToList();
            Assert.Equal([$"{brand.Server.Url}{code}", $"{brand.Server.Url}/01/{gtin}"], contexts.Select(c => c.GetProperty("anchor").GetString()));
            var link = Assert.Single(contexts[0].GetProperty("https://ref.gs1.org/voc/defaultLink").EnumerateArray());
            Assert.Equal($"{brand.Server.Url}/p/{gtin}/{serial}", link.GetProperty("href").GetString());
            Assert.All(contexts.SelectMany(c => c.EnumerateObject()).Where(p => p.Value.ValueKind == JsonValueKind.Array).SelectMany(p => p.Value.EnumerateArray()),
                l => Assert.True(Uri.TryCreate(l.GetProperty("href").GetString(), UriKind.Absolute, out _) && l.GetProperty("title").GetString()!.Length > 0));
            Assert.False(contexts[1].TryGetProperty("https://ref.gs1.org/voc/instructions", out _));
        }

        foreach (var type in (string[])["gs1:pip", "https://gs1.org/voc/pip", "https://ref.gs1.org/voc/pip", "gs1:defaultLink"])
        {
            using var answer = await visitor.GetAsync($"{code}?linkType={type}");
            Assert.Equal(HttpStatusCode.TemporaryRedirect, answer.StatusCode);
            Assert.StartsWith($"{brand.Server.Url}/p/{gtin}/{serial}", answer.Headers.Location!.OriginalString);
        }
        Assert.Contains("gs1:pip", (await visitor.GetAsync(code + "?linkType=gs1:nosuch").Expect(HttpStatusCode.NotFound)).GetProperty("detail").GetString());
        using var odd = await visitor.SendAsync(Ask(HttpMethod.Get, code, ("Accept", "undefined")));
        Assert.Equal(HttpStatusCode.TemporaryRedirect, odd.StatusCode);
        Assert.Single(await brand.Scans(gtin));      // only the last was somebody who landed
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task OPTIONS_tells_methods_sharing_and_linkset_and_HEAD_answers_like_GET_but_is_no_scan(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();

        using var options = await brand.Server.Visitor().SendAsync(Ask(HttpMethod.Options, $"/01/{gtin}", ("Origin", "https://example.org"), ("Access-Control-Request-Method", "GET")));
        Assert.Equal(HttpStatusCode.NoContent, options.StatusCode);
        Assert.Equal("*", Assert.Single(options.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Equal("GET, HEAD, OPTIONS", Assert.Single(options.Headers.GetValues("Access-Control-Allow-Methods")));
        Assert.Contains("rel=\"linkset\"", Assert.Single(options.Headers.GetValues("Link")));
        using var head = await brand.Server.Visitor().SendAsync(Ask(HttpMethod.Head, $"/01/{gtin}"));
        Assert.Equal((HttpStatusCode.TemporaryRedirect, $"{brand.Server.Url}/p/{gtin}"), (head.StatusCode, head.Headers.Location!.OriginalString));

        Assert.Empty(await brand.Scans(gtin));
        var description = await brand.Server.Visitor().GetAsync("/.well-known/gs1resolver").Expect(HttpStatusCode.OK);
        Assert.Equal(brand.Server.Url, description.GetProperty("resolverRoot").GetString());
        Assert.Equal("01", description.GetProperty("supportedPrimaryKeys")[0].GetString());
    }
}
