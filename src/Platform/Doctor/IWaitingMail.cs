namespace Nameplate.Platform.Doctor;

/// <summary>What a module has to send besides staff's mails, of all brands.</summary>
public interface IWaitingMail
{
    Task<MailsWaiting> Waiting(CancellationToken ct);
}

/// <param name="Since">When the oldest was written.</param>
/// <param name="Error">Why one of them did not leave.</param>
public sealed record MailsWaiting(long Count, DateTimeOffset? Since, string? Error);
