using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Nameplate.Platform.Mail;
using Nameplate.Platform.Storage;

namespace Nameplate.Tests.Platform.Mail;

public class MailSenderTests
{
    static readonly Letter Hello = new("Grüße", "Hello", ["A paragraph."], "Open", "https://example.com/open", "Why you get this.");

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_mail_goes_out_once_with_its_plain_twin_even_when_the_server_was_out_of_order(string storage)
    {
        using var sink = new SmtpSink(refusals: 1);
        await using var server = await Server.Start(storage, s => s.AddSingleton(Options.Create(new MailServer { Host = "127.0.0.1", Port = sink.Port, StartTls = false, From = "shop@example.com" })));
        var brand = await server.NewBrand();

        await Put(brand);
        OutgoingMail mail;
        while ((mail = await Read(brand)).State == MailState.Waiting) await Task.Delay(200);

        Assert.Equal((MailState.Sent, 2), (mail.State, mail.Attempts));
        var sent = Assert.Single(sink.Taken);
        Assert.Contains("To: ada@example.com", sent, StringComparison.Ordinal);
        Assert.Contains($"Message-ID: <{mail.Id:n}@example.com>", sent, StringComparison.Ordinal);
        Assert.Contains("text/plain", sent, StringComparison.Ordinal);
        Assert.Contains("text/html", sent, StringComparison.Ordinal);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Without_a_mail_server_it_stays_in_the_outbox(string storage)
    {
        await using var server = await Server.Start(storage);
        var brand = await server.NewBrand();

        await Put(brand);

        var mail = await Read(brand);
        Assert.Equal((MailState.Waiting, 0), (mail.State, mail.Attempts));
        Assert.Contains("https://example.com/open", mail.Text, StringComparison.Ordinal);
        Assert.Contains("href=\"https://example.com/open\"", mail.Html, StringComparison.Ordinal);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_name_with_line_breaks_puts_no_header_into_a_mail(string storage)
    {
        using var sink = new SmtpSink(refusals: 0);
        await using var server = await Server.Start(storage, s => s.AddSingleton(Options.Create(new MailServer { Host = "127.0.0.1", Port = sink.Port, StartTls = false, From = "shop@example.com" })));
        var brand = await server.NewBrand();

        await Put(brand, Hello with { Subject = "Brew\r\nBcc: mallory@example.com\nOne" });
        OutgoingMail mail;
        while ((mail = await Read(brand)).State == MailState.Waiting) await Task.Delay(200);

        Assert.Equal((MailState.Sent, "Brew Bcc: mallory@example.com One"), (mail.State, mail.Subject));
        Assert.DoesNotContain("\nBcc:", Assert.Single(sink.Taken), StringComparison.Ordinal);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task What_lets_its_reader_in_is_wiped_when_it_has_left(string storage)
    {
        using var sink = new SmtpSink(refusals: 0);
        await using var server = await Server.Start(storage, s => s.AddSingleton(Options.Create(new MailServer { Host = "127.0.0.1", Port = sink.Port, StartTls = false, From = "shop@example.com" })));
        var brand = await server.NewBrand();

        await Put(brand, kind: "access.sign-in");
        OutgoingMail mail;
        while ((mail = await Read(brand)).State == MailState.Waiting) await Task.Delay(200);

        Assert.Equal((MailState.Sent, "", ""), (mail.State, mail.Text, mail.Html));
        Assert.Single(sink.Taken);
    }

    static Task<int> Put(BrandClient brand, Letter? letter = null, string kind = "test") => brand.In(async s =>
    {
        await s.GetRequiredService<Outbox>().Add(kind, "ada@example.com", letter ?? Hello, default);
        return await s.GetRequiredService<AppDb>().SaveChangesAsync();
    });

    static Task<OutgoingMail> Read(BrandClient brand) => brand.In(s => s.GetRequiredService<AppDb>().Set<OutgoingMail>().AsNoTracking().SingleAsync());
}
