using System.Net;
using System.Net.Mail;
using System.Security.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Nameplate.Platform.Mail;

/// <summary>What became of a mail that was handed to the server.</summary>
public enum Handover
{
    Taken,
    /// <summary>The server does not want this mail, now or later.</summary>
    Refused,
    /// <summary>Not now.</summary>
    Later,
    /// <summary>The server cannot be used: that is no fault of the mail.</summary>
    NobodyThere,
    /// <summary>It was on its way when the line broke: the server may have it.</summary>
    Unknown,
}

/// <param name="Why">In the words of the server; null when it was taken.</param>
public sealed record Handed(Handover Outcome, string? Why = null);

/// <summary>
/// The way to the mail server, for staff's mails and for everybody else's. While the server cannot be used, a mail now and then finds out whether it can again.
/// </summary>
public sealed partial class MailTransport(IOptions<MailServer> server, TimeProvider clock, ILogger<MailTransport> log)
{
    static readonly TimeSpan LastWords = TimeSpan.FromSeconds(5);
    readonly MailOutage outage = new();

    public bool IsSet => server.Value.IsSet;
    public string From => server.Value.From;
    /// <summary>How long one handover can take: a claim on a mail that is older belongs to a process that is gone.</summary>
    public TimeSpan Lease => server.Value.Patience + server.Value.Patience;
    public bool IsAway => outage.IsOn;
    public bool MayTry => outage.MayTry(clock.GetUtcNow());

    /// <summary>A connection that several mails go through; it is opened by the first.</summary>
    public SmtpClient Connect()
    {
        var smtp = new SmtpClient(server.Value.Host, server.Value.Port) { EnableSsl = server.Value.StartTls };
        if (server.Value.User is { Length: > 0 } user) smtp.Credentials = new NetworkCredential(user, server.Value.Password);
        return smtp;
    }

    /// <param name="smtp">The connection.</param>
    /// <param name="mail">What to send.</param>
    /// <param name="onTheWay">Told when the server waits for the mail itself, before it gets any of it. From then until its answer nobody knows whether it has the mail.</param>
    /// <param name="ct">The program ends: a mail on its way is given a moment.</param>
    public async Task<Handed> Send(SmtpClient smtp, Envelope mail, Func<ValueTask>? onTheWay, CancellationToken ct)
    {
        var handed = await Hand(smtp, mail, onTheWay, ct);
        if (handed.Outcome is not (Handover.NobodyThere or Handover.Unknown)) { if (outage.End()) Back(); }
        else if (outage.Goes(clock.GetUtcNow())) Away(handed.Why!);
        return handed;
    }

    async Task<Handed> Hand(SmtpClient smtp, Envelope mail, Func<ValueTask>? onTheWay, CancellationToken ct)
    {
        var isOnTheWay = false;
        using var patience = new CancellationTokenSource(server.Value.Patience);      // SmtpClient has none of its own when it sends this way
        await using var hurry = ct.Register(() => patience.CancelAfter(LastWords));      // a mail on its way is not cut off, or it would leave once more
        try
        {
            using var message = mail.Sealed(server.Value.From, Crossing);
            await smtp.SendMailAsync(message, patience.Token);
            return new(Handover.Taken);
        }
        catch (SmtpFailedRecipientException error) when ((int)error.StatusCode >= 500) { return new(Handover.Refused, error.Message); }
        catch (SmtpException error) when (MailOutage.IsOfMail(error)) { return new(Handover.Later, error.Message); }
        catch (Exception error) when (error is FormatException or ArgumentException) { return new(Handover.Refused, error.Message); }      // it can never be sent, and must not hold up the others
        catch (Exception error) when (error is SmtpException or IOException or AuthenticationException or OperationCanceledException)
        {
            return new(isOnTheWay && !IsAnswered(error) ? Handover.Unknown : Handover.NobodyThere, MailOutage.Explain(error, server.Value));
        }

        async ValueTask Crossing()
        {
            if (onTheWay is not null) await onTheWay();
            isOnTheWay = true;
        }
    }

    /// <summary>The server said what it thinks of the mail: it does not have it.</summary>
    static bool IsAnswered(Exception error) => error is SmtpException { StatusCode: not SmtpStatusCode.GeneralFailure };

    [LoggerMessage(Level = LogLevel.Warning, Message = "The mail server cannot be used: {Reason}. Mails wait in the outbox and are tried again")]
    partial void Away(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The mail server takes mails again")]
    partial void Back();
}
