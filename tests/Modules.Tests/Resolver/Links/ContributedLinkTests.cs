using System.Net;
using System.Text.Json;
using Nameplate.Tests.Commerce;
using Nameplate.Tests.Owners;

namespace Nameplate.Tests.Resolver.Links;

public class ContributedLinkTests(Servers servers)
{
    [Fact]
    public async Task A_unit_leads_to_its_registration_while_it_is_nobodys_and_to_the_parts_that_fit_it()
    {
        var brand = await (await servers.On("sqlite")).NewBrand();
        var gtin = await brand.NewModel();
        var serial = await brand.NewUnit(gtin);
        Assert.DoesNotContain("purchaseSuppliesOrAccessories", await Types());
        await brand.NewPart(gtin);

        Assert.Equal($"{brand.Server.Url}/p/{gtin}/{serial}/register", await brand.Where($"/01/{gtin}/21/{serial}?linkType=gs1:registerProduct"));
        Assert.Equal($"{brand.Server.Url}/p/{gtin}/{serial}/parts", await brand.Where($"/01/{gtin}/21/{serial}?linkType=gs1:purchaseSuppliesOrAccessories"));
        using var visitor = brand.Server.Visitor();
        await visitor.Receipt(gtin, serial, "ada@example.com");
        Assert.DoesNotContain("registerProduct", await Types());
        Assert.Contains("purchaseSuppliesOrAccessories", await Types());

        async Task<string[]> Types()
        {
            using var client = brand.Server.Visitor();
            var level = (await client.GetAsync($"/01/{gtin}/21/{serial}?linkType=linkset").Expect(HttpStatusCode.OK)).GetProperty("linkset")[0];
            return [.. level.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.Array).Select(p => p.Name["https://ref.gs1.org/voc/".Length..])];
        }
    }
}
