using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Nameplate.Tests.Host;

/// <summary>Forwarded headers are anybody's to write: they are believed from named proxies alone.</summary>
public class ProxyTests
{
    [Theory]
    [InlineData(null, "127.0.0.1 http")]
    [InlineData("""{ "Proxies": ["10.1.2.3"] }""", "127.0.0.1 http")]
    [InlineData("""{ "Proxies": ["127.0.0.1"] }""", "203.0.113.9 https")]
    [InlineData("""{ "Proxies": "10.0.0.0/8, 127.0.0.0/8" }""", "203.0.113.9 https")]
    public async Task The_visitor_is_who_a_named_proxy_says_and_nobody_else_is_asked(string? settings, string seen)
    {
        await using var server = await Server.Start("sqlite", s => s.AddSingleton<IStartupFilter, Mirror>(), settings);
        using var visitor = server.Visitor();
        visitor.DefaultRequestHeaders.Add("X-Forwarded-For", "198.51.100.1, 203.0.113.9");      // the first one is the visitor's own invention
        visitor.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https, https");
        Assert.Equal(seen, await visitor.GetStringAsync("/mirror"));
    }

    /// <summary>So that a phone that scans its code through a tunnel meets the same product.</summary>
    [Fact]
    public async Task The_demo_stands_behind_a_tunnel_on_its_own_machine()
    {
        await using var server = await Server.Start("sqlite", demo: true);
        var gtin = await (await server.NewBrand()).NewModel();
        using var visitor = server.Visitor();
        foreach (var host in (string[])["tunnel.example.com", "TUNNEL.Example.com", new Uri(server.Url).Authority])
        {
            using var scan = new HttpRequestMessage(HttpMethod.Get, $"/01/{gtin}") { Headers = { { "X-Forwarded-Proto", "https" }, { "Host", host } } };
            using var answer = await visitor.SendAsync(scan);

            Assert.Equal($"https://{host.ToLowerInvariant()}/p/{gtin}", answer.Headers.Location?.OriginalString);
            Assert.StartsWith($"<https://{host.ToLowerInvariant()}/01/{gtin}?", Assert.Single(answer.Headers.GetValues("Link")), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_cookie_is_secure_where_the_proxy_says_that_the_way_was()
    {
        await using var server = await Server.Start("sqlite", appsettings: """{ "Proxies": ["127.0.0.1"] }""");
        var brand = await server.NewBrand();
        using var browser = server.Visitor();
        browser.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        using var answer = await browser.PostAsync(new Uri(brand.SignInLink).AbsolutePath, null);
        Assert.Contains(answer.Headers.GetValues("Set-Cookie"), c => c.Contains("secure", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_proxy_that_is_no_address_is_told_at_the_start()
    {
        var folder = Directory.CreateTempSubdirectory("np").FullName;
        var ended = await Program.Run(new Dictionary<string, string> { ["NAMEPLATE_Proxies"] = "my-proxy" }, "serve", "--data", folder, "--urls", "http://127.0.0.1:0");
        Assert.Equal(1, ended.Code);
        Assert.Contains("“my-proxy” in the setting Proxies", ended.Error, StringComparison.Ordinal);
    }

    /// <summary>Answers with the address and scheme that the program sees.</summary>
    sealed class Mirror : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            next(app);
            app.Run(http =>
            {
                http.Response.StatusCode = (int)HttpStatusCode.OK;
                return http.Response.WriteAsync($"{http.Connection.RemoteIpAddress?.MapToIPv4()} {http.Request.Scheme}");
            });
        };
    }
}
