using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Nameplate.Platform.Mail;
using Nameplate.Tests.Platform.Mail;

namespace Nameplate.Tests.Host;

/// <summary>Two servers on one PostgreSQL, as behind a balancer.</summary>
public class TwoNodesTests
{
    [Fact]
    public async Task Whatever_node_is_asked_a_thing_happens_once_and_both_know_it()
    {
        using var sink = new SmtpSink();
        void Mailing(IServiceCollection s) => s.AddSingleton(Options.Create(new MailServer { Host = "127.0.0.1", Port = sink.Port, StartTls = false, From = "shop@example.com" }));
        await using var first = await Server.Start("postgres", Mailing);
        await using var second = await Server.Start("postgres", Mailing, beside: first);
        var brand = await first.NewBrand();
        using var other = second.Visitor();
        other.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", brand.Key);
        HttpClient[] nodes = [brand.Api, other];
        var gtin = await brand.NewModel();
        const int units = 40;
        await brand.Import("units", "gtin,serial\n" + string.Concat(Enumerable.Range(0, units).Select(i => $"{gtin},T{i}\n")));

        // the same unit is registered on both at once: by one person it is one registration, by two it is the first one's
        var answers = await Task.WhenAll(Enumerable.Range(0, units).SelectMany(i => nodes.Select(async (node, n) =>
            (Unit: i, (await node.PostAsJsonAsync("/api/v1/registrations", new { gtin, serial = $"T{i}", email = $"o{i}{(i % 2 == 0 ? n : 0)}@example.com" })).StatusCode))));
        foreach (var unit in answers.GroupBy(a => a.Unit))
        {
            Assert.Single(unit, a => a.StatusCode == HttpStatusCode.Created);
            Assert.Single(unit, a => a.StatusCode == (unit.Key % 2 == 0 ? HttpStatusCode.Conflict : HttpStatusCode.OK));
        }
        Assert.Equal(units, await Registered(other));

        // one of the nodes sends each mail
        while (sink.Taken.Count < units) await Task.Delay(100);
        await Task.Delay(1500);
        Assert.Equal(units, sink.Taken.Count);

        // a job given to one may be done by the other, once
        var mint = await other.PostAsJsonAsync($"/api/v1/products/{gtin}/mints", new { count = 1200 }).Expect(HttpStatusCode.Accepted);
        JsonElement state;
        while ((state = await brand.Api.GetFromJsonAsync<JsonElement>($"/api/v1/mints/{mint.GetProperty("id").GetString()}")).GetProperty("status").GetString() != "done") await Task.Delay(100);
        Assert.Equal(1200, state.GetProperty("minted").GetInt32());
        Assert.Equal(1201, (await other.GetStringAsync($"/api/v1/mints/{mint.GetProperty("id").GetString()}/csv")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);

        // what was changed on one is seen on the other
        var console = await ConsoleClient.SignIn(brand);
        using var saved = await console.Send("/admin/settings/brand", "/admin/settings/brand", new() { ["name"] = "Aurora Nova", ["accent"] = "#0b6e4f" });
        Assert.Equal(HttpStatusCode.Found, saved.StatusCode);
        while (!(await second.Visitor().GetStringAsync($"/p/{gtin}/T0")).Contains("Aurora Nova", StringComparison.Ordinal)) await Task.Delay(250);
    }

    static async Task<int> Registered(HttpClient api)
    {
        var count = 0;
        for (string? after = null; ;)
        {
            var page = await api.GetFromJsonAsync<JsonElement>("/api/v1/registrations" + (after is null ? "" : "?after=" + after));
            count += page.GetProperty("items").GetArrayLength();
            if ((after = page.GetProperty("next").GetString()) is null) return count;
        }
    }
}
