using System.Text.Json;
using Nameplate.Tests.Platform.Mail;

namespace Nameplate.Tests.Host;

public class DoctorTests
{
    static readonly string[] All = ["server", "storage", "schema", "writing", "integrity", "clock", "events", "jobs", "outbox", "disk", "files", "mail", "public address"];

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task It_looks_at_everything_while_a_server_runs_and_nothing_fails(string storage)
    {
        var place = await Brewery.New(storage, 1);
        using var mail = new SmtpSink(refusals: 0);
        await File.WriteAllTextAsync(Path.Combine(place.Folder, "appsettings.json"), $$"""{ "Mail": { "Host": "127.0.0.1", "Port": {{mail.Port}}, "StartTls": false, "From": "shop@example.com" } }""");
        var (server, url) = await Program.Serve(place.Where);
        try
        {
            var ended = await Program.Run(["doctor", "--json", "--public-url", url, .. place.Where]);
            var findings = JsonElement.Parse(ended.Out).GetProperty("findings").EnumerateArray().ToList();
            Assert.True(ended.Code == 0, ended.Out);
            Assert.Superset(All.ToHashSet(), findings.Select(f => f.GetProperty("check").GetString()!).ToHashSet());
            Assert.DoesNotContain(findings, f => f.GetProperty("grade").GetString() == "fails");
            Assert.Empty(mail.Taken);
            if (storage == "sqlite") Assert.Contains(url, findings[0].GetProperty("says").GetString(), StringComparison.Ordinal);

            Assert.Equal(0, (await Program.Run(["doctor", "--public-url", url, "--send-to", "ops@example.com", .. place.Where])).Code);
            Assert.Contains("To: ops@example.com", Assert.Single(mail.Taken), StringComparison.Ordinal);
        }
        finally { server.Kill(); }
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task What_fails_is_told_with_its_remedy_and_exit_code_1(string storage)
    {
        var place = await Brewery.New(storage, 1);
        await File.WriteAllTextAsync(Path.Combine(place.Folder, "appsettings.json"), """{ "Mail": { "Host": "127.0.0.1", "Port": 1 } }""");
        await place.Column("delete from \"__EFMigrationsHistory\" where \"MigrationId\" = '202611220007_Operations'");

        var ended = await Program.Run(["doctor", "--json", "--public-url", "http://127.0.0.1:1", .. place.Where]);

        Assert.Equal(1, ended.Code);
        var fails = JsonElement.Parse(ended.Out).GetProperty("findings").EnumerateArray().Where(f => f.GetProperty("grade").GetString() == "fails").ToDictionary(f => f.GetProperty("check").GetString()!);
        Assert.Contains("nameplate db migrate", fails["schema"].GetProperty("remedy").GetString(), StringComparison.Ordinal);
        Assert.Contains("Mail:Host", fails["mail"].GetProperty("remedy").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(fails["public address"].GetProperty("remedy").GetString()!);
    }
}
