using System.Net;
using System.Net.Http.Json;
using Nameplate.Bench;

namespace Nameplate.Tests.Resolver.Signals;

/// <summary>A small fleet with planted copies, through the product; the program in bench runs a large one.</summary>
public class FleetTests
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Nine_of_ten_copied_numbers_are_found_and_honest_units_are_left_alone(string storage)
    {
        await using var server = await Server.Start(storage);
        var brand = await server.NewBrand();
        await brand.Api.PostAsJsonAsync("/api/v1/products", new { gtin = Fleet.Model, name = "Brew One", model = "B-1", category = "espresso" }).Expect(HttpStatusCode.Created);
        var fleet = new Fleet(Fleet.Model, 2_000, 60, seed: 7);
        var outcome = await Trial.Run(brand.Api, fleet, server.CaughtUp);

        Assert.True(outcome.All.Of > 30);
        Assert.True(outcome.Share >= 0.9, $"{outcome.All.Found} of {outcome.All.Of}: {string.Join(", ", outcome.Found)}");
        Assert.True(outcome.FalseAlarms <= 1, string.Join('\n', outcome.Wrong));
        Assert.Equal(outcome.Grey.Of, outcome.Grey.Found);
    }
}
