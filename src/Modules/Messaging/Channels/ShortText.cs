using Nameplate.Platform.Mail;

namespace Nameplate.Messaging.Channels;

/// <summary>A letter in one line, for phones: who, what, and where it leads.</summary>
internal static class ShortText
{
    const int Longest = 320;      // two text messages

    public static string Of(Letter letter, string brand)
    {
        var end = string.Concat(new[] { letter.ActionUrl, letter.Stop?.Url }.OfType<string>().Select(u => " " + u));
        var text = $"{brand}: {letter.Preview ?? letter.Paragraphs.FirstOrDefault() ?? letter.Heading}";
        var room = Math.Max(40, Longest - end.Length);
        return (text.Length <= room ? text : text[..(room - 1)].TrimEnd() + "…") + end;
    }
}
