using System.Net;
using System.Net.Http.Json;

namespace Nameplate.Tests.Commerce.Parts;

public class ImportPartsTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Parts_are_added_once_changed_by_other_values_and_bad_rows_are_listed(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        const string header = "sku,name,kind,price,currency,stock,weight_g,replace_every_days,available_until,max_delivery_days,image_url\n";
        const string csv = header + "F-1,Filter,consumable,12.90,EUR,840,120,60,,3,/f.svg\nF-2,Pump,part,49,EUR,7,,,2036-12-31,,\nF-3,Bad,product,1,EUR,1,,,,,\nF/4,Bad,part,1,EUR,1,,,,,\nF-5,Bad,part,-1,EUR,1,,,,,\n";

        var first = await brand.Import("parts", csv);
        var again = await brand.Import("parts", csv);
        var dearer = await brand.Import("parts", "sku,name,kind,price,currency\nF-1,Filter,consumable,13.50,EUR\n");

        Assert.Equal((2, 3), (first.GetProperty("added").GetInt64(), first.GetProperty("refused").GetInt64()));
        Assert.Equal((0, 0, 2), (again.GetProperty("added").GetInt64(), again.GetProperty("changed").GetInt64(), again.GetProperty("unchanged").GetInt64()));
        Assert.Equal(1, dearer.GetProperty("changed").GetInt64());
        var part = await brand.Api.GetAsync("/api/v1/parts/F-1").Expect(HttpStatusCode.OK);
        Assert.Equal((13.50m, 840), (part.GetProperty("price").GetDecimal(), part.GetProperty("stock").GetInt32()));
        var list = await brand.Api.GetAsync("/api/v1/parts?limit=1").Expect(HttpStatusCode.OK);
        var rest = await brand.Api.GetAsync("/api/v1/parts?after=" + list.GetProperty("next").GetString()).Expect(HttpStatusCode.OK);
        Assert.Equal("F-2", rest.GetProperty("items").EnumerateArray().Single().GetProperty("sku").GetString());
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Stock_is_set_to_what_was_counted(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var sku = await brand.NewPart(null, stock: 3);

        await brand.Api.PutAsJsonAsync($"/api/v1/parts/{sku}/stock", new { onHand = 17 }).Expect(HttpStatusCode.OK);
        await brand.Api.PutAsJsonAsync($"/api/v1/parts/{sku}/stock", new { onHand = -1 }).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Equal(17, await brand.StockOf(sku));
    }
}
