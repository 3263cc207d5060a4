using System.Net;
using System.Net.Http.Json;
using Nameplate.Tests.Owners;

namespace Nameplate.Tests.Resolver.Signals;

/// <summary>The queue: who is told, who decides, and what the public hears of it.</summary>
public class DecideSignalsTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Staff_see_the_queue_confirm_and_dismiss_and_a_buyer_hears_suspicious_and_never_authentic(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var (copied, fair) = (await brand.NewUnit(gtin, "market=DE"), await brand.NewUnit(gtin, "market=DE"));
        foreach (var serial in (string[])[copied, fair]) await brand.Scan(gtin, serial, ("2026-02-10T10:00:00Z", "US-CA"), ("2026-02-14T10:00:00Z", "US-CA"));
        var console = await ConsoleClient.SignIn(brand);

        var list = WebUtility.HtmlDecode(await console.Text("/admin/signals?state=open"));
        foreach (var said in (string[])[copied, fair, "Outside its market", "Meant for Germany"]) Assert.Contains(said, list, StringComparison.Ordinal);
        var id = (await brand.Signal(gtin, copied, "grey_market")).GetProperty("id").GetString()!;
        Assert.Contains("Scans it rests on", await console.Text("/admin/signals?open=" + id), StringComparison.Ordinal);
        var unit = WebUtility.HtmlDecode(await console.Text($"/admin/units/{gtin}/{copied}"));
        Assert.Contains("Suspicion 55 of 100", unit, StringComparison.Ordinal);
        Assert.Contains("signals of copies or grey imports are open", WebUtility.HtmlDecode(await console.Text("/admin")), StringComparison.Ordinal);

        // open: who is about to buy is warned, its owner is not frightened
        Assert.Contains("Looks suspicious", await brand.Server.Visitor().GetStringAsync($"/p/{gtin}/{copied}/check"), StringComparison.Ordinal);
        Assert.DoesNotContain("uspicious", await brand.Server.Visitor().GetStringAsync($"/p/{gtin}/{copied}"), StringComparison.Ordinal);

        using (await console.Send("/admin/signals", "/admin/changes/start", new() { ["action"] = "signals.state", ["row"] = id, ["state"] = "confirmed", ["note"] = "Two buyers sent pictures." })) { }
        var fairId = (await brand.Signal(gtin, fair, "grey_market")).GetProperty("id").GetString()!;
        await brand.Api.PutAsJsonAsync($"/api/v1/signals/{fairId}/decision", new { state = "dismissed" }).Expect(HttpStatusCode.OK);

        Assert.Equal((100, "grey_market confirmed"), await brand.Suspicion(gtin, copied));
        Assert.Equal((0, "grey_market dismissed"), await brand.Suspicion(gtin, fair));
        Assert.Contains($"Suspicious: ask {brand.Brand.Name}", WebUtility.HtmlDecode(await brand.Server.Visitor().GetStringAsync($"/p/{gtin}/{copied}")), StringComparison.Ordinal);
        var check = await brand.Api.GetAsync($"/api/v1/units/{gtin}/{copied}/check").Expect(HttpStatusCode.OK);
        Assert.True(check.GetProperty("suspicious").GetBoolean());
        Assert.False((await brand.Api.GetAsync($"/api/v1/units/{gtin}/{fair}/check").Expect(HttpStatusCode.OK)).GetProperty("suspicious").GetBoolean());
        var life = WebUtility.HtmlDecode(await console.Text($"/admin/units/{gtin}/{copied}/life"));
        Assert.Contains("Confirmed by staff: Outside its market", life, StringComparison.Ordinal);
        await brand.Server.CaughtUp();
        Assert.Contains("resolver.signal-decided", await brand.Api.GetStringAsync("/api/v1/events?limit=1000"), StringComparison.Ordinal);
        Assert.Contains("resolver.signal", await brand.Api.GetStringAsync("/api/v1/audit?limit=1000"), StringComparison.Ordinal);
        using var file = await console.Http.GetAsync("/admin/signals.csv");
        Assert.Contains("confirmed", await file.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Rules_are_the_brands_own_and_say_what_would_be_right(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var console = await ConsoleClient.SignIn(brand);
        var fields = new Dictionary<string, string> { ["alarmScore"] = "60", ["scansPerHour"] = "50", ["scansPerDay"] = "30", ["travelKmh"] = "800", ["shipmentGraceHours"] = "0", ["greyDays"] = "2", ["alerts"] = "at_once" };
        using (var wrong = await console.Send("/admin/signals/rules", "/admin/signals/rules", fields))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
            Assert.Contains("from 2 to 39", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        fields["scansPerHour"] = "20";
        using (var right = await console.Send("/admin/signals/rules", "/admin/signals/rules", fields)) Assert.Equal("/admin/signals/rules?done=rules", right.Headers.Location!.OriginalString);
        var rules = await brand.Api.GetAsync("/api/v1/signals/rules").Expect(HttpStatusCode.OK);
        Assert.Equal((60, 20, false, "at_once"), (rules.GetProperty("alarmScore").GetInt32(), rules.GetProperty("scansPerHour").GetInt32(), rules.GetProperty("freeInEea").GetBoolean(), rules.GetProperty("alerts").GetString()));
        await brand.Api.PutAsJsonAsync("/api/v1/signals/rules", new { alarmScore = 5, scansPerHour = 12, scansPerDay = 30, travelKmh = 900, shipmentGraceHours = 24, greyDays = 3, freeInEea = true, alerts = "daily" }).Expect(HttpStatusCode.UnprocessableEntity);
        var other = await (await servers.On(storage)).NewBrand();
        Assert.Equal(900, (await other.Api.GetAsync("/api/v1/signals/rules").Expect(HttpStatusCode.OK)).GetProperty("travelKmh").GetInt32());
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Who_may_decide_is_told_by_one_mail_and_never_of_old_history(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var old = await brand.NewUnit(gtin, "market=DE");
        await brand.Scan(gtin, old, ("2026-02-10T10:00:00Z", "US-CA"), ("2026-02-14T10:00:00Z", "US-CA"));
        foreach (var serial in (string[])["MADEUP1", "MADEUP2"]) using (await brand.Server.Visitor().GetAsync($"/01/{gtin}/21/{serial}")) { }
        await brand.Server.CaughtUp();
        var mails = new List<(string Kind, string Text)>();
        for (var tries = 0; tries < 900 && mails.Count == 0; tries++)      // the job comes by every minute
        {
            mails = [.. (await brand.Mails(Staff(brand))).Where(m => m.Kind == "resolver.signals").Select(m => (m.Kind, m.Text))];
            await Task.Delay(100);
        }
        var mail = Assert.Single(mails).Text;
        Assert.Contains("MADE UP1", mail, StringComparison.Ordinal);
        Assert.Contains("MADE UP2", mail, StringComparison.Ordinal);
        Assert.DoesNotContain(old, mail.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("/admin/signals?state=open", mail, StringComparison.Ordinal);
    }

    static string Staff(BrandClient brand) => brand.Brand.Slug.Replace("brand", "staff", StringComparison.Ordinal) + "@example.com";
}
