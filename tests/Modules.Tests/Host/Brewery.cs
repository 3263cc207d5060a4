using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Nameplate.Tests.Host;

/// <summary>An installation of the real program with one brand and units to register, and what a test asks of it.</summary>
public sealed record Brewery(string Folder, string? Postgres, string Key = "", string? SignInLink = null)
{
    public const string Gtin = "09506000134352";
    public string[] Where => Postgres is null ? ["--data", Folder] : ["--data", Folder, "--postgres", Postgres];

    /// <summary>An empty place.</summary>
    public static Brewery Empty(string storage, string key = "") => new(Directory.CreateTempSubdirectory("np").FullName, storage == "postgres" ? Cluster.NewDatabase() : null, key);

    /// <param name="admin">Address of a first member of staff.</param>
    public static async Task<Brewery> New(string storage, int units, string? admin = null)
    {
        var place = Empty(storage);
        Assert.Equal(0, (await Program.Run(["db", "migrate", .. place.Where])).Code);
        var brand = JsonElement.Parse((await Program.Run(["brand", "create", "acme", "--name", "Acme", "--json", .. admin is null ? (string[])[] : ["--admin", admin], .. place.Where])).Out);
        foreach (var (kind, csv) in new[] { ("products", $"gtin,name,model,category\n{Gtin},Brew One,B-1,espresso\n"), ("units", "gtin,serial\n" + string.Concat(Enumerable.Range(0, units).Select(i => $"{Gtin},U{i}\n"))) })
            await place.Import(kind, csv);
        return place with { Key = brand.GetProperty("apiKey").GetString()!, SignInLink = brand.GetProperty("loginUrl").GetString() };
    }

    public async Task Import(string kind, string csv)
    {
        var file = Path.Combine(Folder, kind + ".csv");
        await File.WriteAllTextAsync(file, csv);
        var ended = await Program.Run(["import", kind, file, .. Where]);
        Assert.True(ended.Code == 0, ended.Error);
    }

    public HttpClient Client(string url)
    {
#pragma warning disable RS0030
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new(url) };
#pragma warning restore RS0030
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        return client;
    }

    public static async Task<bool> Scan(HttpClient api, int unit)
    {
        using var answer = await api.GetAsync($"/01/{Gtin}/21/U{unit}");
        return answer.StatusCode == HttpStatusCode.TemporaryRedirect;
    }

    public static async Task<bool> Register(HttpClient api, int unit)
    {
        using var answer = await api.PostAsJsonAsync("/api/v1/registrations", new { gtin = Gtin, serial = $"U{unit}", email = $"o{unit}@example.com", purchasedOn = "2026-01-10" });
        return answer.StatusCode == HttpStatusCode.Created;
    }

    public async Task<List<string>> Column(string sql)
    {
        await using System.Data.Common.DbConnection connection = Postgres is null ? new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(Folder, "nameplate.db")};Pooling=false") : new Npgsql.NpgsqlConnection(Postgres + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        List<string> values = [];
        while (await reader.ReadAsync()) values.Add(Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture)!);
        return values;
    }

    /// <summary>The KPIs of this quarter, from read models brought up to date.</summary>
    public async Task<string> Kpis()
    {
        var now = TimeProvider.System.GetUtcNow();
        var ended = await Program.Run(["kpi", "--period", string.Create(CultureInfo.InvariantCulture, $"{now.Year}-Q{((now.Month - 1) / 3) + 1}"), "--json", .. Where]);
        Assert.True(ended.Code == 0, ended.Error);
        return JsonElement.Parse(ended.Out).GetProperty("kpis").ToString();
    }
}
