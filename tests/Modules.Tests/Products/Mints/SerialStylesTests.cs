using Microsoft.Extensions.DependencyInjection;
using Nameplate.Products;

namespace Nameplate.Tests.Products.Mints;

public class SerialStylesTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Serials_nobody_guesses_are_the_usual_ones_and_need_no_claim_code(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();

        var mint = await brand.Mint(gtin, new { count = 500 });
        var press = await brand.Press(mint);

        Assert.Equal(("random", false), (mint.GetProperty("style").GetString(), mint.GetProperty("guessable").GetBoolean()));
        Assert.Equal(500, press.Select(l => l[1]).Distinct().Count());
        Assert.All(press, l => Assert.Matches("^[A-HJKMNP-Z1-9]{13}$", l[1]));
        Assert.All(press, l => Assert.Equal(4, l.Length));
        Assert.Equal(ClaimAnswer.NotNeeded, await Claim(brand, gtin, press[0][1], "ABCD-EFGH"));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Numbers_behind_a_prefix_go_on_where_the_last_run_ended_and_pass_over_what_is_on_record(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var (gtin, other) = (await brand.NewModel(), await brand.NewModel());
        await brand.NewUnit(other, serial: "B1-00003");

        var first = await brand.Mint(gtin, new { count = 3, prefix = "B1-" });
        var second = await brand.Mint(gtin, new { count = 2, prefix = "B1-" });
        var wide = await brand.Mint(other, new { count = 2, prefix = "Z", start = 99, digits = 4 });

        Assert.Equal(["B1-00001", "B1-00002", "B1-00004"], (await brand.Press(first)).Select(l => l[1]));
        Assert.Equal(["B1-00005", "B1-00006"], (await brand.Press(second)).Select(l => l[1]));
        Assert.Equal(["Z0099", "Z0100"], (await brand.Press(wide)).Select(l => l[1]));
        Assert.Equal(("sequence", true), (first.GetProperty("style").GetString(), first.GetProperty("guessable").GetBoolean()));
        foreach (var (field, order) in new (string, object)[] { ("digits", new { count = 200, prefix = "Q", digits = 2 }), ("prefix", new { count = 2, prefix = "a b" }), ("start", new { count = 2, start = -1 }), ("count", new { count = 0, prefix = "Q" }), ("digits", new { count = 2, prefix = "Q", digits = 13 }) })
            Assert.Equal(field, await brand.Refused(gtin, order));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_makers_own_serials_are_taken_as_they_are_and_no_serial_twice(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();

        var mint = await brand.Mint(gtin, new { serials = (string[])["X/9", "a%7", "0001"], lot = "L7" });
        var press = await brand.Press(mint);

        Assert.Equal(["X/9", "a%7", "0001"], press.Select(l => l[1]));
        Assert.Equal(("own", true, 3), (mint.GetProperty("style").GetString(), mint.GetProperty("guessable").GetBoolean(), mint.GetProperty("minted").GetInt32()));
        Assert.All(press, l => Assert.Equal("L7", l[2]));
        foreach (var serials in (string[][])[["0002", "0001"], ["5", "5"], ["no blanks"], [], ["123456789012345678901"]]) Assert.Equal("serials", await brand.Refused(gtin, new { serials }));
        Assert.Equal("count", await brand.Refused(gtin, new { serials = (string[])["77"], count = 2 }));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_guessable_serial_has_a_claim_code_that_is_checked_as_people_type_it(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var mint = await brand.Mint(gtin, new { count = 2, prefix = "B-" });
        var press = await brand.Press(mint);
        var (serial, code) = (press[0][1], press[0][3]);

        Assert.Matches("^[A-HJKMNP-Z1-9]{4}-[A-HJKMNP-Z1-9]{4}$", code);
        Assert.Equal(code, (await brand.Press(mint))[0][3]);      // printed again it is the same
        Assert.NotEqual(code, press[1][3]);
        Assert.Equal(ClaimAnswer.Right, await Claim(brand, gtin, serial, code));
        Assert.Equal(ClaimAnswer.Right, await Claim(brand, gtin, serial, $" {code.Replace('-', ' ').ToLowerInvariant().Replace('1', 'l')} "));
        foreach (var wrong in (string?[])[press[1][3], "", null, "ABCDEFGHJ"]) Assert.Equal(ClaimAnswer.Wrong, await Claim(brand, gtin, serial, wrong));
        for (var n = 6; n < 10; n++) await Claim(brand, gtin, serial, "AAAA-AAAA");
        Assert.Equal(ClaimAnswer.TooMany, await Claim(brand, gtin, serial, code));
        Assert.Equal(ClaimAnswer.Right, await Claim(brand, gtin, press[1][1], press[1][3]));

        var imported = await brand.NewUnit(gtin);
        Assert.Equal(ClaimAnswer.Wrong, await Claim(brand, gtin, imported, "AAAA-AAAA"));
        Assert.Contains(code, await (await ConsoleClient.SignIn(brand)).Text($"/admin/units/{gtin}/{serial}"), StringComparison.Ordinal);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task The_console_mints_a_pasted_and_an_uploaded_list(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var console = await ConsoleClient.SignIn(brand);

        using var sent = await console.Send($"/admin/products/{gtin}", $"/admin/products/{gtin}/mints", new() { ["style"] = "own", ["serials"] = "P1\r\n P2,P3" }, ("list", "own.csv", "F1\nF2\n"u8.ToArray()));
        using var again = await console.Send($"/admin/products/{gtin}", $"/admin/products/{gtin}/mints", new() { ["style"] = "own", ["serials"] = "P9\nP9" });

        Assert.Equal(System.Net.HttpStatusCode.Found, sent.StatusCode);
        Assert.Equal(System.Net.HttpStatusCode.UnprocessableEntity, again.StatusCode);
        Assert.Contains("P9", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        foreach (var serial in (string[])["P1", "P2", "P3", "F1", "F2"])
            while ((await brand.Api.GetAsync($"/api/v1/units/{gtin}/{serial}")).StatusCode != System.Net.HttpStatusCode.OK) await Task.Delay(50);
    }

    static Task<ClaimAnswer> Claim(BrandClient brand, string gtin, string serial, string? typed) => brand.In(async services =>
        await services.GetRequiredService<IClaimCodes>().Check((await services.GetRequiredService<IProducts>().Unit(gtin, serial, default))!, typed, default));
}
