using System.IO.Compression;
using System.Net;

namespace Nameplate.Tests.Products.Labels;

public class CodesZipTests(Servers servers)
{
    [Theory, InlineData("sqlite", null), InlineData("postgres", "box")]
    public async Task Every_tenth_symbol_of_a_run_is_read_by_a_scanner_and_says_its_address(string storage, string? placement)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var mint = await brand.Mint(gtin, new { count = 120 });
        var address = $"/api/v1/mints/{mint.GetProperty("id").GetString()}/codes.zip";
        var query = placement is null ? "" : "&placement=" + placement;

        using var zip = new ZipArchive(new MemoryStream(await brand.Api.GetByteArrayAsync($"{address}?format=png{query}")));
        using var reader = new StreamReader(zip.GetEntry("codes.csv")!.Open());
        var lines = (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.Trim().Split(',')).ToList();
        var press = await brand.Press(mint);

        Assert.Equal((120, 121), (lines.Count, zip.Entries.Count));
        foreach (var (n, line) in lines.Index().Where(l => l.Index % 10 == 0))
        {
            using var bytes = new MemoryStream();
            await using (var entry = await zip.GetEntry(line[0])!.OpenAsync()) await entry.CopyToAsync(bytes);
            Assert.Equal(line[^1], await Paper.CodeOf(bytes.ToArray()));
            Assert.Equal(press[n][^1] + (placement is null ? "" : "?pl=" + placement), line[^1], ignoreCase: true);
        }
        Assert.Equal(placement is null, lines[0][^1].StartsWith("HTTP", StringComparison.Ordinal));      // in capitals the symbol is smaller
        using var svg = new ZipArchive(new MemoryStream(await brand.Api.GetByteArrayAsync(address)));
        Assert.Equal(121, svg.Entries.Count);
        await brand.Api.GetAsync(address + "?format=gif").Expect(HttpStatusCode.UnprocessableEntity);
        await brand.Api.GetAsync(address + "?placement=roof").Expect(HttpStatusCode.UnprocessableEntity);
    }
}
