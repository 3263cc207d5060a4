namespace Nameplate.Messaging.Deliveries;

/// <summary>Our own words for why a message did not go, or not yet. Pages say them in the reader's language.</summary>
internal static class MessageReasons
{
    public const string
        Expired = "expired", Erased = "erased", NoConsent = "no_consent", TooOften = "too_often", QuietHours = "quiet_hours", AddressStopped = "address_stopped",
        NoChannel = "no_channel", Interrupted = "interrupted", KeyLost = "key_lost";

    public static readonly string[] All = [Expired, Erased, NoConsent, TooOften, QuietHours, AddressStopped, NoChannel, Interrupted, KeyLost];
}
