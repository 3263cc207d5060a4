using System.Text.RegularExpressions;

namespace Nameplate.Platform.Telemetry;

/// <summary>Takes out of a text what names a person or opens a door: mail addresses, and the tokens in addresses of pages.</summary>
public static partial class Redaction
{
    public static string Clean(string text) => Token().Replace(Mail().Replace(text, "[address]"), "${before}[token]");

    [GeneratedRegex(@"[A-Za-z0-9._%+\-']+(@|%40)[A-Za-z0-9\-]+(\.[A-Za-z0-9\-]+)+", RegexOptions.ExplicitCapture, 500)] private static partial Regex Mail();

    [GeneratedRegex(@"(?<before>/(m|track|returns|unsubscribe|data|data-requests|preferences|consents|safety|admin/sign-in|admin/invitations?|my/sign-in|p/[^/\s]+/[^/\s]+/registered)/|\b(token|code|key)=|\bBearer\s+)[A-Za-z0-9_\-.~%+/=]{6,}", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 500)]
    private static partial Regex Token();
}
