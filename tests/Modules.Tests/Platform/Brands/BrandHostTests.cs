using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Brands;
using Nameplate.Tests.Owners;

namespace Nameplate.Tests.Platform.Brands;

public class BrandHostTests(Servers servers)
{
    static Dictionary<string, string> Form(string host) => new() { ["name"] = "Brand", ["accent"] = "#0b6e4f", ["host"] = host, ["hostSure"] = "true" };

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_host_of_the_brands_own_stands_in_codes_mails_and_links_and_on_no_other_brands(string storage)
    {
        var server = await servers.On(storage);
        var (brand, other) = (await server.NewBrand(), await server.NewBrand());
        var host = $"id-{brand.Brand.Slug}.example.com";
        var console = await ConsoleClient.SignIn(brand);
        using (var saved = await console.Send("/admin/settings/brand", "/admin/settings/brand", Form(host.ToUpperInvariant()))) Assert.Equal(HttpStatusCode.Found, saved.StatusCode);

        var gtin = await brand.NewModel();
        var serial = await brand.NewUnit(gtin);
        using var visitor = server.Visitor();
        await visitor.Receipt(gtin, serial, "ada@example.com");

        var unit = await brand.Api.GetAsync($"/api/v1/units/{gtin}/{serial}").Expect(HttpStatusCode.OK);
        Assert.Equal($"http://{host}/01/{gtin}/21/{serial}", unit.GetProperty("digitalLink").GetString());
        var mail = (await brand.Mails("ada@example.com"))[0];
        Assert.All(Links(mail.Text), l => Assert.Equal(host, new Uri(l).Host));

        // whichever address a visitor comes by, he stays under it; what names the thing is one
        foreach (var by in (string[])[host, "127.0.0.1"])
        {
            using var scan = new HttpRequestMessage(HttpMethod.Get, $"/01/{gtin}/21/{serial}") { Headers = { Host = by } };
            using var answer = await visitor.SendAsync(scan);
            Assert.Equal($"http://{by}/p/{gtin}/{serial}", answer.Headers.Location?.ToString());
            using var asked = new HttpRequestMessage(HttpMethod.Get, $"/01/{gtin}/21/{serial}?linkType=linkset") { Headers = { Host = by } };
            using var linkset = await visitor.SendAsync(asked);
            var levels = (await linkset.Json()).GetProperty("linkset").EnumerateArray().ToList();
            Assert.Equal((by == host ? (string[])[host] : [by, host]).Select(h => $"http://{h}/01/{gtin}/21/{serial}").Append($"http://{host}/01/{gtin}"), levels.Select(l => l.GetProperty("anchor").GetString()));
            Assert.Equal(answer.Headers.Location?.ToString(), levels[0].GetProperty("https://ref.gs1.org/voc/defaultLink")[0].GetProperty("href").GetString());
            using var page = new HttpRequestMessage(HttpMethod.Get, $"/p/{gtin}/{serial}") { Headers = { Host = by } };
            Assert.Contains($"<link rel=\"canonical\" href=\"http://{host}/p/{gtin}/{serial}\"", await (await visitor.SendAsync(page)).Content.ReadAsStringAsync());
        }

        var theirs = await other.NewModel();
        var their = await other.NewUnit(theirs);
        Assert.StartsWith(server.Url, (await other.Api.GetAsync($"/api/v1/units/{theirs}/{their}").Expect(HttpStatusCode.OK)).GetProperty("digitalLink").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("canonical", await visitor.GetStringAsync($"/p/{theirs}/{their}"));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_host_that_is_somebody_elses_or_none_is_refused(string storage)
    {
        var server = await servers.On(storage);
        var (brand, other) = (await server.NewBrand(), await server.NewBrand());
        var host = $"id-{other.Brand.Slug}.example.com";
        var (console, others) = (await ConsoleClient.SignIn(brand), await ConsoleClient.SignIn(other));
        using (var saved = await others.Send("/admin/settings/brand", "/admin/settings/brand", Form(host))) Assert.Equal(HttpStatusCode.Found, saved.StatusCode);

        foreach (var (wrong, why) in ((string, string)[])[("https://id.example.com", "without https://"), ("id.example.com/x", "without https://"), ("id", "without https://"), ("10.0.0.1", "without https://"), ("a..b", "without https://"), ("id.example.com:99999999", "without https://"),
            (host.ToUpperInvariant() + ".", "Another brand"), (new Uri(server.Url).Authority, "such as id.example.com")])
        {
            using var refused = await console.Send("/admin/settings/brand", "/admin/settings/brand", Form(wrong));
            Assert.Contains(why, await refused.Text(HttpStatusCode.UnprocessableEntity));
        }
        await using var scope = server.Services.CreateAsyncScope();
        var (none, error) = await scope.ServiceProvider.GetRequiredService<OpenBrand>().Handle(new("late-" + brand.Brand.Slug, "Late", Host: host), default);
        Assert.Null(none);
        Assert.Contains(host, error);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_host_changes_by_the_api_on_the_state_that_was_read_and_in_the_console_only_when_one_is_sure(string storage)
    {
        var server = await servers.On(storage);
        var (brand, other) = (await server.NewBrand(), await server.NewBrand());
        var (first, second) = ($"api-{brand.Brand.Slug}.example.com", $"console-{brand.Brand.Slug}.example.com");
        using var read = await brand.Api.GetAsync("/api/v1/brand");
        Assert.Equal(brand.Brand.Slug, (await read.Json()).GetProperty("slug").GetString());

        var set = await brand.Api.PutAsJsonAsync("/api/v1/brand/host", new { host = first.ToUpperInvariant() }).Expect(HttpStatusCode.OK);
        Assert.Equal((first, $"http://{first}/"), (set.GetProperty("host").GetString(), set.GetProperty("address").GetString()));
        using (var stale = new HttpRequestMessage(HttpMethod.Put, "/api/v1/brand/host") { Content = JsonContent.Create(new { host = second }), Headers = { { "If-Match", read.Headers.ETag!.ToString() } } })
            Assert.Equal(HttpStatusCode.PreconditionFailed, (await brand.Api.SendAsync(stale)).StatusCode);
        foreach (var wrong in (string[])[first, "https://x.example.com", "10.0.0.1", new Uri(server.Url).Authority])
            await other.Api.PutAsJsonAsync("/api/v1/brand/host", new { host = wrong }).Expect(HttpStatusCode.UnprocessableEntity);

        var console = await ConsoleClient.SignIn(brand);
        var unsure = Form(second);
        unsure.Remove("hostSure");
        using (var refused = await console.Send("/admin/settings/brand", "/admin/settings/brand", unsure)) Assert.Contains("Tick the box to change the host", await refused.Text(HttpStatusCode.UnprocessableEntity));
        using (var saved = await console.Send("/admin/settings/brand", "/admin/settings/brand", Form(second))) Assert.Equal(HttpStatusCode.Found, saved.StatusCode);
        Assert.Equal(second, (await brand.Api.GetAsync("/api/v1/brand").Expect(HttpStatusCode.OK)).GetProperty("host").GetString());
        await brand.Api.PutAsJsonAsync("/api/v1/brand/host", new { host = (string?)null }).Expect(HttpStatusCode.OK);

        var audit = await console.Text("/admin/settings/audit.csv?subject=platform.brand");
        Assert.Contains("PUT /api/v1/brand/host", audit, StringComparison.Ordinal);
        foreach (var host in (string[])[first, second]) Assert.Contains(host, audit, StringComparison.Ordinal);
    }

    static IEnumerable<string> Links(string text) => text.Split(['\n', ' ']).Where(w => w.StartsWith("http", StringComparison.Ordinal));
}
