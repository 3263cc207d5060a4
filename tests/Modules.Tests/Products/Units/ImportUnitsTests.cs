using System.Net;

namespace Nameplate.Tests.Products.Units;

public class ImportUnitsTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Good_rows_are_kept_bad_ones_listed_and_the_same_file_again_changes_nothing(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var csv = $"gtin;serial;lot;produced_on;market;status\n{gtin};A1;2026-31;2026-07-28;DE;shipped\n{gtin};A2;;2026-13-01;;\n{gtin};A/3%;;;;test\n123;A4;;;;\n{gtin};A5;;;;lost\n";

        var first = await brand.Import("units", csv);
        var again = await brand.Import("units", csv);

        Assert.Equal((2, 3), (first.GetProperty("added").GetInt64(), first.GetProperty("refused").GetInt64()));
        Assert.Equal((0, 2, 3), (again.GetProperty("added").GetInt64(), again.GetProperty("unchanged").GetInt64(), again.GetProperty("refused").GetInt64()));
        var errors = await brand.Api.GetStringAsync(first.GetProperty("errors").GetString());
        Assert.Contains("3,produced_on,", errors);
        Assert.Contains("5,gtin,", errors);
        Assert.Contains("6,status,", errors);
        Assert.Contains("minted, shipped", errors);
        var unit = await brand.Api.GetAsync($"/api/v1/units/{gtin}/{Uri.EscapeDataString("A/3%")}").Expect(HttpStatusCode.OK);
        Assert.Equal("A/3%", unit.GetProperty("serial").GetString());
        Assert.Equal("test", unit.GetProperty("status").GetString());
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_row_that_moves_a_unit_against_the_rules_is_refused_with_the_states_that_may_follow(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        await brand.Import("units", $"gtin,serial,status\n{gtin},M1,in_service\n{gtin},M2,end_of_life\n{gtin},M3,minted\n");
        var moved = await brand.Import("units", $"gtin,serial,status,lot\n{gtin},M1,minted,L1\n{gtin},M2,sold,L1\n{gtin},M3,sold,L1\n{gtin},M3,minted,L1\n");
        Assert.Equal((1, 3), (moved.GetProperty("changed").GetInt64(), moved.GetProperty("refused").GetInt64()));
        var errors = await brand.Api.GetStringAsync(moved.GetProperty("errors").GetString());
        foreach (var said in (string[])["2,status,a unit that is in_service does not become minted", "it may become in_repair, replaced, returned, end_of_life", "3,status,a unit that is end_of_life does not become sold", "5,status,"]) Assert.Contains(said, errors, StringComparison.Ordinal);
        var unit = await brand.Api.GetAsync($"/api/v1/units/{gtin}/M1").Expect(HttpStatusCode.OK);
        Assert.Equal(("in_service", System.Text.Json.JsonValueKind.Null), (unit.GetProperty("status").GetString(), unit.GetProperty("lot").ValueKind));      // nothing of the row was taken
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_fact_tells_of_no_more_units_than_a_subscriber_takes_quickly(string storage)
    {
        var server = await servers.On(storage);
        var brand = await server.NewBrand();
        var gtin = await brand.NewModel();
        await brand.Import("units", "gtin,serial\n" + string.Concat(Enumerable.Range(0, 3_000).Select(i => $"{gtin},N{i}\n")));
        await server.CaughtUp();

        var facts = (await brand.Api.GetAsync("/api/v1/events?limit=1000").Expect(HttpStatusCode.OK)).GetProperty("items").EnumerateArray()
            .Where(e => e.GetProperty("type").GetString() == "products.units-recorded").Select(e => e.GetProperty("payload").GetProperty("units").EnumerateArray().Select(u => u.GetProperty("unit").GetGuid()).ToList()).ToList();

        Assert.Equal(3_000, facts.SelectMany(f => f).Distinct().Count());
        Assert.All(facts, f => Assert.InRange(f.Count, 1, 500));
    }
}
