using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Nameplate.Tests.Host;

/// <summary>An import is killed in its middle and started again: every row is there once, and every refused row is listed once.</summary>
public class KilledImportTests
{
    const string Gtin = "09506000134352";
    const int Rows = 16_000;

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_killed_import_goes_on_where_it_stopped(string storage)
    {
        var folder = Directory.CreateTempSubdirectory("np").FullName;
        var postgres = storage == "postgres" ? Cluster.NewDatabase() : null;
        string[] where = postgres is null ? ["--data", folder, "--json"] : ["--data", folder, "--postgres", postgres, "--json"];
        Assert.Equal(0, (await Program.Run(["db", "migrate", .. where])).Code);
        Assert.Equal(0, (await Program.Run(["brand", "create", "acme", "--name", "Acme", .. where])).Code);
        Assert.Equal(0, (await Program.Run(["import", "products", await Save(folder, "products", $"gtin,name,model,category\n{Gtin},Brew One,B-1,espresso\n"), .. where])).Code);

        foreach (var (kind, header, row) in Kinds)
        {
            var csv = new StringBuilder(header + "\n");
            for (var i = 0; i < Rows; i++) csv.Append(i % 20 == 7 ? row(i).Replace("2026-", "20x6-", StringComparison.Ordinal) : row(i)).Append('\n');
            var file = await Save(folder, kind, csv.ToString());

            using (var import = Program.Start(["import", kind, file, .. where]))
            {
                import.ErrorDataReceived += (_, _) => { };
                import.BeginErrorReadLine();
                while (!import.HasExited && await DoneLine(kind, folder, postgres) == 0) await Task.Delay(2);
                Assert.False(import.HasExited, $"{kind}: ended before it could be killed");
                import.Kill(entireProcessTree: true);      // SIGKILL
                await import.WaitForExitAsync();
            }
            Assert.InRange(await DoneLine(kind, folder, postgres), 1, Rows);
            var again = await Program.Run(["import", kind, file, .. where]);

            Assert.True(again.Code == 3, again.Error);
            var result = JsonElement.Parse(again.Out);
            Assert.Equal((Rows, Rows / 20 * 19, Rows / 20), (result.GetProperty("rows").GetInt32(), result.GetProperty("added").GetInt32(), result.GetProperty("refused").GetInt32()));
            Assert.Equal(Enumerable.Range(0, Rows / 20).Select(n => (n * 20) + 7 + 2), (await File.ReadAllLinesAsync(file + ".errors.csv")).Skip(1).Select(l => int.Parse(l.Split(',')[0], CultureInfo.InvariantCulture)));
            var back = Path.Combine(folder, kind + ".back.csv");
            var export = await Program.Run(["export", kind, back, .. where]);
            Assert.True(export.Code == 0, export.Error);
            Assert.Equal(Rows / 20 * 19, (await File.ReadAllLinesAsync(back)).Skip(1).Distinct(StringComparer.Ordinal).Count());
            Assert.Equal(Rows / 20 * 19, JsonElement.Parse(export.Out).GetProperty("rows").GetInt32());
        }
    }

    static readonly (string Kind, string Header, Func<int, string> Row)[] Kinds =
    [
        ("units", "gtin,serial,produced_on,lot", i => $"{Gtin},U{i},2026-01-05,L{i % 7}"),
        // units of the rows that were refused are not there: each row below names the unit of a good row, and its own number makes it different
        ("sales", "gtin,serial,sold_on,channel,email", i => $"{Gtin},U{i},2026-02-01,retail,o{i}@example.com"),
        ("registrations", "gtin,serial,registered_at,email,name,marketing_consent", i => $"{Gtin},U{i},2026-02-03,o{i}@example.com,Owner {i},{(i % 2 == 0 ? "true" : "")}"),
        ("scans", "gtin,serial,scanned_at,device", i => $"{Gtin},U{i},2026-02-02T10:00:00Z,mobile"),
        ("parts", "sku,name,kind,price,currency,stock,available_until", i => $"F-{i},Filter {i},consumable,9.90,EUR,5,2026-12-31"),
        ("fitment", "sku,gtin,produced_from", i => $"F-{i},{Gtin},2026-01-05"),
        ("orders", "order_ref,line,ordered_at,channel,sku,kind,quantity,unit_price,currency,gtin,serial", i => $"R-{i / 3},{i % 3},2026-03-01,retail,F-1,part,1,9.90,EUR,{Gtin},U{i}"),
    ];

    static async Task<string> Save(string folder, string kind, string csv)
    {
        var path = Path.Combine(folder, kind + ".csv");
        await File.WriteAllTextAsync(path, csv);
        return path;
    }

    static async Task<long> DoneLine(string kind, string folder, string? postgres)
    {
        await using DbConnection connection = postgres is null ? new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(folder, "nameplate.db")};Mode=ReadOnly") : new Npgsql.NpgsqlConnection(postgres);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"select coalesce(max(done_line), 0) from platform_import where kind = '{kind}'";
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }
}
