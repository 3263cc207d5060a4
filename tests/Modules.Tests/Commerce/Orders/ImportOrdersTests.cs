using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Mail;
using Nameplate.Platform.Storage;

namespace Nameplate.Tests.Commerce.Orders;

public class ImportOrdersTests(Servers servers)
{
    const string Header = "order_ref,line,ordered_at,channel,sku,kind,quantity,unit_price,currency,email,gtin,serial,country\n";

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Lines_of_one_order_may_come_in_any_file_and_order_and_only_new_ones_are_told(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var serial = await brand.NewUnit(gtin);
        var sku = await brand.NewPart(gtin, stock: 9);
        var two = $"O-1,2,2026-03-01T10:00:00Z,direct,{sku},part,2,12.90,EUR,Ada@example.com,{gtin},{serial},DE\n";
        var one = "O-1,1,2026-03-01T10:00:00Z,direct,CARE-1,plan,1,49.00,EUR,ada@example.com,,,DE\n";
        var retail = $"R-1,1,2026-03-02,retail,ANY,part,1,8.00,EUR,,{gtin},{serial},\n";

        var first = await brand.Import("orders", Header + two + retail);
        var second = await brand.Import("orders", Header + one + two + one);
        var again = await brand.Import("orders", Header + one + two + retail);

        Assert.Equal(2, first.GetProperty("added").GetInt64());
        Assert.Equal((1, 2), (second.GetProperty("added").GetInt64(), second.GetProperty("unchanged").GetInt64()));
        Assert.Equal((0, 3, 0), (again.GetProperty("added").GetInt64(), again.GetProperty("unchanged").GetInt64(), again.GetProperty("refused").GetInt64()));
        var orders = (await brand.EventsOf("commerce.orders-placed", 2)).SelectMany(e => e.GetProperty("payload").GetProperty("orders").EnumerateArray()).ToList();
        Assert.Equal([1, 1, 2], orders.SelectMany(o => o.GetProperty("lines").EnumerateArray()).Select(l => l.GetProperty("line").GetInt32()).Order());
        Assert.Equal(2, orders.Select(o => o.GetProperty("order").GetGuid()).Distinct().Count());
        Assert.Single(orders.Where(o => o.TryGetProperty("owner", out _)).Select(o => o.GetProperty("owner").GetGuid()).Distinct());
        var order = await brand.Api.GetAsync("/api/v1/orders/O-1").Expect(HttpStatusCode.OK);
        Assert.Equal(("recorded", 2, 74.80m), (order.GetProperty("status").GetString(), order.GetProperty("lines").GetArrayLength(), order.GetProperty("total").GetDecimal()));
        Assert.Equal(9, await brand.StockOf(sku));
        Assert.DoesNotContain(await brand.In(Mailed.All), m => m.Kind.StartsWith("commerce", StringComparison.Ordinal));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Rows_that_contradict_each_other_or_the_records_are_refused(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        await brand.Import("orders", Header + "O-1,1,2026-03-01,direct,A,part,1,5.00,EUR,ada@example.com,,,\n");

        var import = await brand.Import("orders", Header
            + "O-1,1,2026-03-01,direct,A,part,2,5.00,EUR,ada@example.com,,,\n"       // 2: other quantity
            + "O-1,2,2026-03-02,direct,B,part,1,5.00,EUR,ada@example.com,,,\n"       // 3: other day
            + "O-1,2,2026-03-01,retail,B,part,1,5.00,EUR,ada@example.com,,,\n"       // 4: other channel
            + "O-1,2,2026-03-01,direct,B,part,1,5.00,EUR,bob@example.com,,,\n"       // 5: other person
            + "O-2,1,2026-03-01,direct,B,part,1,5.00,EUR,,,,\n"                      // 6: nobody
            + "O-3,1,2026-03-01,retail,B,gift,1,5.00,EUR,,,,\n"                      // 7: no such kind
            + "O-4,1,2026-03-01,retail,B,part,1,5.00,EUR,,09506000100104,NONE,\n"    // 8: no such unit
            + "O-5,1,2026-03-01,retail,B,product,1,5.00,EUR,,,,\n"
            + "O-5,1,2026-03-01,retail,B,product,1,6.00,EUR,,,,\n");                 // 10: the row before says otherwise

        Assert.Equal((1, 8), (import.GetProperty("added").GetInt64(), import.GetProperty("refused").GetInt64()));
        var errors = await brand.Api.GetStringAsync(import.GetProperty("errors").GetString());
        foreach (var line in new[] { "2,quantity,already recorded", "3,ordered_at,", "4,channel,", "5,email,", "6,email,", "7,kind,", "8,serial,", "10,unit_price,already recorded" }) Assert.Contains(line, errors);
    }
}
