using System.Net;
using static Nameplate.Tests.Resolver.ScanSteps;

namespace Nameplate.Tests.Resolver.Links;

public class HeadRequestTests(Servers servers)
{
    [Theory]
    [InlineData("")]
    [InlineData("/21/S1")]
    [InlineData("/21/S1/foo")]
    [InlineData("/21/NEVER1?flag")]
    [InlineData("?linkType=linkset")]
    [InlineData("?linkType=gs1:pip")]
    [InlineData("?linkType=gs1:faqs")]
    [InlineData("?linkType=gs1:nosuch")]
    public async Task HEAD_is_answered_as_GET_is_in_every_form_without_a_body(string code)
    {
        var server = await servers.On("sqlite");
        var gtin = await LinkSteps.KnownModel(server);
        using var visitor = server.Visitor();
        foreach (var accept in (string[])["*/*", "text/html,*/*;q=0.8", "application/linkset+json", "application/ld+json", "application/json;q=0.5,text/html", "undefined"])
        {
            using var get = await visitor.SendAsync(Ask(HttpMethod.Get, $"/01/{gtin}{code}", ("Accept", accept)));
            using var head = await visitor.SendAsync(Ask(HttpMethod.Head, $"/01/{gtin}{code}", ("Accept", accept)));

            Assert.Equal(get.StatusCode, head.StatusCode);
            Assert.Equal(Said(get), Said(head));
            Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        }
    }

    [Fact]
    public async Task The_description_of_the_resolver_is_there_for_HEAD_and_for_pages_of_other_sites()
    {
        using var visitor = (await servers.On("sqlite")).Visitor();
        foreach (var (method, status) in ((HttpMethod, HttpStatusCode)[])[(HttpMethod.Get, HttpStatusCode.OK), (HttpMethod.Head, HttpStatusCode.OK), (HttpMethod.Options, HttpStatusCode.NoContent)])
        {
            using var answer = await visitor.SendAsync(Ask(method, "/.well-known/gs1resolver", ("Origin", "https://example.org")));
            Assert.Equal(status, answer.StatusCode);
            Assert.Equal(("*", "GET, HEAD, OPTIONS"), (Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")), Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Methods"))));
        }
    }

    // an answer that is written piece by piece has no length, and a HEAD has no pieces
    static IEnumerable<string> Said(HttpResponseMessage answer) => answer.Headers.Concat(answer.Content.Headers)
        .Where(h => h.Key is not ("Date" or "Transfer-Encoding" or "Content-Length")).Select(h => $"{h.Key}: {string.Join(", ", h.Value)}").Order(StringComparer.Ordinal);
}
