using System.Net;
using System.Net.Http.Json;
using System.Text;
using CsvHelper;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Tests.Owners.Companies;
using Nameplate.Tests.Platform.Access;

namespace Nameplate.Tests.Platform.Web;

/// <summary>A spreadsheet runs what begins with certain signs. Whatever was put on record, no file of the product carries such a beginning.</summary>
public class CsvFilesTests(Servers servers)
{
    static readonly string[] Formulas = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1+1", "\r=1+1"];

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task No_file_carries_a_formula(string storage)
    {
        var server = await servers.On(storage);
        var furnished = await FurnishedBrand.In(server);
        var brand = furnished.Client;
        foreach (var formula in Formulas)
        {
            var gtin = BrandClient.NewGtin();
            using var product = await brand.Api.PostAsJsonAsync("/api/v1/products", new { gtin, name = formula, model = formula, category = formula, description = formula, consumableNote = formula });
            using var part = await brand.Api.PostAsJsonAsync("/api/v1/parts", new { sku = formula.Trim(), name = formula, kind = "part", price = 1m, currency = "EUR", stock = 1 });
            var made = product.IsSuccessStatusCode ? gtin : await brand.NewModel();
            var cell = '"' + formula.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
            await brand.Import("units", $"gtin,serial,lot,produced_on,firmware\n{made},{cell},{cell},,{cell}\n{made},L{formula.GetHashCode(StringComparison.Ordinal):x},{cell},,{cell}\n{cell},{cell},{cell},{cell},{cell}\n");
        }
        var staff = await ConsoleClient.SignIn(brand);
        var company = furnished.Address("/my/company/{company:guid}/units.csv").Path.Split('/')[3];
        await brand.NewSite(company, "=1+1");
        var fleet = await brand.NewModel();
        await brand.Place(company, new { gtin = fleet, serial = await brand.NewUnit(fleet), site = "=1+1" });
        using var customer = await brand.Joined(company, "fleet.csv@example.com", "admin");
        var routes = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(e => e.RoutePattern.RawText!)
            .Where(r => r.EndsWith("csv", StringComparison.Ordinal) || r.EndsWith("/errors", StringComparison.Ordinal) || r.EndsWith("/template", StringComparison.Ordinal)).Distinct().ToList();
        Assert.True(routes.Count >= 9, string.Join('\n', routes));

        List<string> wrong = [];
        var guarded = 0;
        foreach (var path in routes.Select(r => furnished.Address(r).Path + (r.EndsWith("rows.csv", StringComparison.Ordinal) ? "?period=2026-Q3" : "")))
        {
            using var answer = await (path.StartsWith("/api", StringComparison.Ordinal) ? brand.Api : path.StartsWith("/my", StringComparison.Ordinal) ? customer : staff.Http).GetAsync(path);
            if (answer.StatusCode != HttpStatusCode.OK || answer.Content.Headers.ContentType!.MediaType != "text/csv") { wrong.Add($"{path}: {(int)answer.StatusCode} {answer.Content.Headers.ContentType}"); continue; }
            foreach (var row in Rows(await answer.Content.ReadAsByteArrayAsync()))
                foreach (var field in row)
                {
                    if (field is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] && !decimal.TryParse(field, System.Globalization.CultureInfo.InvariantCulture, out _)) wrong.Add($"{path}: {field}");
                    if (field is ['\'', '=' or '+' or '-' or '@' or '\t' or '\r', ..]) guarded++;
                }
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(guarded > 20, $"only {guarded} fields came so far: the rest proves nothing");
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task An_exported_file_says_the_same_when_it_comes_back(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel("=1+1");
        await brand.Import("units", $"gtin,serial,lot\n{gtin},-A1,+L\n");
        var staff = await ConsoleClient.SignIn(brand);
        foreach (var kind in (string[])["products", "units"])
        {
            var file = await staff.Text($"/admin/{kind}.csv");
            Assert.Contains("'", file, StringComparison.Ordinal);
            Assert.Equal((0, 1), ((await brand.Import(kind, file)).GetProperty("added").GetInt64(), (await brand.Import(kind, file)).GetProperty("unchanged").GetInt64()));
        }
    }

    static IEnumerable<string[]> Rows(byte[] file)
    {
        using var stream = new MemoryStream(file);
        using var csv = CsvReader.Create(stream, new CsvReaderOptions { HasHeader = false }, leaveOpen: true);
        while (csv.ReadAsync().AsTask().GetAwaiter().GetResult()) yield return [.. Enumerable.Range(0, csv.FieldCount).Select(i => csv.GetString(i))];
    }
}
