using System.Text.Json;

namespace Nameplate.Tests.Host;

public class BulkVerbTests
{
    const string Gtin = "09506000134352";

    [Theory, InlineData("sqlite", false), InlineData("sqlite", true), InlineData("postgres", false), InlineData("postgres", true)]
    public async Task Files_come_in_with_row_errors_beside_them_and_the_exit_code_tells_how_it_went(string storage, bool whileServing)
    {
        var folder = Directory.CreateTempSubdirectory("np").FullName;
        string[] where = storage == "postgres" ? ["--data", folder, "--postgres", Cluster.NewDatabase(), "--json"] : ["--data", folder, "--json"];
        Assert.Equal(0, (await Program.Run(["db", "migrate", .. where])).Code);
        var opened = JsonElement.Parse((await Program.Run(["brand", "create", "acme", "--name", "Acme", .. where])).Out);
        Assert.StartsWith("np_", opened.GetProperty("apiKey").GetString());
        var server = whileServing ? await Program.Serve(where[..^1]) : default;
        try
        {
            var products = File(folder, "products.csv", $"gtin,name,model,category\n{Gtin},Brew One,B-1,espresso\n");
            var units = File(folder, "units.csv", $"gtin,serial,colour\n{Gtin},A1,red\n{Gtin},,red\n{Gtin},A2,red\n");

            Assert.Equal((0, 1), await Import(["import", "products", products, .. where]));
            Assert.Equal((0, 0), await Import(["import", "products", products, .. where]));
            Assert.Equal((3, 2), await Import(["import", "units", units, "--dry-run", .. where]));
            Assert.Equal((3, 2), await Import(["import", "units", units, .. where]));
            Assert.Equal((3, 0), await Import(["import", "units", units, .. where]));
            Assert.Contains("3,serial,is empty", await System.IO.File.ReadAllTextAsync(units + ".errors.csv"), StringComparison.Ordinal);
            Assert.Equal(1, (await Program.Run(["import", "units", File(folder, "bad.csv", "gtin,colour\n1,red\n"), .. where])).Code);

            var mint = await Program.Run(["mint", "--gtin", Gtin, "--count", "1000", "--lot", "2026-31", .. where]);
            Assert.Equal((0, 1000), (mint.Code, JsonElement.Parse(mint.Out).GetProperty("minted").GetInt32()));
            var own = await Program.Run(["mint", "--gtin", Gtin, "--serials", File(folder, "own.txt", "OWN1\nOWN2\n"), .. where]);
            Assert.Equal((0, 2), (own.Code, JsonElement.Parse(own.Out).GetProperty("minted").GetInt32()));
            Assert.Equal(1, (await Program.Run(["mint", "--gtin", Gtin, "--serials", Path.Combine(folder, "own.txt"), .. where])).Code);
            Assert.Equal(0, (await Program.Run(["mint", "--gtin", Gtin, "--count", "5", "--prefix", "B-", .. where])).Code);
            var sheets = Path.Combine(folder, "labels.pdf");
            Assert.Equal(0, (await Program.Run(["labels", JsonElement.Parse(mint.Out).GetProperty("id").GetString()!, sheets, .. where])).Code);
            Assert.Equal(34, await Paper.Pages(await System.IO.File.ReadAllBytesAsync(sheets)));
            Assert.Equal(1, (await Program.Run(["labels", Guid.CreateVersion7().ToString(), sheets, .. where])).Code);
        }
        finally { if (whileServing) server.Process.Kill(); }
    }

    [Fact]
    public async Task The_command_says_what_can_be_exported_and_where_the_rows_are()
    {
        var folder = Directory.CreateTempSubdirectory("np").FullName;
        string[] where = ["--data", folder];
        Assert.Equal(0, (await Program.Run(["brand", "create", "acme", "--name", "Acme", .. where])).Code);

        var unknown = await Program.Run(["export", "pigeons", .. where]);
        var unclear = await Program.Run(["export", "units", "--json", .. where]);
        var plain = await Program.Run(["export", "units", .. where]);

        Assert.Equal(1, unknown.Code);
        Assert.Contains("fitment, orders, parts, products", unknown.Error, StringComparison.Ordinal);
        Assert.Equal(1, unclear.Code);
        Assert.Contains("name a FILE", unclear.Error, StringComparison.Ordinal);
        Assert.Equal((0, "gtin,serial,lot,produced_on,shipped_on,market,firmware,status\r\n"), (plain.Code, plain.Out));
    }

    static async Task<(int Code, int Added)> Import(string[] arguments)
    {
        var ended = await Program.Run(arguments);
        Assert.True(ended.Out.Length > 0, ended.Error);
        return (ended.Code, JsonElement.Parse(ended.Out).GetProperty("added").GetInt32());
    }

    static string File(string folder, string name, string text)
    {
        var path = Path.Combine(folder, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }
}
