using System.Net;
using System.Text.Json;

namespace Nameplate.Tests.Platform.Exports;

public class WriteExportTests(Servers servers)
{
    static readonly string[] Kinds = ["products", "units", "sales", "registrations", "scans", "parts", "fitment", "orders", "visits", "sessions", "contacts", "actions"];

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task What_is_exported_and_imported_into_an_empty_brand_is_exported_the_same_again(string storage)
    {
        await using var other = await Server.Start(storage);      // a GTIN belongs to one brand of a server
        var (first, second) = (await (await servers.On(storage)).NewBrand(), await other.NewBrand());
        foreach (var (kind, csv) in Files(BrandClient.NewGtin())) Assert.Equal(0, (await first.Import(kind, csv)).GetProperty("refused").GetInt64());

        foreach (var kind in Kinds)
        {
            await first.Server.CaughtUp();
            var exported = await first.Api.GetStringAsync("/api/v1/exports/" + kind);
            Assert.True(exported.Split("\r\n").Length > 2, kind);
            var import = await second.Import(kind, exported);
            Assert.Equal(("done", 0), (import.GetProperty("state").GetString(), import.GetProperty("refused").GetInt64()));
            Assert.True(import.GetProperty("ignoredColumns").ValueKind == JsonValueKind.Null, import.ToString());
            await other.CaughtUp();
            Assert.Equal(exported, await second.Api.GetStringAsync("/api/v1/exports/" + kind));
        }
    }

    /// <summary>Formulas, quotes, line breaks, apostrophes, consents, fractions of seconds, optional columns left empty.</summary>
    static IEnumerable<(string Kind, string Csv)> Files(string gtin)
    {
        yield return ("products", $"gtin,name,model,category,brand,description,list_price,currency,warranty_months\n{gtin},=1+1,\"B \"\"1\"\"\",@c,-x,\"two\nlines\",199.5,EUR,24\n{BrandClient.NewGtin()},'Plain',m,c,,''=x,,,\n");
        yield return ("units", $"gtin,serial,lot,produced_on,shipped_on,market,firmware,status\n{gtin},+A1,=L,2026-01-05,2026-01-07T10:30:00.123456Z,DE,1.0,sold\n{gtin},A2,,,,,,\n{gtin},-b,,,2026-01-07,,,\n");
        yield return ("sales", $"gtin,serial,sold_on,channel,retailer,country,price,currency,order_ref,email,marketing_consent\n{gtin},+A1,2026-02-01,direct,+Shop,DE,199.00,EUR,-7,Ada@example.com,true\n{gtin},A2,2026-02-01,retail,,,,,,,\n");
        yield return ("registrations", $"gtin,serial,registered_at,email,purchased_on,channel,name,country,region,retailer,promo_code,proof,marketing_consent,device\n{gtin},+A1,2026-02-03T08:00:00Z,ada@example.com,2026-02-01,qr,=Ada,DE,BE,R,P,approved,true,mobile\n{gtin},A2,2026-02-04,bob@example.com,,,,,,,,,,\n");
        yield return ("scans", $"gtin,serial,scanned_at,placement,country,device,region\n{gtin},+A1,2026-02-02T10:00:00.5Z,box,DE,mobile,DE-BY\n{gtin},+A1,2026-02-02T09:00:00Z,,,,\n{gtin},A2,2026-02-02T09:00:00Z,,,bot,\n");
        yield return ("parts", "sku,name,kind,price,currency,stock,weight_g,replace_every_days,available_until,max_delivery_days,image_url\nF-1,=HYPERLINK(1),consumable,12.90,EUR,840,120,60,2036-12-31,3,/f.svg\nG-1,'=x,part,49,EUR,,,,,,\n");
        yield return ("fitment", $"sku,gtin,serial_from,serial_to,lot,produced_from,produced_to,firmware_from,firmware_to,position\nF-1,{gtin},A1,A9,,,,,,\nF-1,{gtin},,,=L,2026-01-01,2026-06-30,1.0,2.0,7\nG-1,{gtin},,,,,,,,\n");
        yield return ("orders", $"order_ref,line,ordered_at,channel,sku,kind,quantity,unit_price,currency,email,gtin,serial,country\nO-1,2,2026-03-01T10:00:00Z,direct,F-1,consumable,2,12.90,EUR,Ada@example.com,{gtin},+A1,DE\nO-1,1,2026-03-01T10:00:00Z,direct,=S,plan,1,49,EUR,ada@example.com,,,DE\nR-1,1,2026-03-02,retail,G-1,part,1,8,EUR,,,,\n");
        yield return ("visits", $"email,visited_at,kind,gtin,serial\nAda@example.com,2026-03-01T10:00:00.000001Z,page,,\nada@example.com,2026-03-01T10:00:00.000001Z,document,{gtin},+A1\nnew@example.com,2026-03-02,message_click,{gtin},\n");
        yield return ("sessions", $"session_ref,gtin,started_at,serial,email,ended_at,outcome,topic,tier\n=S1,{gtin},2026-03-01T10:00:00Z,+A1,ada@example.com,2026-03-01T10:04:30.25Z,resolved,\"-leak, slow\",2\nS2,{gtin},2026-03-02,,,,,,\n");
        yield return ("contacts", $"contact_ref,contacted_at,channel,gtin,serial,email,topic,cost,currency,resolved_at\n-C1,2026-03-01T10:00:00Z,phone,{gtin},+A1,Ada@example.com,noise,13.5,EUR,2026-03-02\nC2,2026-03-02,store,,,,,,,\n");
        yield return ("actions", "action_ref,acted_at,email,kind\n+A,2026-03-01T10:00:00Z,Ada@example.com,campaign\nB,2026-03-02,new@example.com,recall\n");
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_value_a_spreadsheet_would_run_is_guarded_and_comes_back_as_it_was(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        const string header = "sku,name,kind,price,currency\n";
        await brand.Import("parts", header + "F-1,=1+1,part,1,EUR\nF-2,''=1+1,part,1,EUR\nF-3,Ada's,part,1,EUR\n");

        var exported = await brand.Api.GetStringAsync("/api/v1/exports/parts");
        var again = await brand.Import("parts", exported);

        Assert.Contains("F-1,'=1+1,", exported, StringComparison.Ordinal);
        Assert.Contains("F-2,''=1+1,", exported, StringComparison.Ordinal);
        Assert.Contains("F-3,Ada's,", exported, StringComparison.Ordinal);
        Assert.Equal(3, again.GetProperty("unchanged").GetInt64());
        Assert.Equal("'=1+1", (await brand.Api.GetAsync("/api/v1/parts/F-2").Expect(HttpStatusCode.OK)).GetProperty("name").GetString());
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task An_export_holds_the_records_of_its_own_brand_only(string storage)
    {
        var server = await servers.On(storage);
        var (mine, theirs) = (await server.NewBrand(), await server.NewBrand());
        await theirs.NewUnit(await theirs.NewModel(), serial: "THEIRS");
        await mine.NewUnit(await mine.NewModel(), serial: "MINE");

        var exported = await mine.Api.GetStringAsync("/api/v1/exports/units");

        Assert.Contains(",MINE,", exported, StringComparison.Ordinal);
        Assert.DoesNotContain("THEIRS", exported, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await mine.Api.GetAsync("/api/v1/exports/nothing")).StatusCode);
        Assert.Contains("/admin/exports/units.csv", await (await ConsoleClient.SignIn(mine)).Text("/admin/imports"), StringComparison.Ordinal);
    }
}
