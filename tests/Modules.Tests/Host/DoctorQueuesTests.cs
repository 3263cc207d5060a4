using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Host;
using Nameplate.Host.Verbs;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Doctor;
using Nameplate.Platform.Jobs;
using Nameplate.Platform.Mail;
using Nameplate.Platform.Storage;
using Nameplate.Tests.Platform.EventLog;
using Nameplate.Tests.Platform.Webhooks;

namespace Nameplate.Tests.Host;

/// <summary>An installation on which no server runs: what comes in waits.</summary>
public class DoctorQueuesTests
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task What_waits_too_long_is_told_with_what_to_do(string storage)
    {
        CallingServers.Clock clock = new();
        await using var app = Composition.Build(new Settings(Directory.CreateTempSubdirectory("np"), storage == "postgres" ? Cluster.NewDatabase() : null), s => s.AddSingleton<TimeProvider>(clock));
        await CommandLine.Prepare(app, migrate: true, default);
        var job = await Fill(app, clock);
        Assert.All(await Findings(app, "events", "jobs", "outbox", "clock"), f => Assert.Equal(Grade.Ok, f.Grade));

        clock.Ahead = TimeSpan.FromMinutes(15);
        Finding events, jobs, outbox, time;
        do { (events, jobs, outbox, time) = await Four(); } while (events.Grade == Grade.Ok);      // PostgreSQL shows events when no older transaction, of any test, is open
        Told(events, "analytics.facts is 1 events and 9", "See that a server runs");
        Told(jobs, "1 jobs wait, the oldest for 9", "See that a server runs");
        Told(outbox, "1 mails wait, the oldest for 15 minutes.", "Check the mail server");
        if (storage == "postgres") Told(time, "This machine and the database differ by ", "NTP", Grade.Fails);

        await InBrand(app, job.BrandId, async db =>
        {
            db.Attach(job);
            while (job.State != JobState.Failed) { job.Begin(clock.GetUtcNow()); job.Fail("no such thing", clock.GetUtcNow()); }
            await db.SaveChangesAsync();
        });
        Told((await Findings(app, "jobs")).Single(), "1 jobs failed for good.", "/admin/jobs");
        clock.Ahead = TimeSpan.FromDays(-2000);
        Told((await Findings(app, "clock")).Single(), "This machine’s clock says 202", "NTP", Grade.Fails);

        async Task<(Finding, Finding, Finding, Finding)> Four()
        {
            var all = await Findings(app, "events", "jobs", "outbox", "clock");
            return (all.First(f => f.Check == "events" && f.Says.StartsWith("analytics.facts", StringComparison.Ordinal)), all.Single(f => f.Check == "jobs"), all.Single(f => f.Check == "outbox"), all.Single(f => f.Check == "clock"));
        }
    }

    static void Told(Finding finding, string says, string remedy, Grade grade = Grade.Warning)
    {
        Assert.Equal(grade, finding.Grade);
        Assert.StartsWith(says, finding.Says, StringComparison.Ordinal);
        Assert.Contains(remedy, finding.Remedy, StringComparison.Ordinal);
    }

    static async Task<Job> Fill(WebApplication app, TimeProvider clock)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var (brand, _) = await scope.ServiceProvider.GetRequiredService<OpenBrand>().Handle(new("acme", "Acme", "EUR", "DE"), default);
        var job = Job.New(brand!.Id, "products.mint", "{}", clock.GetUtcNow());
        await InBrand(app, brand.Id, async db =>
        {
            db.Add(job);
            db.Add(new OutgoingMail { BrandId = brand.Id, Kind = "test", To = "ada@example.com", Subject = "Hello", Html = "", Text = "", CreatedAt = clock.GetUtcNow() });
            db.Announce(new Noted(0, 1), clock.GetUtcNow());
            await db.SaveChangesAsync();
        });
        return job;
    }

    static async Task InBrand(WebApplication app, Guid brand, Func<AppDb, Task> act)
    {
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentBrand>().Become(brand);
        await act(scope.ServiceProvider.GetRequiredService<AppDb>());
    }

    static async Task<List<Finding>> Findings(WebApplication app, params string[] checks)
    {
        await using var scope = app.Services.CreateAsyncScope();
        List<Finding> findings = [];
        await foreach (var finding in scope.ServiceProvider.GetRequiredService<Examination>().Run(null, default)) findings.Add(finding);
        return [.. findings.Where(f => checks.Contains(f.Check))];
    }
}
