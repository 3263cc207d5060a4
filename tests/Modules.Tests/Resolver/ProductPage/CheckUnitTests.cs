using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Limits;
using Nameplate.Resolver;

namespace Nameplate.Tests.Resolver.ProductPage;

/// <summary>What a number says to somebody who may buy the unit second-hand.</summary>
public class CheckUnitTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task It_says_what_is_on_record_until_when_the_warranty_runs_and_whether_it_is_registered_and_never_to_whom(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var (owned, free) = (await brand.NewUnit(gtin), await brand.NewUnit(gtin));
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        await brand.Api.PostAsJsonAsync("/api/v1/registrations", new { gtin, serial = owned, email = "ada@example.com", name = "Ada Lovelace", purchasedOn = today.ToString("yyyy-MM-dd", null) }).Expect(HttpStatusCode.Created);

        var of = await brand.Api.GetAsync($"/api/v1/units/{gtin}/{owned}/check").Expect(HttpStatusCode.OK);
        Assert.Equal("gtin serial onRecord warranty registered suspicious", string.Join(' ', of.EnumerateObject().Select(p => p.Name)));
        Assert.True(of.GetProperty("onRecord").GetBoolean() && of.GetProperty("registered").GetBoolean());
        Assert.Equal(("active", today.AddMonths(24).ToString("yyyy-MM-dd", null)), (of.GetProperty("warranty").GetProperty("status").GetString(), of.GetProperty("warranty").GetProperty("until").GetString()));
        Assert.False((await brand.Api.GetAsync($"/api/v1/units/{gtin}/{free}/check").Expect(HttpStatusCode.OK)).GetProperty("registered").GetBoolean());

        var page = WebUtility.HtmlDecode(await brand.Server.Visitor().GetStringAsync($"/p/{gtin}/{owned}/check"));
        foreach (var said in (string[])["On the maker’s records", "Until ", "Registered to an owner", "have it passed on to you"]) Assert.Contains(said, page, StringComparison.Ordinal);
        foreach (var secret in (string[])["Ada", "ada@", "recall", "authentic"]) Assert.DoesNotContain(secret, page, StringComparison.OrdinalIgnoreCase);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_number_nobody_knows_gets_the_same_kind_of_answer_in_honest_words(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var serial = await brand.NewUnit(gtin);

        var known = await brand.Api.GetAsync($"/api/v1/units/{gtin}/{serial}/check").Expect(HttpStatusCode.OK);
        var unknown = await brand.Api.GetAsync($"/api/v1/units/{gtin}/MADEUP/check").Expect(HttpStatusCode.OK);
        Assert.Equal(known.EnumerateObject().Select(p => p.Name), unknown.EnumerateObject().Select(p => p.Name));
        Assert.False(unknown.GetProperty("onRecord").GetBoolean());
        foreach (var (language, said) in ((string, string)[])[("en", "has no unit with this serial number"), ("de", "führt kein Gerät mit dieser Seriennummer"), ("fr", "n’a enregistré aucun appareil"), ("es", "no tiene registrada ninguna unidad")])
        {
            using var page = await brand.Server.Visitor(language).GetAsync($"/p/{gtin}/MADEUP/check");
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
            Assert.Contains(said, WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        }
        await brand.Api.GetAsync($"/api/v1/units/{BrandClient.NewGtin()}/{serial}/check").Expect(HttpStatusCode.NotFound);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task What_another_module_knows_stands_beside_it_and_who_tries_many_numbers_is_asked_to_wait(string storage)
    {
        await using var server = await Server.Start(storage, s => s.AddScoped<ICheck, Recalled>().Configure<LimitSettings>(l => (l.ChecksPerAddress, l.CountLoopback) = (3, true)));
        var brand = await server.NewBrand();
        var gtin = await brand.NewModel();
        var serial = await brand.NewUnit(gtin);
        Assert.True((await brand.Api.GetAsync($"/api/v1/units/{gtin}/{serial}/check").Expect(HttpStatusCode.OK)).GetProperty("recalled").GetBoolean());

        using var visitor = server.Visitor();
        visitor.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        Assert.Contains("<span class=\"chip bad\">Recalled: stop using it</span>", await visitor.GetStringAsync($"/p/{gtin}/{serial}/check"), StringComparison.Ordinal);
        List<HttpStatusCode> answers = [];
        for (var i = 0; i < 3; i++) answers.Add((await visitor.GetAsync($"/p/{gtin}/TRY{i}/check")).StatusCode);
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests], answers);
    }

    sealed class Recalled : ICheck
    {
        public Task<CheckLine?> Of(CheckSubject subject, CancellationToken ct) => Task.FromResult<CheckLine?>(new(10, "recalled", "Recall", "Recalled: stop using it", true) { Tone = StateTone.Bad });
    }
}
