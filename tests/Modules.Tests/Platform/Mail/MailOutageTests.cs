using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Nameplate.Platform.Doctor;
using Nameplate.Platform.Mail;
using Nameplate.Tests.Commerce;
using Nameplate.Tests.Owners;
using Nameplate.Tests.Platform.Webhooks;

namespace Nameplate.Tests.Platform.Mail;

/// <summary>The mail server is away for an hour, in every way in which it can be.</summary>
public partial class MailOutageTests
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task An_hour_without_a_mail_server_loses_no_mail_sends_none_twice_and_holds_up_nobody(string storage)
    {
        using var sink = new SmtpSink();
        await using var server = await Start(storage, sink);
        var brand = await server.NewBrand();
        var console = await ConsoleClient.SignIn(brand);
        var gtin = await brand.NewModel();
        var sku = await brand.NewPart(gtin);
        const int steps = 6;
        await brand.Import("units", "gtin,serial\n" + string.Concat(Enumerable.Range(0, steps).Select(i => $"{gtin},M{i}\n")));

        sink.Close();
        for (var step = 0; step < steps; step++)      // ten minutes each
        {
            if (step == 2) { sink.Temper = Temper.IsOutOfOrder; sink.Open(); }
            if (step == 4) sink.Temper = Temper.Hangs;
            await server.Visitor().Receipt(gtin, $"M{step}", $"o{step}@example.com");
            if (step % 2 == 0) await brand.Order(sku, email: $"o{step}@example.com");
            var tried = await Tried(brand);
            CallingServers.ClockOf(server).Ahead += TimeSpan.FromMinutes(10);
            while (await Tried(brand) == tried) await Task.Delay(50);
        }
        using (var asked = await server.Visitor().Send("/admin/sign-in/link", new() { ["email"] = "staff-1@example.com" })) Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        Assert.Single(await brand.Mails("staff-1@example.com"));
        const int mails = steps + 3 + 1;

        Assert.Equal(mails, (await server.Visitor().GetAsync("/readyz").Expect(HttpStatusCode.OK)).GetProperty("outbox").GetProperty("waiting").GetInt64());
        var today = WebUtility.HtmlDecode(await console.Text("/admin"));
        Assert.Contains("The mail server could not be used; they leave by themselves", today, StringComparison.Ordinal);
        Assert.Contains("/admin/messages?state=queued", today, StringComparison.Ordinal);
        var (outbox, mail) = await Doctor(brand);
        Assert.Equal(Grade.Warning, outbox.Grade);
        Assert.Matches($"^{mails} mails wait, the oldest for [0-9]+ minutes. One of them: 127.0.0.1:{sink.Port}", outbox.Says);
        Assert.Contains("leave by themselves", outbox.Remedy, StringComparison.Ordinal);
        Assert.Equal(Grade.Fails, mail.Grade);
        Assert.Empty(sink.Taken);

        sink.Temper = Temper.Takes;
        CallingServers.ClockOf(server).Ahead += TimeSpan.FromMinutes(5);      // the longest pause
        await Until(brand, all => all.TrueForAll(m => m.State == "Sent"));
        Assert.Equal(mails, sink.Taken.Count);
        Assert.Equal(mails, sink.Taken.Select(IdOf).Distinct(StringComparer.Ordinal).Count());
        for (var step = 0; step < steps; step++) Assert.Equal(step % 2 == 0 ? 2 : 1, sink.Taken.Count(t => t.Contains($"To: o{step}@example.com\r\n", StringComparison.Ordinal) || t.Contains($"To: o{step}@example.com\n", StringComparison.Ordinal)));
        Assert.DoesNotContain("/admin/messages?state=queued", await console.Text("/admin"), StringComparison.Ordinal);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_message_whose_taking_nobody_heard_of_is_in_doubt_and_comes_again_only_when_somebody_sends_it(string storage)
    {
        using var sink = new SmtpSink { Temper = Temper.DiesWithTheMail };
        await using var server = await Start(storage, sink);
        var brand = await server.NewBrand();
        var gtin = await brand.NewModel();
        await server.Visitor().Receipt(gtin, await brand.NewUnit(gtin), "ada@example.com");
        await Until(brand, all => all is [{ State: "InDoubt" }]);
        var console = await ConsoleClient.SignIn(brand);
        Assert.Contains("may or may not have arrived", WebUtility.HtmlDecode(await console.Text("/admin")), StringComparison.Ordinal);

        sink.Temper = Temper.Takes;
        CallingServers.ClockOf(server).Ahead += TimeSpan.FromMinutes(30);
        await server.Visitor().Receipt(gtin, await brand.NewUnit(gtin), "grace@example.com");
        await Until(brand, all => all.Exists(m => m is { To: "grace@example.com", State: "Sent" }));
        Assert.Equal(2, sink.Taken.Count);

        var doubtful = $"/admin/messages/{(await All(brand)).Single(m => m.State == "InDoubt").Id}";
        using var again = await console.Send(doubtful, doubtful + "/sending", []);
        Assert.Equal(doubtful + "?done=resend", again.Headers.Location?.ToString());
        await Until(brand, all => all.TrueForAll(m => m.State == "Sent"));
        Assert.Equal(3, sink.Taken.Count);
        Assert.Equal(2, sink.Taken.Select(IdOf).Distinct(StringComparer.Ordinal).Count());      // it is the same mail
    }

    [Fact]
    public async Task Staffs_mails_rather_come_twice_than_never()
    {
        using var sink = new SmtpSink { Temper = Temper.DiesWithTheMail };
        await using var server = await Start("sqlite", sink);
        var brand = await server.NewBrand();
        using (var asked = await server.Visitor().Send("/admin/sign-in/link", new() { ["email"] = "staff-1@example.com" })) Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        await Until(brand, all => all is [{ Attempts: > 0 }]);
        sink.Temper = Temper.Takes;
        CallingServers.ClockOf(server).Ahead += TimeSpan.FromMinutes(5);
        await Until(brand, all => all is [{ State: "Sent" }]);

        Assert.InRange(sink.Taken.Count, 2, 10);
        Assert.Single(sink.Taken.Select(IdOf).Distinct(StringComparer.Ordinal));
    }

    static Task<Server> Start(string storage, SmtpSink sink) => Server.Start(storage, s => s.AddSingleton<TimeProvider>(new CallingServers.Clock())
        .AddSingleton(Options.Create(new MailServer { Host = "127.0.0.1", Port = sink.Port, StartTls = false, From = "shop@example.com", Patience = TimeSpan.FromSeconds(1) })));

    static Task<List<Mailed>> All(BrandClient brand) => brand.In(Mailed.All);
    static async Task<int> Tried(BrandClient brand) => (await All(brand)).Sum(m => m.Attempts);

    static async Task Until(BrandClient brand, Predicate<List<Mailed>> so)
    {
        for (var patience = 0; patience < 600; patience++, await Task.Delay(100)) if (so(await All(brand))) return;
        Assert.Fail(string.Join('\n', (await All(brand)).Select(m => $"{m.Kind} {m.State} {m.Attempts} {m.Reason}")));
    }

    static Task<(Finding Outbox, Finding Mail)> Doctor(BrandClient brand) => brand.In(async s =>
    {
        List<Finding> findings = [];
        await foreach (var finding in s.GetRequiredService<Examination>().Run(null, default)) findings.Add(finding);
        return (findings.Single(f => f.Check == "outbox"), findings.Single(f => f.Check == "mail"));
    });

    static string IdOf(string mail) => MessageId().Match(mail).Value;
    [GeneratedRegex("^Message-ID: .+$", RegexOptions.Multiline | RegexOptions.IgnoreCase, 1000)] private static partial Regex MessageId();
}
