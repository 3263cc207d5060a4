using System.Net;
using System.Text.Json;

namespace Nameplate.Tests.Owners.Sales;

public class ImportOwnersTests(Servers servers)
{
    static (long, long, long) Counts(JsonElement import) => (import.GetProperty("added").GetInt64(), import.GetProperty("unchanged").GetInt64(), import.GetProperty("refused").GetInt64());

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Sales_and_registrations_come_in_either_order_and_twice_change_nothing(string storage)
    {
        var server = await servers.On(storage);
        foreach (var salesFirst in (bool[])[true, false])
        {
            var brand = await server.NewBrand();
            var gtin = await brand.NewModel();
            await brand.Import("units", $"gtin,serial\n{gtin},A1\n{gtin},A2\n");
            var sales = $"gtin,serial,sold_on,channel,country,price,currency,email,marketing_consent\n{gtin},A1,2026-07-01T18:30:00+02:00,retail,DE,499.90,EUR,ada@example.com,true\n{gtin},A2,2026-07-02,direct,,,,,\n";
            var registrations = $"gtin,serial,registered_at,email,purchased_on,channel,name,device\n{gtin},A1,2026-07-03,ADA@example.com,2026-07-01,qr,Ada,mobile\n{gtin},A2,2026-07-04T10:00:00Z,bob@example.com,,,,\n";

            var first = salesFirst ? await brand.Import("sales", sales) : await brand.Import("registrations", registrations);
            var second = salesFirst ? await brand.Import("registrations", registrations) : await brand.Import("sales", sales);
            var salesAgain = await brand.Import("sales", sales);
            var registrationsAgain = await brand.Import("registrations", registrations);

            Assert.Equal([(2, 0, 0), (2, 0, 0), (0, 2, 0), (0, 2, 0)], new[] { first, second, salesAgain, registrationsAgain }.Select(Counts));
            var ada = (await brand.Owner("ada@example.com"))!.Value;
            Assert.Equal(("Ada", "DE"), (ada.GetProperty("name").GetString(), ada.GetProperty("country").GetString()));
            Assert.Equal("A1", Assert.Single(ada.GetProperty("units").EnumerateArray()).GetProperty("serial").GetString());
            Assert.Equal("given", await brand.ConsentSteps("ada@example.com"));
            Assert.Equal(["qr", "web"], (await brand.Registrations()).Select(r => r.GetProperty("channel").GetString()!).Order());
            Assert.Empty(await brand.Mails("ada@example.com"));
            Assert.Empty(await brand.Mails("ADA@example.com"));
        }
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task What_is_recorded_is_not_changed_by_another_row_and_the_row_says_why(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        await brand.Import("units", $"gtin,serial\n{gtin},A1\n{gtin},A2\n{gtin},A3\n");
        await brand.Import("sales", $"gtin,serial,sold_on,channel\n{gtin},A1,2026-07-01,retail\n");

        var sales = await brand.Import("sales", $"gtin,serial,sold_on,channel,price\n{gtin},A1,2026-07-02,retail,\n{gtin},NONE,2026-07-02,retail,\n{gtin},A2,2026-07-02,pigeon,-1\n");
        var registrations = await brand.Import("registrations",
            $"gtin,serial,registered_at,email,purchased_on,channel\n{gtin},A1,2026-07-03,ada@example.com,2026-07-01,qr\n{gtin},A1,2026-07-03,eve@example.com,2026-07-01,qr\n{gtin},A1,2026-07-03,ada@example.com,2026-07-02,qr\n{gtin},A1,2026-07-03,Ada@Example.com,2026-07-01,qr\n{gtin},A2,2026-07-03,bob@example.com,2026-07-04,qr\n{gtin},A3,2026-07-03,bob,2026-07-01,transfer\n");

        Assert.Equal((0, 0, 3), Counts(sales));
        var wrongSales = await brand.Api.GetStringAsync(sales.GetProperty("errors").GetString());
        Assert.Contains("2,sold_on,already recorded", wrongSales);
        Assert.Contains("3,serial,", wrongSales);
        Assert.Contains("4,channel,", wrongSales);
        Assert.Contains("4,price,", wrongSales);
        Assert.Equal((1, 1, 4), Counts(registrations));
        var wrong = await brand.Api.GetStringAsync(registrations.GetProperty("errors").GetString());
        Assert.Contains("3,email,", wrong);
        Assert.Contains("4,purchased_on,already recorded", wrong);
        Assert.Contains("6,registered_at,", wrong);
        Assert.Contains("7,email,", wrong);
        Assert.Contains("7,channel,", wrong);
        Assert.Null(await brand.Owner("eve@example.com"));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_units_timeline_tells_that_it_was_sold_and_registered_never_to_whom(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var serial = await brand.NewUnit(gtin);
        await brand.Import("sales", $"gtin,serial,sold_on,channel,email\n{gtin},{serial},2026-07-01,retail,ada@example.com\n");
        await brand.Import("registrations", $"gtin,serial,registered_at,email,name\n{gtin},{serial},2026-07-02,ada@example.com,Ada Lovelace\n");

        await brand.Server.CaughtUp();      // a fact is seen once nothing that began before it is still being written
        var timeline = (await brand.Api.GetAsync($"/api/v1/units/{gtin}/{serial}/timeline").Expect(HttpStatusCode.OK)).GetRawText();
        var events = (await brand.Api.GetAsync("/api/v1/events?limit=1000").Expect(HttpStatusCode.OK)).GetRawText();

        Assert.Contains("\"sold\"", timeline);
        Assert.Contains("\"registered\"", timeline);
        Assert.Contains("owners.units-registered", events);
        foreach (var text in (string[])[timeline, events]) Assert.DoesNotContain("ada@", text, StringComparison.OrdinalIgnoreCase);
    }
}
