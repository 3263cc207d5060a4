using System.Net;
using System.Net.Http.Json;

namespace Nameplate.Tests.Products.Mints;

public class LabelPdfTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Every_unit_of_a_run_has_a_label_whose_code_leads_to_it(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel("Kaffeemühle mit einem recht langen Namen, der auch mit gutem Willen nicht in drei Zeilen passt");
        using var accepted = await brand.Api.PostAsJsonAsync($"/api/v1/products/{gtin}/mints", new { count = 307 });
        var mint = accepted.Headers.Location!.ToString();
        string? labels;
        while ((labels = (await brand.Api.GetAsync(mint).Expect(HttpStatusCode.OK)).GetProperty("files").GetProperty("labelsPdf").GetString()) is null) await Task.Delay(50);

        var paper = await brand.Api.GetByteArrayAsync(labels);
        var links = (await brand.Api.GetStringAsync(mint + "/csv")).Split('\n').Skip(1).Select(l => l.Split(',')[^1].Trim()).Where(l => l.Length > 0).ToList();
        var text = await Paper.Text(paper);

        Assert.Equal(307, links.Count);
        Assert.Equal(11, await Paper.Pages(paper));
        var read = await Paper.Codes(paper);
        Assert.Empty(read.Except(links.Take(30), StringComparer.OrdinalIgnoreCase));
        Assert.InRange(read.Length, 28, 30);
        Assert.Equal(307, text.Split("GTIN " + gtin).Length - 1);
        Assert.Contains("…", text);
    }
}
