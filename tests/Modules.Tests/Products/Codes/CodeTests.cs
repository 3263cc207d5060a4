using System.Diagnostics;
using System.Net;

namespace Nameplate.Tests.Products.Codes;

public class CodeTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_reader_finds_in_the_symbol_the_address_of_the_unit(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        foreach (var serial in (string[])["7Q4MKX2PV9TNA", "A/3%", "x"])
        {
            await brand.NewUnit(gtin, serial: serial);
            var unit = $"/api/v1/units/{gtin}/{Uri.EscapeDataString(serial)}";
            var link = (await brand.Api.GetAsync(unit).Expect(HttpStatusCode.OK)).GetProperty("digitalLink").GetString();

            Assert.Equal(link, await Read(await brand.Api.GetByteArrayAsync(unit + "/code.png")), ignoreCase: serial != "x");
            Assert.StartsWith("<svg", await brand.Api.GetStringAsync(unit + "/code.svg"), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.TemporaryRedirect, (await brand.Server.Visitor().GetAsync(link)).StatusCode);
        }
        await brand.Api.GetAsync($"/api/v1/units/{gtin}/x/code.png?scale=99").Expect(HttpStatusCode.UnprocessableEntity);
        await brand.Api.GetAsync($"/api/v1/units/{gtin}/nobody/code.svg").Expect(HttpStatusCode.NotFound);
    }

    static async Task<string> Read(byte[] png)
    {
        var file = Path.Combine(Path.GetTempPath(), Guid.CreateVersion7().ToString("n") + ".png");
        await File.WriteAllBytesAsync(file, png);
        using var reader = Process.Start(new ProcessStartInfo("zbarimg", ["--quiet", "--raw", file]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var text = (await reader.StandardOutput.ReadToEndAsync()).Trim();
        await reader.WaitForExitAsync();
        File.Delete(file);
        return text;
    }
}
