using System.Net.Mail;

namespace Nameplate.Platform.Mail;

/// <summary>A time in which the mail server cannot be used, as this node sees it.</summary>
internal sealed class MailOutage
{
    static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);
    readonly Lock door = new();
    int failures;
    DateTimeOffset next;

    public bool IsOn => failures > 0;
    public bool MayTry(DateTimeOffset now)
    {
        lock (door) return !IsOn || now >= next;
    }

    /// <returns>True when it begins.</returns>
    public bool Goes(DateTimeOffset now)
    {
        lock (door)
        {
            var pause = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(++failures, 10)));
            next = now + (pause < LongestPause ? pause : LongestPause);
            return failures == 1;
        }
    }

    /// <returns>True when there was one.</returns>
    public bool End()
    {
        lock (door)
        {
            var was = IsOn;
            failures = 0;
            return was;
        }
    }

    /// <summary>The server speaks, and refuses this mail only. What it says of itself or of us holds for every mail: it closes, wants TLS, does not know who we are.</summary>
    public static bool IsOfMail(SmtpException error) => (int)error.StatusCode is >= 400 and not (421 or 454 or 530 or 534 or 535 or 538);

    public static string Explain(Exception error, MailServer server) => error is OperationCanceledException
        ? $"{server.Host}:{server.Port} did not take the mail within {server.Patience.TotalSeconds:0} seconds" : $"{server.Host}:{server.Port}: {error.GetBaseException().Message.TrimEnd('.')}";
}
