using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Nameplate.Host;

namespace Nameplate.Tests.Platform.Access;

public partial class SessionTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_cookie_set_before_the_sign_in_is_not_the_one_after_it(string storage)
    {
        var server = await servers.On(storage);
        var (email, _) = await (await server.NewBrand()).NewMember();
        var browser = server.Browser();
        var planted = new HttpRequestMessage(HttpMethod.Post, "/admin/sign-in") { Content = new FormUrlEncodedContent([new("email", email), new("password", Staff.Password)]) };
        planted.Headers.Add("Cookie", "np-staff=chosenbysomebodyelse");
        using var signedIn = await browser.Http.SendAsync(planted);
        var first = Cookie(signedIn);
        Assert.Contains("httponly", signedIn.Headers.GetValues("Set-Cookie").Single(), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", signedIn.Headers.GetValues("Set-Cookie").Single(), StringComparison.OrdinalIgnoreCase);
        Assert.NotEqual("chosenbysomebodyelse", first);
        Assert.Equal(HttpStatusCode.Found, await With(server, "chosenbysomebodyelse"));

        using var again = await browser.ByPassword(email);      // the browser sends its cookie along
        Assert.NotEqual(first, Cookie(again));
        Assert.Equal(HttpStatusCode.Found, await With(server, first));
        Assert.Equal(HttpStatusCode.OK, await With(server, Cookie(again)));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Signing_out_ends_the_session_also_for_who_kept_the_cookie(string storage)
    {
        var server = await servers.On(storage);
        var (email, _) = await (await server.NewBrand()).NewMember();
        var browser = server.Browser();
        var kept = Cookie(await browser.ByPassword(email));
        Assert.Equal("/admin/sign-in", (await browser.Send("/admin/account", "/admin/sign-out", [])).To());
        Assert.Equal(HttpStatusCode.Found, await browser.Status("/admin"));
        Assert.Equal(HttpStatusCode.Found, await With(server, kept));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task The_account_lists_every_device_and_ends_one_or_all_others_or_itself(string storage)
    {
        var server = await servers.On(storage);
        var (email, browser) = await (await server.NewBrand()).NewMember();
        var (phone, tablet) = (server.Browser(), server.Browser());
        phone.Http.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1");
        tablet.Http.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
        foreach (var device in (ConsoleClient[])[phone, tablet]) (await device.ByPassword(email)).Dispose();

        var page = await browser.Text("/admin/account");
        Assert.Contains("Safari, iPhone", page, StringComparison.Ordinal);
        Assert.Contains("Firefox, Linux", page, StringComparison.Ordinal);
        Assert.DoesNotContain("127.9.", page, StringComparison.Ordinal);
        Assert.Equal("/admin/account?done=session", (await browser.Send("/admin/account", Ending(page, "Safari, iPhone"), [])).To());
        Assert.Equal((HttpStatusCode.Found, HttpStatusCode.OK), (await phone.Status("/admin"), await tablet.Status("/admin")));

        Assert.Equal("/admin/account?done=sessions", (await browser.Send("/admin/account", "/admin/account/sessions/others", [])).To());
        Assert.Equal((HttpStatusCode.Found, HttpStatusCode.OK), (await tablet.Status("/admin"), await browser.Status("/admin")));

        page = await browser.Text("/admin/account");
        Assert.Equal("/admin/sign-in", (await browser.Send("/admin/account", Ending(page, "Unknown device"), [])).To());
        Assert.Equal(HttpStatusCode.Found, await browser.Status("/admin"));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Nobody_ends_the_session_of_another_person(string storage)
    {
        var server = await servers.On(storage);
        var brand = await server.NewBrand();
        var (_, ours) = await brand.NewMember();
        var (_, theirs) = await brand.NewMember();
        Assert.Equal("404", (await ours.Send("/admin/account", Ending(await theirs.Text("/admin/account"), "Unknown device"), [])).To());
        Assert.Equal(HttpStatusCode.OK, await theirs.Status("/admin"));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task An_owner_ends_one_device_of_a_colleague_or_all_but_none_of_another_brand(string storage)
    {
        var server = await servers.On(storage);
        var (brand, other) = (await server.NewBrand(), await server.NewBrand());
        var (email, browser) = await brand.NewMember();
        var phone = server.Browser();
        phone.Http.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
        (await phone.ByPassword(email)).Dispose();
        var owner = await brand.Chief();
        var path = Regex.Match(await owner.Text("/admin/settings/staff"), $"/admin/settings/staff/[0-9a-f-]{{36}}(?=\">{Regex.Escape(email)}<)", RegexOptions.None, TimeSpan.FromSeconds(1)).Value;
        var page = await owner.Text(path);
        var end = Regex.Match(page[page.IndexOf("Firefox, Linux", StringComparison.Ordinal)..], path + "/sessions/[0-9a-f-]{36}/ending", RegexOptions.None, TimeSpan.FromSeconds(1)).Value;

        Assert.Equal("404", (await (await other.Chief()).Send("/admin/settings/staff", end, [])).To());
        Assert.Equal(path + "?done=session", (await owner.Send(path, end, [])).To());
        Assert.Equal((HttpStatusCode.Found, HttpStatusCode.OK), (await phone.Status("/admin"), await browser.Status("/admin")));
        Assert.Equal(path + "?done=sessions-of-member", (await owner.Send(path, path + "/sessions/ending", [])).To());
        Assert.Equal((HttpStatusCode.Found, HttpStatusCode.OK), (await browser.Status("/admin"), await owner.Status("/admin")));
        Assert.Contains("sessions/{session:guid}/ending", await owner.Text("/admin/settings/audit.csv?subject=platform.staff-session"), StringComparison.Ordinal);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Long_after_signing_in_the_password_is_asked_for_before_a_way_in_is_changed(string storage)
    {
        var clock = new SetClock();
        await using var server = await Server.Start(storage, s => s.AddClock(clock));
        var (email, browser) = await (await server.NewBrand()).NewMember();
        var phone = server.Browser();
        (await phone.ByPassword(email)).Dispose();
        clock.Ahead = TimeSpan.FromMinutes(11);
        const string Proof = "/admin/account/proof?then=%2Fadmin%2Faccount";
        Assert.Equal(Proof + "%2Ftwo-steps", (await browser.Http.GetAsync("/admin/account/two-steps")).To());
        Assert.Equal(Proof, (await browser.Send("/admin/account", "/admin/account/sessions/others", [])).To());
        Assert.Equal(Proof, (await browser.Send("/admin/account", Ending((await browser.Text("/admin/account")).Split("</li>").Last(l => l.Contains("/ending", StringComparison.Ordinal)), "Unknown device"), [])).To());
        Assert.Equal(HttpStatusCode.OK, await phone.Status("/admin"));
        Assert.Equal("422", (await browser.Send(Proof, "/admin/account/proof", new() { ["password"] = "not the password", ["then"] = "/admin/account" })).To());
        Assert.Equal("/admin", (await browser.Send(Proof, "/admin/account/proof", new() { ["password"] = Staff.Password, ["then"] = "//elsewhere.example" })).To());

        Assert.Equal("/admin/account?done=sessions", (await browser.Send("/admin/account", "/admin/account/sessions/others", [])).To());
        Assert.Equal(HttpStatusCode.Found, await phone.Status("/admin"));
        Assert.Equal(HttpStatusCode.OK, await browser.Status("/admin/account/two-steps"));
        clock.Ahead += TimeSpan.FromMinutes(11);
        Assert.Equal(Proof + "%2Ftwo-steps", (await browser.Http.GetAsync("/admin/account/two-steps")).To());
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_session_ends_after_two_idle_weeks_and_after_thirty_days_in_any_case(string storage)
    {
        var clock = new SetClock();
        await using var server = await Server.Start(storage, s => s.AddClock(clock));
        var (email, browser) = await (await server.NewBrand()).NewMember();
        clock.Ahead = TimeSpan.FromDays(13);
        Assert.Equal(HttpStatusCode.OK, await browser.Status("/admin"));
        clock.Ahead = TimeSpan.FromDays(26);
        Assert.Equal(HttpStatusCode.OK, await browser.Status("/admin"));
        clock.Ahead = TimeSpan.FromDays(31);
        Assert.Equal(HttpStatusCode.Found, await browser.Status("/admin"));

        Assert.Equal("/admin", (await browser.ByPassword(email)).To());
        clock.Ahead = TimeSpan.FromDays(46);
        Assert.Equal(HttpStatusCode.Found, await browser.Status("/admin"));
    }

    [Fact]
    public async Task A_session_ended_on_one_node_is_ended_on_the_other()
    {
        await using var server = await Server.Start("postgres");
        var (email, browser) = await (await server.NewBrand()).NewMember();
        var elsewhere = Cookie(await server.Browser().ByPassword(email));
        var folder = Directory.CreateTempSubdirectory("np");
        await using (var node = Composition.Build(server.Settings with { Data = folder }))
        {
            await node.StartAsync();
            async Task<HttpStatusCode> There()
            {
                using var visitor = server.Visitor();
                using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(node.Urls.First()), "/admin"));
                request.Headers.Add("Cookie", "np-staff=" + elsewhere);
                return (await visitor.SendAsync(request)).StatusCode;
            }
            Assert.Equal(HttpStatusCode.OK, await There());
            (await browser.Send("/admin/account", "/admin/account/sessions/others", [])).Dispose();
            Assert.Equal(HttpStatusCode.Found, await There());
            await node.StopAsync();
        }
        folder.Delete(recursive: true);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task The_console_speaks_the_language_of_the_account(string storage)
    {
        var (_, browser) = await (await (await servers.On(storage)).NewBrand()).NewMember();
        Assert.Equal("/admin/account?done=saved", (await browser.Send("/admin/account", "/admin/account", new() { ["name"] = "Grace Hopper", ["language"] = "de" })).To());
        var page = await browser.Text("/admin/account");
        Assert.Contains("Mein Konto", page, StringComparison.Ordinal);
        Assert.Contains("Grace Hopper", page, StringComparison.Ordinal);
        Assert.Contains("My account", await browser.Text("/admin/account?lang=en"), StringComparison.Ordinal);
    }

    static string Cookie(HttpResponseMessage answer) => answer.Headers.GetValues("Set-Cookie").First(c => c.StartsWith("np-staff=", StringComparison.Ordinal)).Split(';')[0]["np-staff=".Length..];

    static async Task<HttpStatusCode> With(Server server, string cookie)
    {
        using var visitor = server.Visitor();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/admin");
        request.Headers.Add("Cookie", "np-staff=" + cookie);
        return (await visitor.SendAsync(request)).StatusCode;
    }

    /// <summary>Where the button of a listed device leads.</summary>
    static string Ending(string page, string device) => EndingForm().Matches(page[page.IndexOf(device, StringComparison.Ordinal)..])[0].Value;

    [GeneratedRegex("/admin/account/sessions/[0-9a-f-]{36}/ending", RegexOptions.None, 1000)] private static partial Regex EndingForm();
}
