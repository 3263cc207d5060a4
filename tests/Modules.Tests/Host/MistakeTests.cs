using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Nameplate.Tests.Host;

/// <summary>Ordinary mistakes get one plain sentence that says what to do, and exit code 1.</summary>
public class MistakeTests
{
    static readonly string Folder = Directory.CreateTempSubdirectory("np").FullName;

    [Fact]
    public async Task A_port_that_is_taken()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        Says("taken", await Program.Run("serve", "--data", NewFolder(), "--urls", $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}"));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made()
    {
        var file = Path.Combine(Folder, "a-file");
        await File.WriteAllTextAsync(file, "");
        Says("--data", await Program.Run("serve", "--data", Path.Combine(file, "below")));
    }

    [Fact]
    public async Task A_file_that_is_no_database()
    {
        var folder = NewFolder();
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "nameplate.db"), new string('x', 5000));
        Says("not a database", await Program.Run("db", "migrate", "--data", folder));
    }

    [Fact]
    public async Task A_connection_string_that_is_none() => Says("--postgres", await Program.Run("db", "migrate", "--data", NewFolder(), "--postgres", "nonsense"));

    [Fact]
    public async Task A_server_that_is_not_there() => Says("cannot be reached", await Program.Run("db", "migrate", "--data", NewFolder(), "--postgres", "Host=127.0.0.1;Port=1;Username=x;Database=y;Timeout=3"));

    [Fact]
    public async Task A_database_that_does_not_exist() => Says("nameplate db migrate", await Program.Run("serve", "--urls", "http://127.0.0.1:0", "--data", NewFolder(), "--postgres", Cluster.NewDatabase().Replace("Database=t", "Database=missing", StringComparison.Ordinal)));

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_database_newer_than_the_program(string storage)
    {
        var folder = NewFolder();
        string[] where = storage == "postgres" ? ["--data", folder, "--postgres", Cluster.NewDatabase()] : ["--data", folder];
        Assert.Equal(0, (await Program.Run(["db", "migrate", .. where])).Code);
        await Sql(where, "insert into \"__EFMigrationsHistory\" values ('999912310001_Future', '99')");
        Says("newer than this program", await Program.Run(["serve", "--urls", "http://127.0.0.1:0", .. where]));
    }

    [Fact]
    public async Task A_second_server_on_the_same_data()
    {
        var folder = NewFolder();
        var (first, url) = await Program.Serve("--data", folder);
        try { Says(url, await Program.Run("serve", "--data", folder, "--urls", "http://127.0.0.1:0")); }
        finally { first.Kill(); }
    }

    [Fact]
    public async Task Postgres_without_the_schema() => Says("nameplate db migrate", await Program.Run("serve", "--data", NewFolder(), "--urls", "http://127.0.0.1:0", "--postgres", Cluster.NewDatabase()));

    [Fact]
    public async Task A_verb_without_what_it_needs()
    {
        Says("--name", await Program.Run("brand", "create", "acme", "--data", NewFolder()));
        Says("no brand yet", await Program.Run("mint", "--gtin", "09506000134352", "--count", "1", "--data", NewFolder()));
        Says("no file", await Program.Run("import", "units", "/nowhere.csv", "--data", NewFolder()));
    }

    static async Task Sql(string[] where, string sql)
    {
        if (where.Length > 2)
        {
            await using var postgres = new Npgsql.NpgsqlConnection(where[3]);
            await postgres.OpenAsync();
            await using var command = new Npgsql.NpgsqlCommand(sql, postgres);
            await command.ExecuteNonQueryAsync();
            return;
        }
        await using var sqlite = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(where[1], "nameplate.db")}");
        await sqlite.OpenAsync();
        await using var statement = sqlite.CreateCommand();
        statement.CommandText = sql;
        await statement.ExecuteNonQueryAsync();
    }

    static string NewFolder() => Path.Combine(Folder, Guid.CreateVersion7().ToString("n"));

    static void Says(string part, Program.Ended ended)
    {
        Assert.Equal(1, ended.Code);
        Assert.Contains(part, ended.Error, StringComparison.Ordinal);
        Assert.Empty(ended.Out);
        Assert.Single(ended.Error.Trim().Split('\n'));
        Assert.DoesNotContain("   at ", ended.Error, StringComparison.Ordinal);
    }
}
