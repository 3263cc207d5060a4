using System.Net;
using Nameplate.Platform.Access;
using Nameplate.Tests.Owners;

namespace Nameplate.Tests.Platform.Access;

public class ChangeStaffTests(Servers servers)
{
    const string Page = "/admin/settings/staff";
    static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Another_role_holds_within_five_seconds_without_signing_in_again(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var (owner, colleague) = (await ConsoleClient.SignIn(brand), await brand.SignIn(StaffRole.Marketing));
        Assert.Equal(HttpStatusCode.Forbidden, await colleague.Status("/admin/orders"));
        Assert.Equal(HttpStatusCode.OK, await colleague.Status("/admin/products/new"));

        using var changed = await owner.Send(Page, $"{Page}/{await brand.IdOf(StaffRole.Marketing)}/role", new() { ["role"] = "finance" });
        await Until(async () => await colleague.Status("/admin/orders") == HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.Forbidden, await colleague.Status("/admin/products/new"));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Who_is_removed_is_out_within_five_seconds(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var (owner, colleague) = (await ConsoleClient.SignIn(brand), await brand.SignIn(StaffRole.Manager));
        Assert.Equal(HttpStatusCode.OK, await colleague.Status("/admin/products"));

        using var removed = await owner.Send(Page, $"{Page}/{await brand.IdOf(StaffRole.Manager)}/removal", new() { ["sure"] = "true" });
        Assert.Equal(HttpStatusCode.Found, removed.StatusCode);
        await Until(async () => await colleague.Status("/admin/products") == HttpStatusCode.Found);
        Assert.DoesNotContain(Doors.AddressOf(brand, StaffRole.Manager), await owner.Text(Page), StringComparison.Ordinal);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task The_last_owner_stays_an_owner_also_when_two_try_at_once(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var (first, second) = (await ConsoleClient.SignIn(brand), await brand.SignIn(StaffRole.Owner));
        var me = await brand.IdOf(StaffRole.Owner);
        var other = (await first.Text(Page)).Split($"{Page}/")[1..].Select(p => Guid.Parse(p[..36])).First(id => id != me);

        using var mine = await second.Send(Page, $"{Page}/{me}/role", new() { ["role"] = "support" });
        using var refused = await first.Send(Page, $"{Page}/{other}/role", new() { ["role"] = "support" });
        using var stays = await first.Send(Page, $"{Page}/{other}/removal", new() { ["sure"] = "true" });
        Assert.EndsWith("done=role", mine.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("done=last-owner", refused.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("done=last-owner", stays.Headers.Location!.ToString(), StringComparison.Ordinal);

        using var back = await first.Send(Page, $"{Page}/{me}/role", new() { ["role"] = "owner" });
        await Until(async () => await second.Status(Page) == HttpStatusCode.OK);
        var steps = await Task.WhenAll(first.Send(Page, $"{Page}/{me}/role", new() { ["role"] = "support" }), second.Send(Page, $"{Page}/{other}/role", new() { ["role"] = "support" }));
        Assert.Single(steps, s => s.Headers.Location?.ToString().EndsWith("done=role", StringComparison.Ordinal) is true);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task The_console_offers_what_the_role_may_do_and_a_refusal_says_whom_to_ask(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel("Findable machine");
        await brand.Import("registrations", $"gtin,serial,registered_at,email\n{gtin},{await brand.NewUnit(gtin)},2026-07-01,findable@example.com\n");
        var (marketing, support, readers) = (await brand.SignIn(StaffRole.Marketing), await brand.SignIn(StaffRole.Support), await brand.SignIn(StaffRole.Readonly));

        var home = await marketing.Text("/admin");
        Assert.Contains("href=\"/admin/products\"", home, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/admin/owners\"", home, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/admin/settings/keys\"", home, StringComparison.Ordinal);
        Assert.Contains("/admin/products/new", await marketing.Text("/admin/products"), StringComparison.Ordinal);
        Assert.DoesNotContain("/admin/products/new", await readers.Text("/admin/products"), StringComparison.Ordinal);
        Assert.Contains("/admin/owners/", await support.Text("/admin/search?q=findable"), StringComparison.Ordinal);
        Assert.DoesNotContain("findable@", await marketing.Text("/admin/search?q=findable"), StringComparison.Ordinal);

        using var refused = await marketing.Http.GetAsync("/admin/owners");
        var page = await refused.Text(HttpStatusCode.Forbidden);
        Assert.Contains("See owners and their data", page, StringComparison.Ordinal);
        Assert.Contains($"staff-{brand.Brand.Slug["brand-".Length..]}@example.com", page, StringComparison.Ordinal);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Nobody_reads_a_mail_that_lets_a_colleague_in_but_who_may_let_colleagues_in(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var (owner, support) = (await ConsoleClient.SignIn(brand), await brand.SignIn(StaffRole.Support));
        var invited = $"new-{brand.Brand.Slug}@example.com";
        using var sent = await owner.Send(Page, Page, new() { ["email"] = invited, ["role"] = "finance" });
        var mail = $"/admin/outbox/{(await brand.Mails(invited))[0].Id}";

        Assert.Equal(HttpStatusCode.OK, await owner.Status(mail));
        Assert.Equal(HttpStatusCode.NotFound, await support.Status(mail));
        Assert.Equal(HttpStatusCode.NotFound, await support.Status(mail + "/html"));
        Assert.DoesNotContain(invited, await support.Text("/admin/outbox"), StringComparison.Ordinal);
    }

    static async Task Until(Func<Task<bool>> holds)
    {
        var end = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(end) < Soon, "not within five seconds");
            await Task.Delay(100);
        }
    }
}
