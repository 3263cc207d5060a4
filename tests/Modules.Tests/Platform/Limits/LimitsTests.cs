using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Limits;

namespace Nameplate.Tests.Platform.Limits;

/// <summary>Who asks too much is told so, with what is left in the headers; scans are never held up.</summary>
public class LimitsTests
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_key_that_asks_too_much_is_told_when_to_go_on_and_others_are_served(string storage)
    {
        await using var server = await Server.Start(storage, s => s.Configure<LimitSettings>(l => l.CallsPerKey = 3));
        var (brand, other) = (await server.NewBrand(), await server.NewBrand());
        List<HttpResponseMessage> answers = [];
        for (var i = 0; i < 5; i++) answers.Add(await brand.Api.GetAsync("/api/v1/products"));

        Assert.All(answers.Take(3), a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
        Assert.All(answers, a => Assert.Equal("\"key\";q=3;w=60", a.Headers.GetValues("RateLimit-Policy").Single()));
        Assert.StartsWith("\"key\";r=2;t=", answers[0].Headers.GetValues("RateLimit").Single(), StringComparison.Ordinal);
        var refused = answers[^1];
        Assert.Equal((HttpStatusCode.TooManyRequests, "application/problem+json"), (refused.StatusCode, refused.Content.Headers.ContentType!.MediaType));
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Contains("too much", (await refused.Json()).GetProperty("detail").GetString());
        Assert.Equal(HttpStatusCode.OK, (await other.Api.GetAsync("/api/v1/products")).StatusCode);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task An_address_is_limited_in_calls_and_in_forms_but_never_in_scans(string storage)
    {
        await using var server = await Server.Start(storage, s => s.Configure<LimitSettings>(l => (l.CallsPerAddress, l.FormsPerAddress, l.CountLoopback) = (8, 2, true)));
        var brand = await server.NewBrand();
        var gtin = await brand.NewModel();      // a call
        using var visitor = server.Visitor("de");
        foreach (var _ in Enumerable.Range(0, 8)) await visitor.GetAsync("/api/v1/products");
        Assert.Equal(HttpStatusCode.TooManyRequests, (await visitor.GetAsync("/api/v1/products")).StatusCode);      // not 401: a key is not even looked up

        visitor.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        var form = new Dictionary<string, string> { ["email"] = "ada@example.com" };
        List<HttpResponseMessage> sent = [];
        foreach (var path in new[] { $"/p/{gtin}/A1/register", "/my/" + brand.Brand.Slug, $"/p/{gtin}/A1/register" }) sent.Add(await visitor.PostAsync(path, new FormUrlEncodedContent(form)));
        Assert.All(sent.Take(2), a => Assert.NotEqual(HttpStatusCode.TooManyRequests, a.StatusCode));
        Assert.Equal((HttpStatusCode.TooManyRequests, "text/html"), (sent[2].StatusCode, sent[2].Content.Headers.ContentType!.MediaType));
        Assert.Contains("Einen Moment", await sent[2].Content.ReadAsStringAsync());

        foreach (var _ in Enumerable.Range(0, 30)) Assert.NotEqual(HttpStatusCode.TooManyRequests, (await visitor.GetAsync($"/01/{gtin}/21/A1")).StatusCode);
    }
}
