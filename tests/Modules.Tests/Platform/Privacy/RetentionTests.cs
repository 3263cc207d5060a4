using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Tests.Commerce;
using Nameplate.Tests.Owners;
using Nameplate.Tests.Platform.Access;

namespace Nameplate.Tests.Platform.Privacy;

public sealed class RetentionTests
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task What_is_older_than_its_period_goes_and_the_log_says_how_much_and_never_whose(string storage)
    {
        var clock = new SetClock();
        await using var server = await Server.Start(storage, services => services.AddClock(clock));      // its own: time moves
        var brand = await server.NewBrand();
        var (gtin, owner, guest) = (await brand.NewModel(), "ada@example.com", "guest@example.com");
        await brand.Api.PostAsJsonAsync("/api/v1/registrations", new { gtin, serial = await brand.NewUnit(gtin), email = owner, country = "DE", consents = new[] { "marketing" } }).Expect(HttpStatusCode.Created);
        await brand.Order(await brand.NewPart(gtin), email: guest);
        await brand.SignedInForSession(owner);

        // the brand may choose, within bounds
        var console = await ConsoleClient.SignIn(brand);
        var form = Shelf.FieldsOf(await console.Text("/admin/retention")).Where(f => !f.Key.StartsWith("__", StringComparison.Ordinal)).ToDictionary();
        Assert.Equal(("90", "30", "3653"), (form["messaging.messages"], form["owners.unconfirmed-consents"], form["commerce.invoices"]));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await console.Send("/admin/retention", "/admin/retention", new(form) { ["messaging.messages"] = "0" })).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await console.Send("/admin/retention", "/admin/retention", new(form) { ["messaging.messages"] = "60" })).StatusCode);

        clock.Ahead = TimeSpan.FromDays(29);
        await ErasureTests.RunJob(server, "platform.retention");
        Assert.Equal("given", await brand.ConsentSteps(owner));
        Assert.NotEmpty(await brand.Mails(owner));

        clock.Ahead = TimeSpan.FromDays(61);
        await ErasureTests.RunJob(server, "platform.retention");
        Assert.Equal("", await brand.ConsentSteps(owner));      // nobody confirmed it
        Assert.DoesNotContain(await brand.Mails(owner), m => m.Kind == "owners.confirm" && m.To.Length > 0);      // by the brand's own period; what was planned for later ends later
        Assert.NotNull(await brand.Owner(guest));

        // a guest who never came again goes by himself; the owner stays, and so does the invoice
        clock.Ahead = TimeSpan.FromDays(1100);
        await ErasureTests.RunJob(server, "platform.retention");
        clock.Ahead = TimeSpan.Zero;
        Assert.Null(await brand.Owner(guest));
        Assert.NotNull(await brand.Owner(owner));
        Assert.Equal(guest, (await brand.Api.GetAsync("/api/v1/orders").Expect(HttpStatusCode.OK)).GetProperty("items")[0].GetProperty("email").GetString());

        var log = await brand.Api.GetAsync("/api/v1/retention").Expect(HttpStatusCode.OK);
        Assert.Equal(60, log.GetProperty("periods").EnumerateArray().Single(p => p.GetProperty("key").GetString() == "messaging.messages").GetProperty("days").GetInt32());
        foreach (var key in new[] { "owners.unconfirmed-consents", "messaging.messages", "owners.guests", "owners.links" })
            Assert.Contains(log.GetProperty("deletions").EnumerateArray(), d => d.GetProperty("key").GetString() == key && d.GetProperty("rows").GetInt32() > 0);
        Assert.DoesNotContain("example.com", log.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("Consents that nobody confirmed", await console.Text("/admin/retention"), StringComparison.Ordinal);
    }
}

static class RetentionSteps
{
    /// <summary>A sign-in that will be over one day, without confirming anything that was registered.</summary>
    public static async Task SignedInForSession(this BrandClient brand, string email)
    {
        using (await brand.Server.Visitor().Send("/my/" + brand.Brand.Slug, new() { ["email"] = email })) { }
        await brand.Mails(email);
    }
}
