using System.Net.Mail;
using Nameplate.Platform.Mail;

namespace Nameplate.Messaging.Channels;

/// <summary>E-mail, by the server's one way to the mail server.</summary>
internal sealed class EmailChannel(MailTransport transport) : IChannel
{
    public MessageChannel Channel => MessageChannel.Email;
    public bool IsSet => transport.IsSet;
    public TimeSpan Lease => transport.Lease;
    public bool MayTry => transport.MayTry;
    public bool IsAway => transport.IsAway;
    public IDisposable Connect() => transport.Connect();

    public Task<Handed> Send(IDisposable line, Parcel parcel, Func<ValueTask> onTheWay, CancellationToken ct)
    {
        var m = parcel.Message;
        (string, string)[] stop = parcel.StopUrl is { } url ? [("List-Unsubscribe", $"<{url}>"), ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")] : [];      // RFC 8058
        return transport.Send((SmtpClient)line, new(m.Id, parcel.BrandName, m.Address!, m.Subject ?? "", parcel.Html, parcel.Text, m.ReplyTo) { Headers = stop }, onTheWay, ct);
    }
}
