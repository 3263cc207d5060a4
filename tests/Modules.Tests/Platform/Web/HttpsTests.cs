using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Web;
using Nameplate.Tests.Platform.Access;

namespace Nameplate.Tests.Platform.Web;

/// <summary>A server whose public address is https: what changes for browsers that come by it.</summary>
public class HttpsTests(Servers servers)
{
    const string Name = "id.example.test";

    static Task<Server> Start(Action<IServiceCollection>? also = null) => Server.Start("sqlite", services =>
    {
        services.PostConfigure<PublicAddress>(a => (a.Url, a.IsConfigured) = ($"https://{Name}", true));
        also?.Invoke(services);
    });

    static HttpRequestMessage Ask(HttpMethod method, string path, string host, string? cookie = null)
    {
        var request = new HttpRequestMessage(method, path) { Headers = { Host = host } };
        if (cookie is not null) request.Headers.Add("Cookie", cookie);
        return request;
    }

    static string[] Cookies(HttpResponseMessage answer) => answer.Headers.TryGetValues("Set-Cookie", out var set) ? [.. set] : [];

    [Fact]
    public async Task Cookies_are_of_this_host_alone_and_of_https_alone_and_others_are_not_read()
    {
        await using var server = await Start();
        var brand = await server.NewBrand();
        using var browser = server.Visitor();
        var link = new Uri(brand.SignInLink).AbsolutePath;

        using var entered = await browser.SendAsync(Ask(HttpMethod.Post, link, Name));
        var session = Assert.Single(Cookies(entered));
        Assert.StartsWith("__Host-np-staff=", session, StringComparison.Ordinal);
        foreach (var flag in (string[])["secure", "httponly", "samesite=lax", "path=/;"]) Assert.Contains(flag, session + ";", StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", session, StringComparison.OrdinalIgnoreCase);
        var token = session.Split(';')[0].Split('=')[1];

        using var inside = await browser.SendAsync(Ask(HttpMethod.Get, "/admin/settings/brand", Name, $"__Host-np-staff={token}"));
        Assert.Equal(HttpStatusCode.OK, inside.StatusCode);
        Assert.StartsWith("__Host-np-form=", Assert.Single(Cookies(inside)), StringComparison.Ordinal);
        using var planted = await browser.SendAsync(Ask(HttpMethod.Get, "/admin/settings/brand", Name, $"np-staff={token}"));
        Assert.Contains("/admin/sign-in", planted.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_of_the_console_works_over_https()
    {
        await using var server = await Start();
        var brand = await server.NewBrand();
        using var browser = server.Visitor();
        browser.DefaultRequestHeaders.Host = Name;
        using var entered = await browser.PostAsync(new Uri(brand.SignInLink).AbsolutePath, null);
        var session = Cookies(entered)[0].Split(';')[0];
        browser.DefaultRequestHeaders.Add("Cookie", session);
        using var page = await browser.GetAsync("/admin/settings/staff");
        browser.DefaultRequestHeaders.Remove("Cookie");
        browser.DefaultRequestHeaders.Add("Cookie", session + "; " + Cookies(page)[0].Split(';')[0]);
        using var sent = await new ConsoleClient(browser).Send("/admin/settings/staff", "/admin/settings/staff", new() { ["email"] = Staff.NewAddress(), ["role"] = "readonly" });
        Assert.Equal("/admin/settings/staff?done=invited", sent.To());
    }

    [Theory, InlineData(365, true, "max-age=31536000; includeSubDomains"), InlineData(1, false, "max-age=86400"), InlineData(0, true, null)]
    public async Task Browsers_are_told_to_come_by_https(int days, bool subDomains, string? told)
    {
        await using var server = await Start(s => s.Configure<WebSafety>(w => (w.HstsDays, w.HstsSubDomains) = (days, subDomains)));
        using var browser = server.Visitor();
        foreach (var path in (string[])["/healthz", "/nowhere", "/admin", "/01/123"])
        {
            using var answer = await browser.SendAsync(Ask(HttpMethod.Get, path, Name));
            Assert.Equal(told, answer.Headers.TryGetValues("Strict-Transport-Security", out var values) ? values.Single() : null);
        }
        using var plain = await browser.GetAsync("/healthz");
        Assert.False(plain.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task A_made_up_name_leads_nowhere_and_stands_in_no_link()
    {
        await using var server = await Start(s => s.Configure<WebSafety>(w => w.Hosts = "codes.example.test; id.old.test"));
        var gtin = await (await server.NewBrand()).NewModel();
        using var visitor = server.Visitor();
        foreach (var (host, path, status) in new[] { ("evil.test", $"/p/{gtin}", 400), ("evil.test", $"/01/{gtin}", 400), ("evil.test", "/healthz", 200), ("evil.test", "/readyz", 200), (Name, $"/p/{gtin}", 200), ("codes.example.test", $"/p/{gtin}", 200), ("ID.old.test:8443", $"/p/{gtin}", 200) })
        {
            using var answer = await visitor.SendAsync(Ask(HttpMethod.Get, path, host));
            Assert.Equal((host, path, status), (host, path, (int)answer.StatusCode));
            Assert.DoesNotContain("evil.test", answer.Headers.ToString() + await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Mails_carry_the_public_address_whatever_name_was_asked()
    {
        var server = await servers.On("sqlite");
        var brand = await server.NewBrand();
        var email = Staff.NewAddress();
        await brand.Invite(email);
        using var visitor = server.Visitor();
        using var request = Ask(HttpMethod.Post, "/admin/sign-in/link", "evil.test");
        request.Content = new FormUrlEncodedContent([new("email", $"chief@{brand.Brand.Slug}.example.com")]);
        using var asked = await visitor.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        await Task.Delay(500);
        Assert.All(await Nameplate.Tests.Owners.OwnersSteps.Mails(brand, $"chief@{brand.Brand.Slug}.example.com"), m => Assert.DoesNotContain("evil.test", m.Text, StringComparison.Ordinal));
    }
}
