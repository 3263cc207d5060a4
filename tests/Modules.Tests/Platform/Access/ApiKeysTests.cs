using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Access;
using Nameplate.Platform.Storage;

namespace Nameplate.Tests.Platform.Access;

public partial class ApiKeysTests(Servers servers)
{
    const string Page = "/admin/settings/keys";

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_key_does_what_was_ticked_and_a_refusal_names_the_scope_it_lacks(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var console = await ConsoleClient.SignIn(brand);
        using var made = await console.Send(Page, Page, new() { ["name"] = "shop", ["scope"] = "commerce.parts.read" });
        var key = await Secret(made);
        using var api = brand.Server.With(key);

        Assert.Equal(HttpStatusCode.OK, await api.Status("/api/v1/parts"));
        var problem = await api.GetAsync("/api/v1/owners").Expect(HttpStatusCode.Forbidden);
        Assert.Equal("owners.people.read", problem.GetProperty("permission").GetString());
        Assert.Contains("owners.people.read", problem.GetProperty("detail").GetString()!, StringComparison.Ordinal);
        Assert.Contains("See parts", await console.Text(Page), StringComparison.Ordinal);
        Assert.DoesNotContain(key, await console.Text(Page), StringComparison.Ordinal);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_key_without_scopes_or_with_a_day_gone_by_or_with_more_than_its_maker_may_is_not_made(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var console = await ConsoleClient.SignIn(brand);
        foreach (var wrong in (Dictionary<string, string>[])[new() { ["name"] = "x" }, new() { ["name"] = "x", ["scope"] = "*", ["expiresOn"] = "2020-01-01" }, new() { ["name"] = "x", ["scope"] = "owners.secrets.read" }, new() { ["name"] = "x", ["scope"] = "platform.staff.manage" }, new() { ["scope"] = "*" }])
        {
            using var answer = await console.Send(Page, Page, wrong);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        }
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_rotated_key_works_with_both_secrets_until_the_overlap_ends(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var console = await ConsoleClient.SignIn(brand);
        using var made = await console.Send(Page, Page, new() { ["name"] = "shop", ["scope"] = "*" });
        using var first = brand.Server.With(await Secret(made));
        Assert.Equal(HttpStatusCode.OK, await first.Status("/api/v1/parts"));
        var id = await IdOf(brand, "shop");

        using var rotated = await console.Send(Page, $"{Page}/{id}/rotation", new() { ["overlap"] = "24" });
        using var second = brand.Server.With(await Secret(rotated));
        Assert.Equal(HttpStatusCode.OK, await second.Status("/api/v1/parts"));
        Assert.Equal(HttpStatusCode.OK, await first.Status("/api/v1/parts"));

        using var again = await console.Send(Page, $"{Page}/{id}/rotation", new() { ["overlap"] = "0" });
        using var third = brand.Server.With(await Secret(again));
        Assert.Equal(HttpStatusCode.OK, await third.Status("/api/v1/parts"));
        var problem = await second.GetAsync("/api/v1/parts").Expect(HttpStatusCode.Unauthorized);
        Assert.Contains("replaced by a newer one", problem.GetProperty("detail").GetString()!, StringComparison.Ordinal);

        using var revoked = await console.Send(Page, $"{Page}/{id}/revocation", new() { ["sure"] = "true" });
        Assert.Equal(HttpStatusCode.Unauthorized, await third.Status("/api/v1/parts"));
        Assert.Equal(HttpStatusCode.Unauthorized, await first.Status("/api/v1/parts"));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task The_last_use_of_a_key_is_noted_behind_the_request(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        using var api = await brand.KeyWith("products.*");
        Assert.Null(await LastUse());
        for (var i = 0; i < 20; i++) Assert.Equal(HttpStatusCode.OK, await api.Status("/api/v1/products"));
        for (var wait = 0; wait < 200 && await LastUse() is null; wait++) await Task.Delay(50);
        Assert.NotNull(await LastUse());

        Task<DateTimeOffset?> LastUse() => brand.In(services => services.GetRequiredService<AppDb>().Set<ApiKey>().Where(k => k.BrandId == brand.Brand.Id && k.Name == "products.*").Select(k => k.LastUsedAt).SingleAsync());
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_key_imports_the_kinds_of_files_it_has_the_scope_for_and_sees_no_other_import(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var theirs = (await brand.Import("registrations", $"gtin,serial,registered_at,email\n{gtin},NONE,2026-07-01,ada@example.com\n")).GetProperty("id").GetString();
        using var factory = await brand.KeyWith("platform.imports.run products.*");

        Assert.Equal(HttpStatusCode.Accepted, await Send("units"));
        Assert.Equal(HttpStatusCode.Forbidden, await Send("registrations"));
        Assert.Equal(HttpStatusCode.NotFound, await factory.Status($"/api/v1/imports/{theirs}"));
        Assert.Equal(HttpStatusCode.NotFound, await factory.Status($"/api/v1/imports/{theirs}/errors"));
        var listed = await factory.GetAsync("/api/v1/imports").Expect(HttpStatusCode.OK);
        Assert.All(listed.GetProperty("items").EnumerateArray(), i => Assert.Equal("units", i.GetProperty("kind").GetString()));

        async Task<HttpStatusCode> Send(string kind)
        {
            using var form = new MultipartFormDataContent { { new StringContent(kind), "kind" }, { new StringContent($"gtin,serial\n{gtin},A1\n"), "file", kind + ".csv" } };
            using var answer = await factory.PostAsync("/api/v1/imports", form);
            return answer.StatusCode;
        }
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task What_a_key_may_do_is_changed_while_its_secret_stays_and_the_audit_tells_it(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var console = await ConsoleClient.SignIn(brand);
        using var made = await console.Send(Page, Page, new() { ["name"] = "shop", ["scope"] = "commerce.parts.read" });
        using var api = brand.Server.With(await Secret(made));
        var page = $"{Page}/{await IdOf(brand, "shop")}";
        Assert.Equal(HttpStatusCode.Forbidden, await api.Status("/api/v1/products"));
        Assert.Contains("value=\"commerce.parts.read\" checked", await console.Text(page), StringComparison.Ordinal);

        using (var changed = await console.Send(page, page, new() { ["scope"] = "products.models.read" })) Assert.EndsWith("done=scopes", changed.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden), (await api.Status("/api/v1/products"), await api.Status("/api/v1/parts")));
        foreach (var wrong in (Dictionary<string, string>[])[[], new() { ["scope"] = "platform.staff.manage" }, new() { ["scope"] = "no.such.thing" }])
        {
            using var refused = await console.Send(page, page, wrong);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        }
        await brand.Server.CaughtUp();
        var entry = (await brand.Api.GetAsync("/api/v1/audit?limit=1000").Expect(HttpStatusCode.OK)).GetProperty("items").EnumerateArray().Single(e => e.GetProperty("subject").GetString() == "platform.api-key" && e.GetProperty("change").GetString() == "changed");
        Assert.Equal(("commerce.parts.read", "products.models.read"), (entry.GetProperty("before").GetProperty("scopes").GetString(), entry.GetProperty("after").GetProperty("scopes").GetString()));
    }

    static async Task<string> Secret(HttpResponseMessage page)
    {
        var html = await page.Content.ReadAsStringAsync();
        Assert.True(page.IsSuccessStatusCode, html);
        return KeyForm().Match(html).Groups["key"].Value;
    }

    static Task<Guid> IdOf(BrandClient brand, string name) => brand.In(services => services.GetRequiredService<AppDb>().Set<ApiKey>().Where(k => k.BrandId == brand.Brand.Id && k.Name == name).Select(k => k.Id).SingleAsync());

    [GeneratedRegex("value=\"(?<key>np_[A-Za-z0-9]+)\"", RegexOptions.ExplicitCapture, 1000)] private static partial Regex KeyForm();
}
