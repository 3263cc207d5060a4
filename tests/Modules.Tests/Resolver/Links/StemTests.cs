using System.Net;
using static Nameplate.Tests.Resolver.ScanSteps;

namespace Nameplate.Tests.Resolver.Links;

public class StemTests(Servers servers)
{
    [Fact]
    public async Task A_code_under_a_stem_is_answered_and_its_linkset_begins_with_it()
    {
        var brand = await (await servers.On("sqlite")).NewBrand();
        var (gtin, url) = (await brand.NewModel(), brand.Server.Url);
        var serial = await brand.NewUnit(gtin);
        using var visitor = brand.Server.Visitor();

        using var scan = await visitor.GetAsync($"/some/stem/01/{gtin}/21/{serial}/?x=1;flag");
        Assert.Equal((HttpStatusCode.TemporaryRedirect, $"{url}/p/{gtin}/{serial}?x=1;flag"), (scan.StatusCode, scan.Headers.Location?.OriginalString));
        Assert.Equal($"<{url}/some/stem/01/{gtin}/21/{serial}?linkType=linkset>; rel=\"linkset\"; type=\"application/linkset+json\"", Assert.Single(scan.Headers.GetValues("Link")));
        using var lot = await visitor.GetAsync($"/s/01/{gtin}/10/A%2FB");
        Assert.Equal($"{url}/p/{gtin}", lot.Headers.Location?.OriginalString);
        Assert.Equal([$"unit {serial} - - desktop", "- - A/B - desktop"], await brand.Scans(gtin));

        using var head = await visitor.SendAsync(Ask(HttpMethod.Head, $"/s/01/{gtin}"));
        Assert.Equal($"{url}/p/{gtin}", head.Headers.Location?.OriginalString);
        using var options = await visitor.SendAsync(Ask(HttpMethod.Options, $"/s/01/{gtin}"));
        Assert.Contains("rel=\"linkset\"", Assert.Single(options.Headers.GetValues("Link")), StringComparison.Ordinal);

        var linkset = (await visitor.GetAsync($"/s/01/{gtin}/21/{serial}?linkType=linkset").Expect(HttpStatusCode.OK)).GetProperty("linkset");
        Assert.Equal([$"{url}/s/01/{gtin}/21/{serial}", $"{url}/01/{gtin}/21/{serial}", $"{url}/01/{gtin}"], linkset.EnumerateArray().Select(c => c.GetProperty("anchor").GetString()));
        Assert.All((string[])["defaultLink", "pip"], type => Assert.Equal($"{url}/p/{gtin}/{serial}", linkset[0].GetProperty("https://ref.gs1.org/voc/" + type)[0].GetProperty("href").GetString()));
    }

    [Theory]
    [InlineData("/some/stem/01/09506000134353", HttpStatusCode.BadRequest)]
    [InlineData("/some/stem/01/09506000134352/foo", HttpStatusCode.BadRequest)]
    [InlineData("/gtin/09506000134352", HttpStatusCode.BadRequest)]
    [InlineData("/sscc/106141412345678908", HttpStatusCode.BadRequest)]
    [InlineData("/some/stem/414/9506000134376", HttpStatusCode.NotFound)]
    [InlineData("/some/stem/eh30164596f40c0e5cbe991a83", HttpStatusCode.NotFound)]
    [InlineData("/some/stem/eh30164596f40c0e5cbe991a83ff", HttpStatusCode.BadRequest)]
    public async Task What_is_wrong_or_unknown_under_a_stem_is_answered_like_any_other_code(string path, HttpStatusCode status)
    {
        using var answer = await (await servers.On("sqlite")).Visitor().GetAsync(path);

        Assert.Equal(status, answer.StatusCode);
        Assert.True(answer.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.DoesNotContain("There is nothing at this address", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/nothing/01/09506000134352")]
    [InlineData("/admin/nothing/01/09506000134352")]
    [InlineData("/some/where/else")]
    [InlineData("/some/01")]
    [InlineData("/gtin")]
    public async Task An_address_of_the_servers_own_that_is_wrong_is_no_code(string path)
    {
        using var answer = await (await servers.On("sqlite")).Visitor().GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
    }
}
