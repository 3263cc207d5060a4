namespace Nameplate.Platform.Mail;

/// <summary>Configuration section <c>Mail</c>. Without a host nothing is sent: mails stay in the outbox, where the console shows them.</summary>
public sealed class MailServer
{
    public string? Host { get; init; }
    public int Port { get; init; } = 587;
    public bool StartTls { get; init; } = true;
    public string? User { get; init; }
    public string? Password { get; init; }
    /// <summary>The address mails come from.</summary>
    public string From { get; init; } = "no-reply@localhost";
    /// <summary>How long it may take over one mail.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);
    public bool IsSet => !string.IsNullOrEmpty(Host);
}
