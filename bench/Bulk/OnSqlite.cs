using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Nameplate.Bench;

sealed class OnSqlite(DirectoryInfo folder, string fresh) : ITarget
{
    public static async Task<OnSqlite> Prepare(DirectoryInfo folder)
    {
        var fresh = Path.Combine(folder.FullName, "fresh");
        await Product.Prepare(["--data", fresh]);
        return new(folder, fresh);
    }

    public async Task<double> Bare(UnitFile file)
    {
        var data = Copy("bare");
        double seconds;
        using (var connection = new SqliteConnection($"Data Source={data}/nameplate.db;Pooling=False"))
        {
            await connection.OpenAsync();
            var brand = (byte[])Run(connection, "pragma synchronous = full; pragma cache_size = -65536; select id from platform_brand")!;
            var began = Stopwatch.GetTimestamp();
            using var tx = connection.BeginTransaction();
            using var insert = connection.CreateCommand();
            insert.CommandText = "insert into products_unit (brand_id, id, gtin, serial, lot, produced_on, shipped_on, market, firmware, status, mint_id, created_at) values (@a, @b, @c, @d, @e, @f, @g, @h, @i, @j, @k, @l)";
            var p = "abcdefghijkl".Select(c => insert.Parameters.Add(new SqliteParameter("@" + c, DBNull.Value))).ToArray();
            (p[0].Value, p[2].Value, p[7].Value, p[8].Value, p[9].Value, p[11].Value) = (brand, UnitFile.Gtin, "DE", "1.4.2", "shipped", TimeProvider.System.GetUtcNow().UtcDateTime);
            insert.Prepare();
            for (var i = 0; i < file.Serials.Length; i++)
            {
                (p[1].Value, p[3].Value, p[4].Value, p[5].Value, p[6].Value) = (Guid.CreateVersion7().ToByteArray(true), file.Serials[i], UnitFile.Lot(i), UnitFile.Produced(i), UnitFile.Shipped(i));
                insert.ExecuteNonQuery();
            }
            await tx.CommitAsync();
            seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        }
        Directory.Delete(data, recursive: true);
        return seconds;
    }

    public Task<Ran> Import(UnitFile file) => On("import", data => Product.Bulk("import", "units", file.Path, "--data", data));
    public Task<Ran> Mint(int count) => On("mint", data => Product.Bulk("mint", "--gtin", UnitFile.Gtin, "--count", $"{count}", "--data", data));

    async Task<Ran> On(string name, Func<string, Task<Ran>> run)
    {
        var data = Copy(name);
        var ran = await run(data);
        Directory.Delete(data, recursive: true);
        return ran;
    }

    string Copy(string name)
    {
        var copy = Path.Combine(folder.FullName, name);
        Directory.CreateDirectory(copy);
        foreach (var file in Directory.GetFiles(fresh)) File.Copy(file, Path.Combine(copy, Path.GetFileName(file)), overwrite: true);
        return copy;
    }

    static object? Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
