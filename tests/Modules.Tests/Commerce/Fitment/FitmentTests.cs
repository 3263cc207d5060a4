using System.Net;

namespace Nameplate.Tests.Commerce.Fitment;

public class FitmentTests(Servers servers)
{
    const string Columns = "sku,gtin,serial_from,serial_to,lot,produced_from,produced_to,firmware_from,firmware_to,position\n";

    [Theory]
    // behind a common prefix the digits are a number
    [InlineData("sqlite", "A998,A1002,,,,,", "A1000", null, true)]
    [InlineData("sqlite", "A998,A1002,,,,,", "A1003", null, false)]
    [InlineData("sqlite", "A100,A1500,,,,,", "A999", null, true)]
    [InlineData("sqlite", "A100,A900,,,,,", "A1000", null, false)]
    [InlineData("sqlite", "SN-0100,SN-0199,,,,,", "SN-0150", null, true)]
    [InlineData("sqlite", "SN-0100,SN-0199,,,,,", "SN-0200", null, false)]
    [InlineData("sqlite", "A100,A200,,,,,", "B150", null, false)]
    [InlineData("sqlite", "A100,,,,,,", "A99", null, false)]
    [InlineData("sqlite", "A100,,,,,,", "A1000", null, true)]
    [InlineData("sqlite", ",A100,,,,,", "A99", null, true)]
    [InlineData("sqlite", "X0000000000000000001,X9999999999999999998,,,,,", "X999999999999999999", null, true)]
    // without one, character by character
    [InlineData("sqlite", "1000,2000,,,,,", "1500", null, true)]
    [InlineData("sqlite", "1000,2000,,,,,", "300", null, false)]
    [InlineData("sqlite", "AAA,CCC,,,,,", "BXY", null, true)]
    [InlineData("sqlite", "AAA,CCC,,,,,", "DAA", null, false)]
    // what is not known of a unit meets no condition on it
    [InlineData("sqlite", ",,2026-31,,,,", "S1", "lot=2026-31", true)]
    [InlineData("sqlite", ",,2026-31,,,,", "S1", "lot=2026-32", false)]
    [InlineData("sqlite", ",,2026-31,,,,", "S1", null, false)]
    [InlineData("sqlite", ",,,2026-03-01,,,", "S1", "produced_on=2026-03-01", true)]
    [InlineData("sqlite", ",,,2026-03-01,,,", "S1", "produced_on=2026-02-28", false)]
    [InlineData("sqlite", ",,,,2026-02-28,,", "S1", "produced_on=2026-02-28", true)]
    [InlineData("sqlite", ",,,,2026-02-28,,", "S1", null, false)]
    [InlineData("sqlite", ",,,,,2.9,", "S1", "firmware=2.10", true)]
    [InlineData("sqlite", ",,,,,2.9,", "S1", "firmware=2.8.7", false)]
    [InlineData("sqlite", ",,,,,,2.9", "S1", "firmware=2.9.0", true)]
    [InlineData("sqlite", ",,,,,,2.9", "S1", "firmware=2.9.1", false)]
    [InlineData("sqlite", ",,,,,2.9,", "S1", null, false)]
    [InlineData("sqlite", ",,,,,,", "S1", null, true)]
    [InlineData("postgres", "A998,A1002,,,,,", "A1000", null, true)]
    [InlineData("postgres", ",,,2026-03-01,,,", "S1", null, false)]
    [InlineData("postgres", ",,,2026-03-01,,2.9,", "S1", "firmware=2.10", false)]
    public async Task A_part_is_offered_only_when_the_unit_meets_every_condition(string storage, string conditions, string serial, string? unit, bool fits)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        await brand.NewUnit(gtin, unit, serial);
        var sku = await brand.NewPart(null);
        await brand.Import("fitment", $"{Columns}{sku},{gtin},{conditions},1\n");

        var fitting = await brand.Fitting(gtin, serial);

        Assert.Equal(fits ? [sku] : [], fitting);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task The_reason_is_told_in_the_readers_language(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel("Brew One");
        await brand.NewUnit(gtin, "produced_on=2026-07-28", "7Q4MKX2P");
        var sku = await brand.NewPart(null);
        await brand.Import("fitment", $"{Columns}{sku},{gtin},7Q4A,7Q4Z,,2026-03-01,,,,1\n");
        var everywhere = await brand.NewPart(gtin);

        var english = await brand.Api.GetAsync($"/api/v1/units/{gtin}/7Q4MKX2P/parts").Expect(HttpStatusCode.OK);
        var page = await brand.Server.Visitor("de").GetStringAsync($"/p/{gtin}/7Q4MKX2P/parts/{sku}");

        var items = english.GetProperty("items").EnumerateArray().ToDictionary(i => i.GetProperty("sku").GetString()!, i => i.GetProperty("why").GetString());
        Assert.Equal("Fits your machine: made 28 July 2026, serial 7Q4M KX2P", items[sku]);
        Assert.Equal("Fits every Brew One", items[everywhere]);
        Assert.Contains("Passt zu Ihrem Ger&#xE4;t: hergestellt am 28. Juli 2026, Seriennummer 7Q4M KX2P", page);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task The_same_rows_again_change_nothing_and_bad_ones_say_what_would_be_right(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var sku = await brand.NewPart(null);
        var csv = $"{Columns}{sku},{gtin},,,,,,,,1\n{sku},{gtin},,,2026-31,,,,,1\n{sku},{gtin},,,,,,,,1\nNOPE,{gtin},,,,,,,,\n{sku},{gtin},A9,A1,,,,,,\n{sku},{gtin},,,,2026-03-01,2026-02-01,,,\n";

        var first = await brand.Import("fitment", csv);
        var again = await brand.Import("fitment", csv);

        Assert.Equal((2, 1, 3), (first.GetProperty("added").GetInt64(), first.GetProperty("unchanged").GetInt64(), first.GetProperty("refused").GetInt64()));
        Assert.Equal((0, 3), (again.GetProperty("added").GetInt64(), again.GetProperty("unchanged").GetInt64()));
        var errors = await brand.Api.GetStringAsync(first.GetProperty("errors").GetString());
        Assert.Contains("5,sku,", errors);
        Assert.Contains("6,serial_to,", errors);
        Assert.Contains("7,produced_to,", errors);
    }
}
