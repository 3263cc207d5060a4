using System.Text.RegularExpressions;

namespace Nameplate.Messaging.Suppression;

/// <summary>What a mail server says of a mail that came back: RFC 3463 codes, and delivery status notifications (RFC 3464).</summary>
internal sealed partial record BounceReport(string? Recipient, string? Action, string? Status, string? Diagnostic, Guid? MessageId)
{
    /// <summary>It will never be taken; a full or greedy mailbox is no such case.</summary>
    public bool IsHard => string.Equals(Action, "failed", StringComparison.OrdinalIgnoreCase) && (Status is null || Status.StartsWith('5'));

    /// <summary>The address itself is at fault, not what was sent to it.</summary>
    public static bool IsNoSuchAddress(string? said) => said is not null && (Code().IsMatch(said) || !AnyCode().IsMatch(said) && Words().IsMatch(said));

    public bool IsOfAddress => IsHard && IsNoSuchAddress($"{Status} {Diagnostic}");

    /// <returns>Null when this is no such notification.</returns>
    public static BounceReport? Read(string mail)
    {
        var lines = Lines(mail);
        var start = lines.FindIndex(l => l.StartsWith("Content-Type:", StringComparison.OrdinalIgnoreCase) && l.Contains("message/delivery-status", StringComparison.OrdinalIgnoreCase));
        if (start < 0) return null;
        string? recipient = null, action = null, status = null, diagnostic = null;
        foreach (var line in lines.Skip(start + 1))
        {
            if (line.StartsWith("--", StringComparison.Ordinal)) break;
            recipient ??= Value(line, "Final-Recipient") ?? Value(line, "Original-Recipient");
            action ??= Value(line, "Action");
            status ??= Value(line, "Status");
            diagnostic ??= Value(line, "Diagnostic-Code");
        }
        // the mail that came back stands behind the status, with its own head
        var id = lines.Skip(start + 1).Select(l => Value(l, "Message-ID")).FirstOrDefault(v => v is not null);
        return recipient is null || action is null ? null : new(Address(recipient), action, status, diagnostic, IdOf(id));
    }

    /// <summary>A message's id, in its own form or as the Message-ID of its mail.</summary>
    public static Guid? IdOf(string? text) => text is not null && (Guid.TryParse(text, out var id) || Guid.TryParseExact(text.Trim().TrimStart('<').Split('@')[0], "N", out id)) ? id : null;

    static string Address(string typed) => typed[(typed.IndexOf(';', StringComparison.Ordinal) + 1)..].Trim().Trim('<', '>');

    static string? Value(string line, string field) => line.StartsWith(field + ":", StringComparison.OrdinalIgnoreCase) ? line[(field.Length + 1)..].Trim() : null;

    /// <summary>Lines that go on with a blank belong to the one before (RFC 5322, 2.2.3).</summary>
    static List<string> Lines(string mail)
    {
        List<string> lines = [];
        foreach (var line in mail.ReplaceLineEndings("\n").Split('\n'))
            if (line is [' ' or '\t', ..] && lines.Count > 0 && lines[^1].Length > 0) lines[^1] += " " + line.Trim();
            else lines.Add(line);
        return lines;
    }

    [GeneratedRegex(@"\b5\.(1\.(1|2|3|6|10)|2\.1)\b", RegexOptions.ExplicitCapture, 1000)] private static partial Regex Code();
    [GeneratedRegex(@"\b[245]\.\d{1,3}\.\d{1,3}\b", RegexOptions.None, 1000)] private static partial Regex AnyCode();
    [GeneratedRegex(@"no such (user|mailbox|address|recipient)|unknown (user|recipient|mailbox|address)|(user|recipient|mailbox|address)( is)? unknown|does not exist", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)] private static partial Regex Words();
}
