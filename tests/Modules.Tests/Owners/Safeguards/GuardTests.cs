using System.Net;
using System.Net.Http.Json;
using Nameplate.Tests.Owners.Transfers;
using Nameplate.Tests.Products;

namespace Nameplate.Tests.Owners.Safeguards;

public class GuardTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_unit_whose_serial_can_be_guessed_asks_for_the_code_from_its_box(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var press = await brand.Press(await brand.Mint(gtin, new { count = 3, prefix = "A" }));
        var random = (await brand.Press(await brand.Mint(gtin, new { count = 1 })))[0][1];
        var (serial, code) = (press[0][1], press[0][3]);
        using var visitor = brand.Server.Visitor();
        Task<HttpResponseMessage> Try(string unit, string? box, string email = "eve@example.com") => visitor.Send($"/p/{gtin}/{unit}/register", box is null ? new() { ["email"] = email } : new() { ["email"] = email, ["boxCode"] = box });

        var page = await visitor.GetStringAsync($"/p/{gtin}/{serial}");
        var without = await (await Try(serial, null)).Text(HttpStatusCode.UnprocessableEntity);
        var wrong = await (await Try(serial, "AAAA-AAAA")).Text(HttpStatusCode.UnprocessableEntity);
        using var right = await Try(serial, code.ToLowerInvariant());
        var unguessable = await visitor.GetStringAsync($"/p/{gtin}/{random}");
        await brand.Api.PostAsJsonAsync("/api/v1/registrations", new { gtin, serial = press[1][1], email = "till@example.com", channel = "pos" }).Expect(HttpStatusCode.Created);
        HttpResponseMessage tried;
        do tried = await Try(press[2][1], "BBBB-BBBB"); while (tried.StatusCode == HttpStatusCode.UnprocessableEntity);
        var held = await tried.Text(HttpStatusCode.TooManyRequests);
        var block = Assert.Single((await brand.Api.GetAsync("/api/v1/blocks").Expect(HttpStatusCode.OK)).GetProperty("items").EnumerateArray());
        var console = await ConsoleClient.SignIn(brand);
        var list = await console.Text($"/admin/blocks?open={block.GetProperty("id").GetString()}");
        using var lifted = await console.Send("/admin/blocks", "/admin/changes/start", new() { ["action"] = "blocks.lift", ["row"] = block.GetProperty("id").GetString()! });
        using var passed = await Try(press[2][1], null);

        Assert.Contains("Code from the box", page);
        Assert.DoesNotContain("Code from the box", unguessable);
        Assert.Contains("Type in the code from the box", without);
        Assert.Contains("value=\"eve@example.com\"", without);
        Assert.Contains("not the code of this product", wrong);
        Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);
        Assert.Contains("Several wrong codes", held);
        Assert.Contains($"/p/{gtin}/{press[2][1]}/proof", held);
        Assert.Equal("unit", block.GetProperty("kind").GetString());
        Assert.Contains("Let them go on", list);
        Assert.Equal(HttpStatusCode.Redirect, passed.StatusCode);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Very_many_units_to_one_address_need_receipts_and_a_company_has_its_own_way(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        await brand.Import("units", "gtin,serial\n" + string.Concat(Enumerable.Range(1, 6).Select(i => $"{gtin},M{i}\n")));
        var console = await ConsoleClient.SignIn(brand);
        using var set = await console.Send("/admin/ownership-rules", "/admin/ownership-rules", new() { ["claimAsk"] = "never", ["codeDays"] = "7", ["answerDays"] = "10", ["perAddressHour"] = "20", ["perEmailDay"] = "2", ["proofDays"] = "30" });
        await brand.Api.PutAsJsonAsync("/api/v1/ownership-rules", new { codeDays = 7, answerDays = 1, claimAsk = "never", perAddressHour = 20, perEmailDay = 2, proofDays = 30 }).Expect(HttpStatusCode.UnprocessableEntity);
        using var visitor = brand.Server.Visitor();

        await brand.Api.PostAsJsonAsync("/api/v1/registrations", new { gtin, serial = "M5", email = "fleet@example.com", channel = "installer" }).Expect(HttpStatusCode.Created);
        for (var i = 1; i <= 2; i++) Assert.Equal(HttpStatusCode.Redirect, (await visitor.Register(gtin, "M" + i, "Fleet@example.com")).StatusCode);
        var third = await (await visitor.Register(gtin, "M3", "fleet@example.com")).Text(HttpStatusCode.UnprocessableEntity);
        using var another = await visitor.Register(gtin, "M4", "ada@example.com");
        await brand.Api.PostAsJsonAsync("/api/v1/registrations", new { gtin, serial = "M6", email = "fleet@example.com", channel = "installer" }).Expect(HttpStatusCode.Created);
        var block = Assert.Single((await brand.Api.GetAsync("/api/v1/blocks").Expect(HttpStatusCode.OK)).GetProperty("items").EnumerateArray());
        await brand.Api.PostAsync($"/api/v1/blocks/{block.GetProperty("id").GetString()}/lifting", null).Expect(HttpStatusCode.OK);
        using var lifted = await visitor.Register(gtin, "M3", "fleet@example.com");

        Assert.Equal(2, (await brand.Api.GetAsync("/api/v1/ownership-rules").Expect(HttpStatusCode.OK)).GetProperty("perEmailDay").GetInt32());
        Assert.Contains("Many products were registered to this address", third);
        Assert.Contains("Your warranty does not depend on registering", third);
        Assert.Equal(HttpStatusCode.Redirect, another.StatusCode);
        Assert.Equal(("email", "fleet@example.com"), (block.GetProperty("kind").GetString(), block.GetProperty("email").GetString()));
        Assert.Equal(HttpStatusCode.Redirect, lifted.StatusCode);
    }

    [Fact]
    public async Task Very_many_units_from_one_network_are_slowed_down()
    {
        await using var server = await Server.Start("sqlite", appsettings: """{"Limits": {"CountLoopback": true, "FormsPerAddress": 0, "CallsPerAddress": 0}}""");
        var brand = await server.NewBrand();
        var gtin = await brand.NewModel();
        await brand.Import("units", "gtin,serial\n" + string.Concat(Enumerable.Range(1, 4).Select(i => $"{gtin},N{i}\n")));
        await brand.Api.PutAsJsonAsync("/api/v1/ownership-rules", new { codeDays = 7, answerDays = 7, claimAsk = "never", perAddressHour = 2, perEmailDay = 20, proofDays = 30 }).Expect(HttpStatusCode.OK);
        using var visitor = server.Visitor();

        for (var i = 1; i <= 2; i++) Assert.Equal(HttpStatusCode.Redirect, (await visitor.Register(gtin, "N" + i, $"a{i}@example.com")).StatusCode);
        var slow = await (await visitor.Register(gtin, "N3", "a3@example.com")).Text(HttpStatusCode.TooManyRequests);
        await brand.Api.PostAsJsonAsync("/api/v1/registrations", new { gtin, serial = "N4", email = "a4@example.com" }).Expect(HttpStatusCode.Created);
        var block = Assert.Single((await brand.Api.GetAsync("/api/v1/blocks").Expect(HttpStatusCode.OK)).GetProperty("items").EnumerateArray());
        await brand.Api.PostAsync($"/api/v1/blocks/{block.GetProperty("id").GetString()}/lifting", null).Expect(HttpStatusCode.OK);

        Assert.Contains("from your network", slow);
        Assert.DoesNotContain("127.0.0.1", block.ToString());
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.Register(gtin, "N3", "a3@example.com")).StatusCode);
    }
}
