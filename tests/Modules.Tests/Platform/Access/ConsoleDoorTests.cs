using System.Net;

namespace Nameplate.Tests.Platform.Access;

public class ConsoleDoorTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Staff_of_one_brand_see_nothing_of_another(string storage)
    {
        var server = await servers.On(storage);
        var (ours, theirs) = (await server.NewBrand(), await server.NewBrand());
        var gtin = await theirs.NewModel("Secret machine");
        var serial = await theirs.NewUnit(gtin);
        var import = await theirs.Import("units", "gtin,serial\n123,X\n");
        var mint = await theirs.Api.PostAsync($"/api/v1/products/{gtin}/mints", System.Net.Http.Json.JsonContent.Create(new { count = 1 })).Expect(HttpStatusCode.Accepted);
        var console = await ConsoleClient.SignIn(ours);

        foreach (var path in (string[])[$"/admin/products/{gtin}", $"/admin/products/{gtin}/edit", $"/admin/units/{gtin}/{serial}", $"/admin/units/{gtin}/{serial}/code.svg", $"/admin/imports/{import.GetProperty("id").GetString()}", $"/admin/imports/{import.GetProperty("id").GetString()}/errors", $"/admin/mints/{mint.GetProperty("id").GetString()}/csv"])
            Assert.Equal(HttpStatusCode.NotFound, await console.Status(path));
        Assert.DoesNotContain("Secret machine", await console.Text("/admin/products"), StringComparison.Ordinal);
        Assert.DoesNotContain(serial, await console.Text("/admin/units"), StringComparison.Ordinal);
        Assert.DoesNotContain("/admin/units/", await console.Text($"/admin/search?q={serial}"), StringComparison.Ordinal);
        Assert.DoesNotContain("Secret machine", await console.Text("/admin/products.csv"), StringComparison.Ordinal);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_form_without_the_token_of_its_page_is_refused(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var console = await ConsoleClient.SignIn(brand);
        foreach (var path in (string[])["/admin/products/new", $"/admin/products/{gtin}/mints", "/admin/settings/brand", "/admin/settings/keys", "/admin/imports", $"/admin/jobs/{Guid.CreateVersion7()}/attempts", "/admin/sign-out"])
        {
            using var answer = await console.Http.PostAsync(path, new FormUrlEncodedContent([new("name", "x"), new("count", "5")]));
            Assert.Equal((path, HttpStatusCode.BadRequest), (path, answer.StatusCode));
        }
        Assert.Equal(HttpStatusCode.OK, await console.Status("/admin"));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Who_has_not_signed_in_is_led_to_the_sign_in(string storage)
    {
        using var answer = await (await servers.On(storage)).Visitor().GetAsync("/admin/products");
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.StartsWith("/admin/sign-in", answer.Headers.Location!.PathAndQuery, StringComparison.Ordinal);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Somebody_who_works_for_another_brand_is_not_invited_and_a_new_person_gets_a_link(string storage)
    {
        var server = await servers.On(storage);
        var (ours, theirs) = (await server.NewBrand(), await server.NewBrand());
        var console = await ConsoleClient.SignIn(ours);
        var elsewhere = $"staff-{theirs.Brand.Slug["brand-".Length..]}@example.com";
        using var refused = await console.Send("/admin/settings/staff", "/admin/settings/staff", new() { ["email"] = elsewhere, ["role"] = "support" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);

        using var invited = await console.Send("/admin/settings/staff", "/admin/settings/staff", new() { ["email"] = $"new-{ours.Brand.Slug}@example.com", ["role"] = "support" });
        Assert.Equal(HttpStatusCode.Found, invited.StatusCode);
        Assert.Contains($"new-{ours.Brand.Slug}@example.com", await console.Text("/admin/outbox"), StringComparison.Ordinal);
    }
}
