using System.Net.Mail;
using System.Net.Mime;
using System.Text;

namespace Nameplate.Platform.Mail;

/// <summary>A mail as the server gets it.</summary>
/// <param name="Id">Makes its Message-ID: however often it is handed over, it is the same mail.</param>
public sealed record Envelope(Guid Id, string FromName, string To, string Subject, string Html, string Text, string? ReplyTo)
{
    /// <summary>What else stands in its head, such as <c>List-Unsubscribe</c>.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    internal MailMessage Sealed(string from, Func<ValueTask>? onTheWay)
    {
        var message = new MailMessage { From = new MailAddress(from, FromName), Subject = Subject, SubjectEncoding = Encoding.UTF8 };
        message.To.Add(new MailAddress(To));
        if (ReplyTo is not null) message.ReplyToList.Add(ReplyTo);
        message.Headers.Add("Message-ID", MessageIdOf(Id, from));      // SmtpClient writes none
        message.Headers.Add("Auto-Submitted", "auto-generated");
        foreach (var (name, value) in Headers) message.Headers.Add(name, value);
        message.AlternateViews.Add(new AlternateView(new Threshold(Encoding.UTF8.GetBytes(Text), onTheWay), new ContentType(MediaTypeNames.Text.Plain) { CharSet = "utf-8" }));
        message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(Html, Encoding.UTF8, MediaTypeNames.Text.Html));
        return message;
    }

    public static string MessageIdOf(Guid id, string from) => $"<{id:n}@{from[(from.LastIndexOf('@') + 1)..]}>";
}

/// <summary>The first part of a mail, which is read once the server waits for the mail itself: until then it cannot have it.</summary>
sealed class Threshold(byte[] text, Func<ValueTask>? onTheWay) : MemoryStream(text)
{
    bool isCrossed;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!isCrossed && onTheWay is not null) await onTheWay();
        isCrossed = true;
        return await base.ReadAsync(buffer, cancellationToken);
    }
}
