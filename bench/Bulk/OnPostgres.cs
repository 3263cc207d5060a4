using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;

namespace Nameplate.Bench;

sealed class OnPostgres(string cluster, string connection, string data) : ITarget, IAsyncDisposable
{
    static string Script => Path.Combine(Root(), "build", "pg");

    public static async Task<OnPostgres> Prepare(DirectoryInfo folder)
    {
        var data = Path.Combine(folder.FullName, "pg");
        var cluster = Path.Combine(Path.GetTempPath(), "npbpg" + Environment.ProcessId);
        using var start = Process.Start(new ProcessStartInfo(Script, ["start", cluster]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var target = new OnPostgres(cluster, (await start.StandardOutput.ReadToEndAsync()).Trim(), data);
        await target.Sql("create database fresh");
        await Product.Prepare(["--data", data, "--postgres", target.To("fresh")]);
        return target;
    }

    public async Task<double> Bare(UnitFile file)
    {
        await Fresh();
        await using var source = new NpgsqlConnection(To("run"));
        await source.OpenAsync();
        await using var ask = new NpgsqlCommand("select id from platform_brand", source);
        var brand = (Guid)(await ask.ExecuteScalarAsync())!;
        var began = Stopwatch.GetTimestamp();
        await using (var copy = await source.BeginBinaryImportAsync("copy products_unit (brand_id, id, gtin, serial, lot, produced_on, shipped_on, market, firmware, status, created_at) from stdin (format binary)"))
        {
            var now = TimeProvider.System.GetUtcNow().UtcDateTime;
            for (var i = 0; i < file.Serials.Length; i++)
            {
                await copy.StartRowAsync();
                await copy.WriteAsync(brand, NpgsqlDbType.Uuid);
                await copy.WriteAsync(Guid.CreateVersion7(), NpgsqlDbType.Uuid);
                await copy.WriteAsync(UnitFile.Gtin, NpgsqlDbType.Text);
                await copy.WriteAsync(file.Serials[i], NpgsqlDbType.Text);
                await copy.WriteAsync(UnitFile.Lot(i), NpgsqlDbType.Text);
                await copy.WriteAsync(UnitFile.Produced(i), NpgsqlDbType.Date);
                await copy.WriteAsync(UnitFile.Shipped(i), NpgsqlDbType.TimestampTz);
                await copy.WriteAsync("DE", NpgsqlDbType.Text);
                await copy.WriteAsync("1.4.2", NpgsqlDbType.Text);
                await copy.WriteAsync("shipped", NpgsqlDbType.Text);
                await copy.WriteAsync(now, NpgsqlDbType.TimestampTz);
            }
            await copy.CompleteAsync();
        }
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    public async Task<Ran> Import(UnitFile file)
    {
        await Fresh();
        return await Product.Bulk("import", "units", file.Path, "--data", data, "--postgres", To("run"));
    }

    public async Task<Ran> Mint(int count)
    {
        await Fresh();
        return await Product.Bulk("mint", "--gtin", UnitFile.Gtin, "--count", $"{count}", "--data", data, "--postgres", To("run"));
    }

    async Task Fresh()
    {
        NpgsqlConnection.ClearAllPools();
        await Sql("drop database if exists run with (force)");
        await Sql("create database run template fresh");
    }

    async Task Sql(string sql)
    {
        await using var open = new NpgsqlConnection(connection);
        await open.OpenAsync();
        await using var command = new NpgsqlCommand(sql, open);
        await command.ExecuteNonQueryAsync();
    }

    string To(string database) => new NpgsqlConnectionStringBuilder(connection) { Database = database }.ToString();

    static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Nameplate.slnx"))) folder = folder.Parent;
        return folder.FullName;
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        using var stop = Process.Start(Script, ["stop", cluster]);
        await stop.WaitForExitAsync();
    }
}
