using System.Net;
using static Nameplate.Tests.Resolver.ScanSteps;

namespace Nameplate.Tests.Resolver.Links;

/// <summary>What a maker may write as an address, and what becomes of it in an answer.</summary>
public class TargetTests(Servers servers)
{
    [Theory]
    [InlineData("https://example.com/käse/ü?ä=ö", "https://example.com/k%C3%A4se/%C3%BC?%C3%A4=%C3%B6", "https://example.com/k%C3%A4se/%C3%BC?%C3%A4=%C3%B6&x=1&flag")]
    [InlineData("https://bücher.example:8443/a", "https://xn--bcher-kva.example:8443/a", "https://xn--bcher-kva.example:8443/a?x=1&flag")]
    [InlineData("HTTPS://EXAMPLE.com/A%2fb", "https://example.com/A%2fb", "https://example.com/A%2fb?x=1&flag")]
    [InlineData("https://example.com/manual#cleaning", "https://example.com/manual#cleaning", "https://example.com/manual?x=1&flag#cleaning")]
    [InlineData("https://example.com/?a=b#c?d", "https://example.com/?a=b#c?d", "https://example.com/?a=b&x=1&flag#c?d")]
    public async Task An_address_is_a_right_uri_wherever_it_is_answered_and_the_query_is_added_where_it_belongs(string written, string href, string withQuery)
    {
        var brand = await (await servers.On("sqlite")).NewBrand();
        var gtin = await brand.NewModel();
        await brand.AddLink(new { gtin, linkType = "gs1:promotion", href = written, title = "Käse", isDefault = true });

        Assert.Equal(href, await brand.Where($"/01/{gtin}"));
        Assert.Equal(withQuery, await brand.Where($"/01/{gtin}?x=1&flag"));
        var linkset = (await brand.Server.Visitor().GetAsync($"/01/{gtin}?linkType=linkset").Expect(HttpStatusCode.OK)).GetProperty("linkset")[0];
        Assert.All((string[])["defaultLink", "promotion"], type => Assert.Equal(href, linkset.GetProperty("https://ref.gs1.org/voc/" + type)[0].GetProperty("href").GetString()));
    }

    [Fact]
    public async Task The_default_stands_under_a_type_that_says_what_it_is_whatever_the_maker_replaced()
    {
        var brand = await (await servers.On("sqlite")).NewBrand();
        var gtin = await brand.NewModel();
        await brand.AddLink(new { gtin, linkType = "gs1:pip", href = "https://example.com/pip", title = "Kettle" });

        foreach (var (code, type) in ((string, string)[])[("", "support"), ("/21/NEVER1", "verificationService")])
        {
            var linkset = (await brand.Server.Visitor().GetAsync($"/01/{gtin}{code}?linkType=linkset").Expect(HttpStatusCode.OK)).GetProperty("linkset")[0];
            Assert.Equal(["href", "title"], linkset.GetProperty("https://ref.gs1.org/voc/defaultLink")[0].EnumerateObject().Select(p => p.Name));
            Assert.Equal(await brand.Where($"/01/{gtin}{code}"), linkset.GetProperty("https://ref.gs1.org/voc/" + type)[0].GetProperty("href").GetString());
            Assert.Equal("https://example.com/pip", await brand.Where($"/01/{gtin}{code}?linkType=gs1:pip"));
        }
    }

    [Theory]
    [InlineData("application/linkset+json;q=0")]
    [InlineData("application/linkset+json;q=0, text/html")]
    [InlineData("application/linkset+json;q=0.5, */*")]
    [InlineData("undefined")]
    [InlineData(";;;,")]
    public async Task Who_does_not_want_a_linkset_gets_none(string accept)
    {
        var server = await servers.On("sqlite");
        using var answer = await server.Visitor().SendAsync(Ask(HttpMethod.Get, "/01/" + await LinkSteps.KnownModel(server), ("Accept", accept)));
        Assert.Equal(HttpStatusCode.TemporaryRedirect, answer.StatusCode);
    }
}
