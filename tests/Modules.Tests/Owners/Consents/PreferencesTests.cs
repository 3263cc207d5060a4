using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Messaging;
using Nameplate.Platform.Storage;
using Nameplate.Tests.Messaging;

namespace Nameplate.Tests.Owners.Consents;

public partial class PreferencesTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task One_box_a_purpose_never_ticked_beforehand_and_unticking_is_as_easy(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var (gtin, email) = (await brand.NewModel(), "ada@example.com");
        await brand.Server.Visitor().Receipt(gtin, await brand.NewUnit(gtin), email);
        var mail = (await brand.Mails(email)).Single(m => m.Kind == "owners.confirm");
        Assert.DoesNotContain("/parts/", mail.Html, StringComparison.Ordinal);
        var browser = await brand.SignedIn(email);

        var page = await (await browser.GetAsync("/my/preferences")).Text(HttpStatusCode.OK);
        Assert.Equal(["marketing", "profiling"], BoxForm().Matches(page).Select(m => m.Groups["key"].Value));
        Assert.DoesNotContain(" checked", page, StringComparison.Ordinal);
        Assert.Contains("Recalls and safety", page, StringComparison.Ordinal);
        Assert.Contains("Legal duty", page, StringComparison.Ordinal);
        Assert.Contains("/my/preferences", await browser.GetStringAsync("/my"), StringComparison.Ordinal);

        using (await browser.Send("/my/preferences", new() { ["purpose"] = "profiling" })) { }
        Assert.Equal("given confirmed", await brand.ConsentSteps(email));
        Assert.Single(CheckedForm().Matches(await browser.GetStringAsync("/my/preferences")));
        using (await browser.Send("/my/preferences", [])) { }
        Assert.Equal("given confirmed withdrawn", await brand.ConsentSteps(email));

        // the brand's own purpose, in its own words; changed words are a new version
        var console = await ConsoleClient.SignIn(brand);
        using (await console.Send("/admin/purposes?open=new", "/admin/purposes/new", new() { ["key"] = "club", ["offered"] = "yes", ["title.en"] = "The club", ["text.en"] = "Tell me of the club." })) { }
        Assert.Contains("Tell me of the club.", await browser.GetStringAsync("/my/preferences"), StringComparison.Ordinal);
        using (await browser.Send("/my/preferences", new() { ["purpose"] = "club" })) { }
        var ledger = await brand.Api.GetAsync($"/api/v1/owners/{(await brand.Owner(email))!.Value.GetProperty("id").GetString()}/consents").Expect(HttpStatusCode.OK);
        Assert.Equal(("club", "confirmed", "account"), (ledger.GetProperty("steps")[0].GetProperty("purpose").GetString(), ledger.GetProperty("steps")[0].GetProperty("step").GetString(), ledger.GetProperty("steps")[0].GetProperty("method").GetString()));
        Assert.NotNull(ledger.GetProperty("steps")[0].GetProperty("textHash").GetString());
        using (await console.Send("/admin/purposes?open=profiling", "/admin/purposes/profiling", [])) { }
        Assert.DoesNotContain("value=\"profiling\"", await browser.GetStringAsync("/my/preferences"), StringComparison.Ordinal);      // not asked for any more
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_mails_link_leads_to_all_choices_without_signing_in(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var (gtin, email) = (await brand.NewModel(), "ada@example.com");
        await brand.Server.Visitor().Receipt(gtin, await brand.NewUnit(gtin), email);
        var owner = (await brand.Owner(email))!.Value.GetProperty("id").GetGuid();
        await brand.In(async s =>
        {
            await s.GetRequiredService<IMessaging>().Send("owners.prompt", new(email) { Owner = owner }, MailingServers.Word, default);      // one that can be stopped
            return await s.GetRequiredService<AppDb>().SaveChangesAsync();
        });
        var token = StopForm().Match((await brand.Mails(email))[^1].Text).Groups["token"].Value;

        var visitor = brand.Server.Visitor();
        Assert.Contains("/preferences/" + token, await visitor.GetStringAsync("/unsubscribe/" + token), StringComparison.Ordinal);
        using (await visitor.Send("/preferences/" + token, new() { ["purpose"] = "marketing" })) { }
        Assert.Equal("given confirmed", await brand.ConsentSteps(email));      // whoever has the link reads that mailbox
        using (await visitor.Send("/preferences/" + token, new() { ["none"] = "1", ["purpose"] = "marketing" })) { }
        Assert.Equal("given confirmed withdrawn", await brand.ConsentSteps(email));
        Assert.Equal(HttpStatusCode.Gone, (await visitor.GetAsync("/preferences/" + new string('x', 32))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.Send("/preferences/" + token, [], fromAnotherSite: true)).StatusCode);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_browser_that_asks_for_privacy_is_asked_nothing_and_that_is_written_down(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var (gtin, email) = (await brand.NewModel(), "ada@example.com");
        var (visitor, serial) = (brand.Server.Visitor(), await brand.NewUnit(gtin));
        visitor.DefaultRequestHeaders.Add("Sec-GPC", "1");
        var receipt = await visitor.Receipt(gtin, serial, email);
        Assert.DoesNotContain("value=\"marketing\"", await visitor.GetStringAsync(receipt), StringComparison.Ordinal);
        using (await visitor.Send(receipt + "/news", new() { ["consent"] = "marketing" })) { }
        Assert.Equal("withdrawn withdrawn", await brand.ConsentSteps(email));      // marketing and profiling, by the browser's signal
        Assert.All((await brand.Owner(email))!.Value.GetProperty("consents").EnumerateArray(), c => Assert.Equal("signal", c.GetProperty("method").GetString()));

        var browser = await brand.SignedIn(email);
        browser.DefaultRequestHeaders.Add("Sec-GPC", "1");
        var page = await (await browser.GetAsync("/my/preferences")).Text(HttpStatusCode.OK);
        Assert.DoesNotContain("name=\"purpose\"", page, StringComparison.Ordinal);
        Assert.Contains("Global Privacy Control", page, StringComparison.Ordinal);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_consent_from_elsewhere_waits_for_the_mail_and_a_withdrawal_counts_at_once(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var (gtin, email) = (await brand.NewModel(), "ada@example.com");
        await brand.Api.PostAsJsonAsync("/api/v1/sales", new { gtin, serial = await brand.NewUnit(gtin), soldOn = "2026-07-28", channel = "retail", email, orderRef = "R-1", consents = new[] { "marketing" } }).Expect(HttpStatusCode.Created);
        Assert.Equal("given", await brand.ConsentSteps(email));
        var mail = (await brand.Mails(email)).Single();
        Assert.Equal("owners.confirm-consents", mail.Kind);
        var link = ConfirmForm().Match(mail.Text).Value;
        Assert.Contains("Write to me about news", mail.Text, StringComparison.Ordinal);

        var visitor = brand.Server.Visitor();
        Assert.Contains("Write to me about news", await (await visitor.GetAsync(link)).Text(HttpStatusCode.OK), StringComparison.Ordinal);
        Assert.Equal("given", await brand.ConsentSteps(email));      // looking confirms nothing
        Assert.Equal(HttpStatusCode.OK, (await visitor.Send(link, [])).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await visitor.Send(link, [])).StatusCode);
        Assert.Equal("given confirmed", await brand.ConsentSteps(email));

        var path = $"/api/v1/owners/{(await brand.Owner(email))!.Value.GetProperty("id").GetString()}/consents";
        await brand.Api.PostAsJsonAsync(path, new { purpose = "marketing", step = "withdrawn", channel = "phone" }).Expect(HttpStatusCode.OK);
        Assert.Equal("given confirmed withdrawn", await brand.ConsentSteps(email));
        var wrong = await brand.Api.PostAsJsonAsync(path, new { purpose = "nothing", step = "confirmed", channel = "pigeon" }).Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["purpose", "step", "channel"], wrong.GetProperty("errors").EnumerateObject().Select(e => e.Name));
        await brand.Api.PostAsJsonAsync(path, new { purpose = "marketing", step = "given", channel = "store" }).Expect(HttpStatusCode.UnprocessableEntity);      // without evidence
        await brand.Api.PostAsJsonAsync(path, new { purpose = "marketing", step = "given", channel = "store", evidence = "Form 4711" }).Expect(HttpStatusCode.OK);
        Assert.Equal("given confirmed withdrawn given", await brand.ConsentSteps(email));

        var console = await ConsoleClient.SignIn(brand);
        Assert.Contains("Form 4711", await console.Text(path["/api/v1".Length..].Insert(0, "/admin")), StringComparison.Ordinal);
    }

    [GeneratedRegex("name=\"purpose\" value=\"(?<key>[a-z_]+)\"", RegexOptions.ExplicitCapture, 1000)] private static partial Regex BoxForm();
    [GeneratedRegex("type=\"checkbox\"[^>]* checked", RegexOptions.ExplicitCapture, 1000)] private static partial Regex CheckedForm();
    [GeneratedRegex("/unsubscribe/(?<token>[A-Za-z0-9]+)", RegexOptions.ExplicitCapture, 1000)] private static partial Regex StopForm();
    [GeneratedRegex("/consents/[A-Za-z0-9]+", RegexOptions.None, 1000)] private static partial Regex ConfirmForm();
}
