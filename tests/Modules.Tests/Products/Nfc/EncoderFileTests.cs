using System.Net;
using System.Text;

namespace Nameplate.Tests.Products.Nfc;

public class EncoderFileTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_tag_carries_the_address_as_one_record(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var mint = await brand.Mint(gtin, new { count = 3 });
        var lines = (await brand.Api.GetStringAsync($"/api/v1/mints/{mint.GetProperty("id").GetString()}/nfc.csv?placement=guide")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.Trim().Split(',')).ToList();

        Assert.Equal(3, lines.Count);
        foreach (var line in lines)
        {
            var bytes = Convert.FromHexString(line[3]);
            Assert.Equal((0xD1, 1, bytes.Length - 4, (int)'U', 3), (bytes[0], bytes[1], bytes[2], bytes[3], bytes[4]));      // one short well-known record of type U; 3 is http://
            Assert.Equal(line[2], "http://" + Encoding.UTF8.GetString(bytes.AsSpan(5)));
            Assert.EndsWith("?pl=guide", line[2], StringComparison.Ordinal);
        }
        var one = await brand.Api.GetAsync($"/api/v1/units/{gtin}/{lines[0][1]}/nfc?placement=guide").Expect(HttpStatusCode.OK);
        Assert.Equal((lines[0][2], lines[0][3]), (one.GetProperty("uri").GetString(), one.GetProperty("ndefHex").GetString()));
        await brand.Api.GetAsync($"/api/v1/units/{gtin}/nobody/nfc").Expect(HttpStatusCode.NotFound);
    }
}
