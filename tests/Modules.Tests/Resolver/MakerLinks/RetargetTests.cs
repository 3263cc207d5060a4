using System.Net;
using System.Net.Http.Json;
using Nameplate.Tests.Platform.Access;

namespace Nameplate.Tests.Resolver.MakerLinks;

/// <summary>Two servers on one PostgreSQL, as behind a balancer.</summary>
public class RetargetTests
{
    [Fact]
    public async Task A_printed_code_that_is_led_elsewhere_on_one_node_is_led_there_by_the_other_within_five_seconds()
    {
        var clock = new SetClock();
        await using var first = await Server.Start("postgres");
        await using var second = await Server.Start("postgres", services => services.AddClock(clock), beside: first);
        var brand = await first.NewBrand();
        var gtin = await brand.NewModel();
        using var visitor = second.Visitor();
        Assert.Equal($"/p/{gtin}/S1", await Where());

        var link = await brand.Api.PostAsJsonAsync("/api/v1/links", new { gtin, linkType = "gs1:promotion", href = "https://example.com/new", title = "New", isDefault = true }).Expect(HttpStatusCode.Created);
        clock.Ahead += TimeSpan.FromSeconds(5);
        Assert.Equal("/new", await Where());

        // what is led elsewhere is read at every scan
        await brand.Api.PutAsJsonAsync($"/api/v1/links/{link.GetProperty("id").GetString()}", new { gtin, linkType = "gs1:promotion", href = "https://example.com/newer", title = "Newer", isDefault = true }).Expect(HttpStatusCode.OK);
        Assert.Equal("/newer", await Where());
        await brand.Api.DeleteAsync($"/api/v1/links/{link.GetProperty("id").GetString()}").Expect(HttpStatusCode.OK);
        Assert.Equal($"/p/{gtin}/S1", await Where());

        async Task<string> Where()
        {
            using var answer = await visitor.GetAsync($"/01/{gtin}/21/S1");
            return answer.Headers.Location!.AbsolutePath;
        }
    }
}
