using System.Net;
using System.Text.RegularExpressions;

namespace Nameplate.Tests.Platform.Brands.SideBySide;

/// <summary>All that an answer tells: its status, where it points to, its text.</summary>
public sealed partial record Answer(HttpStatusCode Status, string Text)
{
    public static async Task<Answer> Of(LivedBrand brand, string address)
    {
        using var answer = await (address.StartsWith("/api/", StringComparison.Ordinal) ? brand.Client.Api : address.StartsWith("/admin", StringComparison.Ordinal) ? brand.Console.Http : brand.Browser).GetAsync(address);
        return await Of(answer);
    }

    public static async Task<Answer> Of(HttpResponseMessage answer) => new(answer.StatusCode, string.Join('\n',
        [.. answer.Headers.Concat(answer.Content.Headers).Where(h => h.Key is "Location" or "Link" or "Content-Disposition").Select(h => $"{h.Key}: {string.Join(", ", h.Value)}"), WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync())]));

    /// <summary>The first of these that stands in the answer, except where it only repeats what was asked.</summary>
    public string? Found(IEnumerable<string> secrets, string asked)
    {
        var text = Text;
        foreach (var word in Uri.UnescapeDataString(asked.Replace('+', ' ')).Split('/', '?', '&', '=', '"', ',', '\n').Where(w => w.Length > 3).OrderByDescending(w => w.Length))
            text = Variants(word).Aggregate(text, (t, v) => t.Replace(v, "", StringComparison.OrdinalIgnoreCase));
        var close = Spaces().Replace(text, "");      // serials are shown in groups of four
        return secrets.FirstOrDefault(s => Holds(text, s) || Holds(close, s));
    }

    /// <summary>A number is not in a longer one: the message msg_0_47 is not shown where an example names msg_0_4711.</summary>
    static bool Holds(string text, string secret)
    {
        for (var at = text.IndexOf(secret, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(secret, at + 1, StringComparison.OrdinalIgnoreCase))
            if (!char.IsAsciiDigit(secret[^1]) || at + secret.Length >= text.Length || !char.IsAsciiDigit(text[at + secret.Length])) return true;
        return false;
    }

    public bool Finds(IEnumerable<string> secrets, string asked) => Found(secrets, asked) is not null;

    /// <summary>The answer without the names that were asked for, and without what differs each time.</summary>
    public string Said(IReadOnlyDictionary<string, string> names)
    {
        var text = Changing().Replace(Text, "");
        foreach (var (key, value) in names.OrderByDescending(n => n.Value.Length))
            text = Variants(value).Aggregate(text, (t, v) => t.Replace(v, $"«{(key == "private file" ? "files/id" : key)}»", StringComparison.OrdinalIgnoreCase));
        return $"{(int)Status} {text}";
    }

    static string[] Variants(string value) => [value, Uri.EscapeDataString(value), string.Join(' ', value.Chunk(4).Select(c => new string(c)))];

    [GeneratedRegex("\\s+", RegexOptions.None, 1000)] private static partial Regex Spaces();
    [GeneratedRegex("value=\"CfDJ8[^\"]+\"|\"traceId\":\\s*\"[^\"]*\"", RegexOptions.None, 1000)] private static partial Regex Changing();
}
