using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Nameplate.Platform.Files;

/// <summary>
/// PDF (ISO 32000): what tells of its maker is blanked and what would act is disarmed, in place, so that nothing in it moves. One that hides such things, or is locked, is none of ours.
/// </summary>
internal static partial class PdfBytes
{
    const long MostUnpacked = 64 << 20;
    static readonly Encoding Bytes = Encoding.Latin1;      // one character a byte

    public static bool IsPdf(ReadOnlySpan<byte> bytes) => bytes[..Math.Min(bytes.Length, 1024)].IndexOf("%PDF-"u8) >= 0;

    /// <returns>Null when it is locked, cut off, or acts from within what is packed.</returns>
    public static byte[]? Rewrite(byte[] sent)
    {
        var text = Bytes.GetString(sent);
        if (text.LastIndexOf("%%EOF", StringComparison.Ordinal) < 0 || HidesActs(sent, text)) return null;
        var written = (byte[])sent.Clone();
        var plain = Outside(text);
        if (Locked().IsMatch(plain)) return null;
        foreach (Match act in Acts().Matches(plain)) written[act.Index + 1] = (byte)'X';      // a name nobody knows does nothing
        foreach (Match told in Told().Matches(plain)) Blank(told.Groups["value"].Index, told.Groups["value"].Length);
        for (var at = 0; (at = text.IndexOf("<?xpacket begin", at, StringComparison.Ordinal)) >= 0;)
        {
            var (from, to) = (text.IndexOf("?>", at, StringComparison.Ordinal) + 2, text.IndexOf("<?xpacket end", at, StringComparison.Ordinal));
            if (from < at || to < from) break;
            Blank(from, to - from);
            at = to;
        }
        return written;

        void Blank(int from, int length) => written.AsSpan(from, length).Fill((byte)' ');
    }

    /// <summary>The text of the same length with nothing in its streams: what looks like a name there is none.</summary>
    static string Outside(string text)
    {
        var plain = text.ToCharArray();
        for (var at = 0; (at = text.IndexOf("stream", at, StringComparison.Ordinal)) >= 0; at += "stream".Length)
        {
            var end = text.IndexOf("endstream", at + "stream".Length, StringComparison.Ordinal);
            if (end < 0) break;
            plain.AsSpan(at, end - at).Fill(' ');
            at = end + "end".Length;
        }
        return new(plain);
    }

    /// <summary>Objects may lie packed in a stream: they are unpacked once, to see what they do.</summary>
    static bool HidesActs(byte[] sent, string text)
    {
        var left = MostUnpacked;
        foreach (Match packed in Packed().Matches(text))
        {
            try
            {
                using var zip = new ZLibStream(new MemoryStream(sent, packed.Index + packed.Length, sent.Length - packed.Index - packed.Length), CompressionMode.Decompress);
                using var unpacked = new MemoryStream();
                var buffer = new byte[81_920];
                while (zip.Read(buffer) is > 0 and var read)
                {
                    if ((left -= read) < 0) return true;
                    unpacked.Write(buffer, 0, read);
                }
                if (Worst().IsMatch(Bytes.GetString(unpacked.GetBuffer(), 0, (int)unpacked.Length))) return true;
            }
            catch (InvalidDataException) { return true; }
        }
        return false;
    }

    [GeneratedRegex(@"/Encrypt\b", RegexOptions.None, 2000)] private static partial Regex Locked();
    [GeneratedRegex(@"/(JavaScript|JS|Launch|OpenAction|AA|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|GoToR|GoToE|XFA)\b", RegexOptions.ExplicitCapture, 2000)] private static partial Regex Acts();
    [GeneratedRegex(@"/(Author|Creator|Producer|Title|Subject|Keywords|CreationDate|ModDate)\s*(\((?<value>([^()\\]|\\.){0,2000})\)|<(?<value>[0-9A-Fa-f\s]{0,4000})>)", RegexOptions.ExplicitCapture, 2000)] private static partial Regex Told();
    [GeneratedRegex(@"/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|GoToE|XFA)\b", RegexOptions.ExplicitCapture, 2000)] private static partial Regex Worst();
    [GeneratedRegex(@"/ObjStm\b[^\r\n]{0,400}?(\r?\n[^\r\n]{0,400}?){0,8}?stream\r?\n", RegexOptions.ExplicitCapture, 2000)] private static partial Regex Packed();
}
