using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Doctor;
using Nameplate.Platform.Storage;

namespace Nameplate.Tests.Resolver.Scans;

/// <summary>A scan knows country and region by the operator's own file, and nothing of the address they were found with.</summary>
public class PlaceTests
{
    const string Ranges = """
        range,country,region
        198.51.100.0/25,DE,DE-BY
        198.51.100.128-198.51.100.255,DE,DE-BE
        203.0.113.0/24,FR,
        2001:db8:1::/48,US,US-CA
        192.0.2.0/24,ZZ,
        """;

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_scan_keeps_country_and_region_of_its_address_and_a_changed_file_counts_without_a_restart(string storage)
    {
        using var file = new TempFile(Ranges);
        await using var server = await Server.Start(storage, appsettings: $$"""{ "Proxies": "127.0.0.1", "Scans": { "Ranges": "{{file.Path}}" } }""");
        var brand = await server.NewBrand();
        var gtin = await brand.NewModel();
        await Until(async () => await PlaceOf("198.51.100.7") == "DE DE-BY");      // read behind the start

        foreach (var (address, place) in ((string, string)[])[("198.51.100.127", "DE DE-BY"), ("198.51.100.128", "DE DE-BE"), ("203.0.113.255", "FR -"), ("203.0.114.0", "- -"), ("2001:db8:1:ffff::1", "US US-CA"), ("2001:db8:2::", "- -"), ("192.0.2.1", "- -")])
            Assert.Equal(place, await PlaceOf(address));

        await File.WriteAllTextAsync(file.Path, "first,last,country\n198.51.100.0,198.51.100.255,AT\nnonsense\n");      // not right: what was known stays
        await Until(async () => (await Findings(server)).Grade == Grade.Fails);
        Assert.Contains("Line 3", (await Findings(server)).Says, StringComparison.Ordinal);
        Assert.Equal("DE DE-BY", await PlaceOf("198.51.100.7"));
        await File.WriteAllTextAsync(file.Path, "first,last,country,region\n198.51.100.0,198.51.100.255,AT,AT-9\n");
        await Until(async () => await PlaceOf("198.51.100.7") == "AT AT-9");
        Assert.Equal(Grade.Ok, (await Findings(server)).Grade);

        async Task<string> PlaceOf(string address)
        {
            using var request = ScanSteps.Ask(HttpMethod.Get, $"/01/{gtin}/21/S1", ("X-Forwarded-For", address));
            using var answer = await server.Visitor().SendAsync(request);
            Assert.Equal(HttpStatusCode.TemporaryRedirect, answer.StatusCode);
            return await brand.In(async services => (await services.GetRequiredService<AppDb>().Database
                .SqlQueryRaw<string>("select coalesce(country, '-') || ' ' || coalesce(region, '-') as \"Value\" from resolver_scan where gtin = {0} order by position desc limit 1", gtin).ToListAsync())[0]);
        }
    }

    [Theory]
    [InlineData("range,country\n10.0.0.0/8,XX\n", "Line 2")]
    [InlineData("range,country\n10.0.0.0/33,DE\n", "Line 2")]
    [InlineData("first,last,country\n10.0.0.9,10.0.0.1,DE\n", "Line 2")]
    [InlineData("range,country\n10.0.0.0/8,DE\n10.1.0.0/16,FR\n", "overlap")]
    [InlineData("address,land\n10.0.0.0/8,DE\n", "header")]
    public async Task The_doctor_names_what_is_wrong_with_the_file(string ranges, string said)
    {
        using var file = new TempFile(ranges);
        await using var server = await Server.Start("sqlite", appsettings: $$"""{ "Scans": { "Ranges": "{{file.Path}}" } }""");
        var finding = await Findings(server);
        Assert.Equal(Grade.Fails, finding.Grade);
        Assert.Contains(said, finding.Says, StringComparison.Ordinal);
    }

    static async Task<Finding> Findings(Server server)
    {
        await using var scope = server.Services.CreateAsyncScope();
        await foreach (var finding in scope.ServiceProvider.GetServices<IExamine>().Single(e => e.Check == "places of scans").Look(default)) return finding;
        throw new InvalidOperationException("It says nothing.");
    }

    static async Task Until(Func<Task<bool>> isSo)
    {
        for (var tries = 0; !await isSo(); tries++)
        {
            Assert.True(tries < 600, "It does not become so.");
            await Task.Delay(100);
        }
    }

    sealed class TempFile : IDisposable
    {
        public string Path { get; } = System.IO.Path.GetTempFileName();
        public TempFile(string text) => File.WriteAllText(Path, text, Encoding.UTF8);
        public void Dispose() => File.Delete(Path);
    }
}
