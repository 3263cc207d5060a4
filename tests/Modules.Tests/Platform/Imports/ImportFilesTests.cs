using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Imports;

namespace Nameplate.Tests.Platform.Imports;

/// <summary>What holds for import files of every kind.</summary>
public class ImportFilesTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_character_that_is_no_text_refuses_its_row_and_no_other(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        string[] gtins = [BrandClient.NewGtin(), BrandClient.NewGtin(), BrandClient.NewGtin()];
        byte[] csv = [.. Encoding.UTF8.GetBytes($"gtin,name,model,category\n{gtins[0]},Café,m,c\n{gtins[1]},a\0b,m,c\n{gtins[2]},"), .. Encoding.Latin1.GetBytes("Café,m,c\n")];

        var import = await Send(brand, "products", csv);

        Assert.Equal((1, 2), (import.GetProperty("added").GetInt64(), import.GetProperty("refused").GetInt64()));
        Assert.Equal(["3", "4"], await LinesOf(brand, import));
        Assert.Equal("Café", (await brand.Api.GetAsync("/api/v1/products/" + gtins[0]).Expect(HttpStatusCode.OK)).GetProperty("name").GetString());
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Columns_without_a_name_are_passed_over(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var import = await brand.Import("products", $"gtin,name,model,category,,\n{BrandClient.NewGtin()},Brew,m,c,,\n");
        Assert.Equal(("done", 1), (import.GetProperty("state").GetString(), import.GetProperty("added").GetInt64()));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_word_that_is_not_known_is_answered_with_those_that_may_stand_there(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var serial = await brand.NewUnit(gtin);
        var parts = await Errors(brand, await brand.Import("parts", "sku,name,kind,price,currency\nP-1,x,product,1,EUR\n"));
        var registrations = await Errors(brand, await brand.Import("registrations", $"gtin,serial,registered_at,email,channel\n{gtin},{serial},2026-01-01,a@example.com,transfer\n"));
        Assert.Contains("use one of part, consumable, accessory, plan, warranty\"", parts, StringComparison.Ordinal);
        Assert.Contains("use one of qr, email, pos, web, paper, installer\"", registrations, StringComparison.Ordinal);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task An_import_that_was_interrupted_lists_each_refused_row_once(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var csv = new StringBuilder("gtin,serial,lot\n");
        for (var i = 0; i < 12_000; i++) csv.Append(CultureInfo.InvariantCulture, $"{gtin},K{i},{(i % 10 == 5 ? new string('x', 30) : "L1")}\n");
        var content = Encoding.UTF8.GetBytes(csv.ToString());
        var errors = Path.GetTempFileName();
        FileStream Open() => new(errors, FileMode.OpenOrCreate);

        var importer = brand.Server.Services.GetRequiredService<Importer>();
        var run = await importer.Open(brand.Brand.Id, "units", "units.csv", new MemoryStream(content), dryRun: false, default);
        await Assert.ThrowsAsync<OperationCanceledException>(() => importer.Run(run, new MemoryStream(content), Open, p => { if (p.Rows >= 800) throw new OperationCanceledException(); }, default));
        await File.AppendAllTextAsync(errors, "11202,lot,has 30 characters,use at most 20\r\n11");      // of rows that were not saved any more
        var again = await importer.Open(brand.Brand.Id, "units", "units.csv", new MemoryStream(content), dryRun: false, default);
        again = await importer.Run(again, new MemoryStream(content), Open, _ => { }, default);

        Assert.Equal((run.Id, 10_800, 1_200, 12_000), (again.Id, again.Added, again.RefusedRows, again.Rows));
        Assert.Equal(Enumerable.Range(0, 1_200).Select(i => string.Create(CultureInfo.InvariantCulture, $"{(i * 10) + 7}")), (await File.ReadAllLinesAsync(errors)).Skip(1).Select(l => l.Split(',')[0]));
        File.Delete(errors);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task The_list_of_refused_rows_is_there_when_the_import_says_that_it_is_done(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        using var form = new MultipartFormDataContent { { new StringContent("products"), "kind" }, { new StringContent("gtin,name,model,category\n1,x,m,c\n"), "file", "products.csv" } };
        var import = await brand.Api.PostAsync("/api/v1/imports", form).Expect(HttpStatusCode.Accepted);
        while (import.GetProperty("state").GetString() != "done")
            import = await brand.Api.GetFromJsonAsync<JsonElement>($"/api/v1/imports/{import.GetProperty("id").GetGuid()}");
        Assert.Equal(["2"], await LinesOf(brand, import));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task The_same_scans_sent_twice_at_once_are_recorded_once(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        await brand.NewUnit(gtin, serial: "A1");
        var csv = Encoding.UTF8.GetBytes("gtin,serial,scanned_at\n" + string.Concat(Enumerable.Range(0, 3_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"{gtin},A1,2026-03-01T{i / 3600:00}:{i / 60 % 60:00}:{i % 60:00}Z\n"))));
        var importer = brand.Server.Services.GetRequiredService<Importer>();

        var runs = await Task.WhenAll(Enumerable.Range(0, 2).Select(async _ =>
            await importer.Run(await importer.Open(brand.Brand.Id, "scans", "scans.csv", new MemoryStream(csv), dryRun: false, default), new MemoryStream(csv), () => new MemoryStream(), _ => { }, default)));

        // the second is either an import of its own that finds all of it on record, or goes on with the first and finds it done
        Assert.Equal(3_000, runs.DistinctBy(r => r.Id).Sum(r => r.Added));
        Assert.Equal(3_000, (await brand.Api.GetStringAsync("/api/v1/exports/scans")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length - 1);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_scan_is_answered_while_a_large_file_is_imported(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        await brand.NewUnit(gtin, serial: "A1");
        using var form = new MultipartFormDataContent { { new StringContent("units"), "kind" }, { new StringContent("gtin,serial\n" + string.Concat(Enumerable.Range(0, 60_000).Select(i => $"{gtin},L{i}\n"))), "file", "units.csv" } };
        var import = await brand.Api.PostAsync("/api/v1/imports", form).Expect(HttpStatusCode.Accepted);
        using var visitor = brand.Server.Visitor();

        var scansMeanwhile = 0;
        while (import.GetProperty("state").GetString() is "waiting" or "running")
        {
            using var scan = await visitor.GetAsync($"/01/{gtin}/21/A1");
            Assert.Equal(HttpStatusCode.TemporaryRedirect, scan.StatusCode);
            scansMeanwhile++;
            import = await brand.Api.GetFromJsonAsync<JsonElement>($"/api/v1/imports/{import.GetProperty("id").GetGuid()}");
        }

        Assert.Equal((60_000, 1), (import.GetProperty("added").GetInt64(), import.GetProperty("share").GetDouble()));
        Assert.True(scansMeanwhile > 1);
    }

    static async Task<JsonElement> Send(BrandClient brand, string kind, byte[] csv)
    {
        using var form = new MultipartFormDataContent { { new StringContent(kind), "kind" }, { new ByteArrayContent(csv), "file", kind + ".csv" } };
        var import = await brand.Api.PostAsync("/api/v1/imports", form).Expect(HttpStatusCode.Accepted);
        while (import.GetProperty("state").GetString() is "waiting" or "running" || (import.GetProperty("refused").GetInt64() > 0 && import.GetProperty("errors").ValueKind == JsonValueKind.Null))
        {
            await Task.Delay(50);
            import = await brand.Api.GetFromJsonAsync<JsonElement>($"/api/v1/imports/{import.GetProperty("id").GetGuid()}");
        }
        return import;
    }

    static Task<string> Errors(BrandClient brand, JsonElement import) => brand.Api.GetStringAsync(import.GetProperty("errors").GetString());

    static async Task<IEnumerable<string>> LinesOf(BrandClient brand, JsonElement import) =>
        (await Errors(brand, import)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.Split(',')[0]);
}
