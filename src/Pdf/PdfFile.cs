using System.Globalization;
using System.Text;

namespace Nameplate.Pdf;

/// <summary>What the file says of itself.</summary>
/// <param name="Title">Shown as the window's title.</param>
/// <param name="Language">BCP 47, such as <c>de</c>: what a screen reader speaks.</param>
/// <param name="MadeAt">Written into the file: the same facts at the same time make the same bytes.</param>
public sealed record About(string Title, string Language, string? Author = null, string? Subject = null, DateTimeOffset? MadeAt = null);

/// <summary>Writes a PDF 1.7 file to a stream, page by page: memory holds the page at hand and twenty bytes for each page before it.</summary>
/// <remarks><code>
/// var file = new PdfFile(stream, new About("Labels", "en"));
/// await file.Add(page, ct);
/// await file.End(ct);
/// </code></remarks>
public sealed class PdfFile(Stream output, About about)
{
    const int Catalogue = 1, Pages = 2, Facts = 3, FirstFont = 4;
    static readonly int Reserved = FirstFont + Font.All.Length;

    readonly List<long> places = [.. Enumerable.Repeat(0L, Reserved)];      // of each object; number 0 is not used
    readonly List<int> pages = [];
    readonly Dictionary<Picture, int> pictures = [];
    long written;

    /// <summary>Adds the next page.</summary>
    public async ValueTask Add(Page page, CancellationToken ct = default)
    {
        if (written == 0) await Write("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n", ct);
        foreach (var picture in page.Pictures.Where(p => !pictures.ContainsKey(p))) pictures[picture] = await Store(picture, ct);
        var content = await Stream("/Filter/FlateDecode", page.Content, ct);

        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"<</Type/Page/Parent {Pages} 0 R/MediaBox[0 0 {page.Width:0.###} {page.Height:0.###}]/Contents {content} 0 R/Resources<</Font<<");
        for (var i = 0; i < Font.All.Length; i++) text.Append(CultureInfo.InvariantCulture, $"/{Font.All[i].Key} {FirstFont + i} 0 R");
        text.Append(">>");
        if (page.Pictures.Count > 0) text.Append("/XObject<<").AppendJoin(' ', page.Pictures.Select(p => $"/{p.Key} {pictures[p]} 0 R")).Append(">>");
        text.Append(">>");
        if (page.Links.Count > 0)
        {
            text.Append("/Annots[");
            foreach (var l in page.Links) text.Append(CultureInfo.InvariantCulture, $"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[{l.Left:0.###} {l.Bottom:0.###} {l.Right:0.###} {l.Top:0.###}]/A<</S/URI/URI{Ascii(l.Address)}>>>>");
            text.Append(']');
        }
        pages.Add(await Object(null, text.Append(">>").ToString(), ct));
    }

    /// <summary>Writes what stands at the end. A file without it is not a PDF.</summary>
    public async ValueTask End(CancellationToken ct = default)
    {
        for (var i = 0; i < Font.All.Length; i++) await Object(FirstFont + i, $"<</Type/Font/Subtype/Type1/BaseFont/{Font.All[i].Name}/Encoding/WinAnsiEncoding>>", ct);
        await Object(Pages, $"<</Type/Pages/Count {pages.Count}/Kids[{string.Join(' ', pages.Select(p => $"{p} 0 R"))}]>>", ct);
        await Object(Catalogue, $"<</Type/Catalog/Pages {Pages} 0 R/Lang{Ascii(about.Language)}/ViewerPreferences<</DisplayDocTitle true>>>>", ct);
        var author = about.Author is null ? null : "/Author" + Text(about.Author);
        var subject = about.Subject is null ? null : "/Subject" + Text(about.Subject);
        var made = about.MadeAt is { } at ? string.Create(CultureInfo.InvariantCulture, $"/CreationDate(D:{at.UtcDateTime:yyyyMMddHHmmss}Z)") : null;
        await Object(Facts, $"<</Title{Text(about.Title)}{author}{subject}{made}/Producer(Nameplate)>>", ct);

        var start = written;
        var table = new StringBuilder();
        table.Append(CultureInfo.InvariantCulture, $"xref\n0 {places.Count}\n0000000000 65535 f \n");
        foreach (var place in places.Skip(1)) table.Append(CultureInfo.InvariantCulture, $"{place:0000000000} 00000 n \n");
        table.Append(CultureInfo.InvariantCulture, $"trailer\n<</Size {places.Count}/Root {Catalogue} 0 R/Info {Facts} 0 R>>\nstartxref\n{start}\n%%EOF\n");
        await Write(table.ToString(), ct);
    }

    async ValueTask<int> Store(Picture picture, CancellationToken ct)
    {
        if (picture.Opacity is not { } mask) return await Stream(picture.Dictionary, picture.Bytes, ct);
        var opacity = await Stream(picture.OpacityDictionary, mask, ct);
        return await Stream($"{picture.Dictionary}/SMask {opacity} 0 R", picture.Bytes, ct);
    }

    async ValueTask<int> Object(int? reserved, string text, CancellationToken ct)
    {
        var number = Number(reserved);
        await Write($"{number} 0 obj\n{text}\nendobj\n", ct);
        return number;
    }

    async ValueTask<int> Stream(string dictionary, ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        var number = Number(null);
        await Write($"{number} 0 obj\n<<{dictionary}/Length {bytes.Length}>>\nstream\n", ct);
        await output.WriteAsync(bytes, ct);
        written += bytes.Length;
        await Write("\nendstream\nendobj\n", ct);
        return number;
    }

    int Number(int? reserved)
    {
        if (reserved is null) places.Add(0);
        var number = reserved ?? places.Count - 1;
        places[number] = written;
        return number;
    }

    async ValueTask Write(string latin, CancellationToken ct)
    {
        var bytes = Encoding.Latin1.GetBytes(latin);
        await output.WriteAsync(bytes, ct);
        written += bytes.Length;
    }

    static string Ascii(string text) => $"({text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal)})";
    static string Text(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";
}
