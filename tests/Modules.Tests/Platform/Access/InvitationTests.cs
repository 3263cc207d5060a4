using System.Net;
using System.Text.RegularExpressions;
using Nameplate.Tests.Owners;

namespace Nameplate.Tests.Platform.Access;

public partial class InvitationTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Somebody_invited_chooses_a_password_and_is_in_and_the_link_works_once(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var (email, browser, owner) = (Staff.NewAddress(), brand.Server.Browser(), await brand.Chief());
        var link = await brand.Invite(email, owner);
        Assert.Contains(email, await browser.Text(link), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, await browser.Status("/admin"));
        Assert.Equal("/admin/account/two-steps?done=joined", (await browser.Post(link, ("password", Staff.Password), ("name", "Grace"))).To());
        Assert.Contains(brand.Brand.Name, await browser.Text("/admin"), StringComparison.Ordinal);
        Assert.Equal("410", (await brand.Server.Browser().Post(link, ("password", Staff.Password))).To());
        Assert.Equal("422", (await owner.Send("/admin/settings/staff", "/admin/settings/staff", new() { ["email"] = email })).To());
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_withdrawn_invitation_and_one_that_was_sent_anew_open_nothing(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var (email, owner) = (Staff.NewAddress(), await brand.Chief());
        var first = await brand.Invite(email, owner);
        var page = await owner.Text("/admin/settings/staff");
        Assert.Equal("/admin/settings/staff?done=invited", (await owner.Send("/admin/settings/staff", Action(page, "sending"), [])).To());
        var second = await brand.MailedDoor(email);
        Assert.Equal("410", (await brand.Server.Browser().Post(first, ("password", Staff.Password))).To());
        Assert.Equal(HttpStatusCode.OK, await brand.Server.Browser().Status(second));

        Assert.Equal("/admin/settings/staff?done=withdrawn", (await owner.Send("/admin/settings/staff", Action(page, "withdrawal"), [])).To());
        Assert.Equal("410", (await brand.Server.Browser().Post(second, ("password", Staff.Password))).To());
        Assert.Equal(HttpStatusCode.Gone, await brand.Server.Browser().Status(second));
        Assert.Equal("404", (await owner.Send("/admin/settings/staff", Action(page, "sending"), [])).To());
        Assert.DoesNotContain(email, await owner.Text("/admin/settings/staff"), StringComparison.Ordinal);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task An_invitation_is_good_for_seven_days_and_a_sign_in_link_for_ten_minutes(string storage)
    {
        var clock = new SetClock();
        await using var server = await Server.Start(storage, s => s.AddClock(clock));
        var brand = await server.NewBrand();
        var (member, _) = await brand.NewMember();
        var link = await brand.Invite(Staff.NewAddress());
        var browser = server.Browser();
        (await browser.Post("/admin/sign-in/link", ("email", member))).Dispose();
        var door = await brand.MailedDoor(member);
        clock.Ahead = TimeSpan.FromMinutes(9);
        Assert.Equal(HttpStatusCode.OK, await browser.Status(door));
        clock.Ahead = TimeSpan.FromMinutes(11);
        Assert.Equal("410", (await browser.Post(door)).To());
        clock.Ahead = TimeSpan.FromDays(6.9);
        Assert.Equal(HttpStatusCode.OK, await server.Browser().Status(link));
        clock.Ahead = TimeSpan.FromDays(7.1);
        Assert.Equal("410", (await server.Browser().Post(link, ("password", Staff.Password))).To());
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Colleagues_see_that_a_door_was_mailed_but_not_its_link(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var (email, owner) = (Staff.NewAddress(), await brand.Chief());
        var link = await brand.Invite(email, owner);
        var list = await owner.Text("/admin/outbox");
        Assert.Contains(email, list, StringComparison.Ordinal);
        var mail = MailForm().Match(list).Value;
        Assert.DoesNotContain("/admin/invitation/", await owner.Text(mail), StringComparison.Ordinal);
        Assert.DoesNotContain(link, await owner.Text(mail), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await owner.Status(mail + "/html"));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_person_works_for_two_brands_and_goes_from_one_to_the_other(string storage)
    {
        var (ours, theirs, email, browser) = await InTwoBrands(await servers.On(storage));
        var page = await browser.Text("/admin");
        Assert.Contains(ours.Brand.Name, page, StringComparison.Ordinal);
        Assert.Contains(theirs.Brand.Id.ToString(), page, StringComparison.Ordinal);
        var gtin = await theirs.NewModel("Their machine");
        Assert.Equal(HttpStatusCode.NotFound, await browser.Status($"/admin/products/{gtin}"));

        Assert.Equal("/admin", (await browser.Send("/admin", "/admin/brand", new() { ["brand"] = theirs.Brand.Id.ToString() })).To());
        Assert.Equal(HttpStatusCode.OK, await browser.Status($"/admin/products/{gtin}"));
        Assert.Equal("404", (await browser.Send("/admin", "/admin/brand", new() { ["brand"] = (await ours.Server.NewBrand()).Brand.Id.ToString() })).To());
        var later = ours.Server.Browser();      // the next sign-in opens the brand of the latest session
        (await later.ByPassword(email)).Dispose();
        Assert.Equal(HttpStatusCode.OK, await later.Status($"/admin/products/{gtin}"));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_page_opened_for_one_brand_writes_nothing_into_another(string storage)
    {
        var (ours, theirs, _, browser) = await InTwoBrands(await servers.On(storage));
        var token = TokenForm().Match(await browser.Text("/admin/settings/keys")).Groups["token"].Value;
        (await browser.Send("/admin", "/admin/brand", new() { ["brand"] = theirs.Brand.Id.ToString() })).Dispose();

        using var late = await browser.Post("/admin/settings/keys", ("__RequestVerificationToken", token), ("name", "from the old page"));
        Assert.Equal(HttpStatusCode.BadRequest, late.StatusCode);
        Assert.Contains("This page no longer fits", await late.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("from the old page", await browser.Text("/admin/settings/keys"), StringComparison.Ordinal);
        (await browser.Send("/admin", "/admin/brand", new() { ["brand"] = ours.Brand.Id.ToString() })).Dispose();
        Assert.DoesNotContain("from the old page", await browser.Text("/admin/settings/keys"), StringComparison.Ordinal);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_link_mailed_by_one_brand_opens_no_other(string storage)
    {
        var (ours, theirs, email, _) = await InTwoBrands(await servers.On(storage));
        var browser = ours.Server.Browser();
        (await browser.Post("/admin/sign-in/link", ("email", email))).Dispose();
        foreach (var (brand, other) in ((BrandClient, BrandClient)[])[(ours, theirs), (theirs, ours)])
        {
            Assert.Equal("/admin", (await browser.Post(await brand.MailedDoor(email))).To());
            var page = await browser.Text("/admin");
            Assert.Contains(brand.Brand.Name + "<", page, StringComparison.Ordinal);
            Assert.DoesNotContain(other.Brand.Id.ToString(), page, StringComparison.Ordinal);
            Assert.Equal("404", (await browser.Send("/admin", "/admin/brand", new() { ["brand"] = other.Brand.Id.ToString() })).To());
        }
    }

    /// <summary>Somebody with a password, invited by a second brand too; the browser is signed in with the first.</summary>
    static async Task<(BrandClient Ours, BrandClient Theirs, string Email, ConsoleClient Browser)> InTwoBrands(Server server)
    {
        var (ours, theirs) = (await server.NewBrand(), await server.NewBrand());
        var (email, browser) = await ours.NewMember();
        var link = await theirs.Invite(email);
        Assert.DoesNotContain("name=\"password\"", await server.Browser().Text(link), StringComparison.Ordinal);
        Assert.Equal("/admin", (await server.Browser().Post(link)).To());
        return (ours, theirs, email, browser);
    }

    static string Action(string page, string what) => Regex.Match(page, $"/admin/settings/staff/invitations/[0-9a-f-]{{36}}/{what}", RegexOptions.None, TimeSpan.FromSeconds(1)).Value;

    [GeneratedRegex("/admin/outbox/[0-9a-f-]{36}", RegexOptions.None, 1000)] private static partial Regex MailForm();
    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)] private static partial Regex TokenForm();
}
