namespace Nameplate.Gs1;

/// <summary>
/// A GS1 Digital Link: what a path such as /01/09506000134352/21/ABC identifies. GS1 Digital Link Standard: URI Syntax 1.7.0.
/// </summary>
public sealed class DigitalLink
{
    private readonly Element[] _path;

    private DigitalLink(string stem, Element[] path, LinkQuery? query)
    {
        _path = path;
        Stem = stem;
        Attributes = query?.Attributes ?? (IReadOnlyList<Element>)[];
        Extensions = query?.Extensions ?? (IReadOnlyList<KeyValuePair<string, string?>>)[];
        Ignored = query?.Ignored ?? (IReadOnlyList<string>)[];
    }

    /// <summary>The application identifiers that a path can start with: "00", "01", "253" and so on.</summary>
    public static IReadOnlyList<string> PrimaryKeys => ApplicationIdentifiers.Keys;

    /// <summary>The application identifier of the primary key: "01".</summary>
    public string PrimaryKey => _path[0].Ai;

    /// <summary>The path in front of the primary key: "/a/b", or empty.</summary>
    public string Stem { get; }

    /// <summary>The primary key, then its qualifiers in their canonical order. Values are decoded.</summary>
    public IReadOnlyList<Element> Path => _path;

    /// <summary>The data attributes of the query that are right, in the order they came.</summary>
    public IReadOnlyList<Element> Attributes { get; }

    /// <summary>All other query parameters, decoded, in the order they came; linkType and context among them. A bare flag has no value.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> Extensions { get; }

    /// <summary>One sentence for each query parameter that was ignored. Printable ASCII.</summary>
    public IReadOnlyList<string> Ignored { get; }

    /// <summary>The GTIN (01) of the path; of a piece of a trade item (8006), the GTIN in front of its numbers.</summary>
    public Gtin? Gtin => PrimaryKey switch
    {
        "01" => Gs1.Gtin.Checked(_path[0].Value),
        "8006" => Gs1.Gtin.Checked(_path[0].Value[..Gs1.Gtin.Length]),
        _ => null,
    };

    /// <summary>The lot (10) of the path.</summary>
    public string? Lot => Qualifier("10");

    /// <summary>The serial (21) of the path.</summary>
    public string? Serial => Qualifier("21");

    /// <summary>The consumer product variant (22) of the path.</summary>
    public string? Variant => Qualifier("22");

    /// <summary>
    /// Reads the path and the query of a request. Null, with the error, when the path is not a Digital Link;
    /// the query never is a reason, see <see cref="Ignored"/>.
    /// </summary>
    /// <param name="rawPath">
    /// Still percent-encoded: /01/09506000134352/10/A%2FB. A trailing slash is tolerated. The short forms /eh and /ex
    /// are read, too, see <see cref="EpcBinary"/>; the link is then as if it had been written in full.
    /// </param>
    /// <param name="rawQuery">Still percent-encoded, with or without its question mark.</param>
    /// <param name="error">The first rule that is broken.</param>
    public static DigitalLink? Parse(string rawPath, string? rawQuery, out Gs1Error? error) =>
        Parse(rawPath.AsSpan(), rawQuery, out error);

    /// <summary>
    /// True when a path looks like a Digital Link, right or wrong: somewhere in it a primary key has a value behind it, or it ends
    /// in a short form. GS1 Digital Link Standard: URI Syntax 1.7.0, 6.1.
    /// </summary>
    public static bool IsPlausible(string rawPath) => LinkPath.HoldsKey(rawPath) || EpcBinary.IsPlausible(rawPath.AsSpan().TrimEnd('/'));

    /// <summary>Reads an absolute http or https URI, as a scanner reports it. A fragment is left out of account.</summary>
    public static DigitalLink? ParseUri(string uri, out Gs1Error? error)
    {
        if (!WebAddress.TrySplit(uri, out var path, out var query))
        {
            error = new Gs1Error("structure", null, "This is not an http or https address with a host and a path.");
            return null;
        }

        return Parse(path, query, out error);
    }

    /// <summary>The canonical address of one unit, such as https://id.example.com/01/09506000134352/21/ABC.</summary>
    /// <exception cref="ArgumentException">The serial is not one; <see cref="Gs1.Serial.Explain"/> says why.</exception>
    public static string ForUnit(string baseUri, Gtin gtin, string serial) =>
        Gs1.Serial.Explain(serial) is { } fault
            ? throw new ArgumentException(fault, nameof(serial))
            : $"{baseUri.AsSpan().TrimEnd('/')}/01/{gtin.Value}/21/{Uri.EscapeDataString(serial)}";

    /// <summary>The canonical path, percent-encoded, without stem and without a trailing slash.</summary>
    public string ToPath() => string.Concat(_path.Select(e => $"/{e.Ai}/{Uri.EscapeDataString(e.Value)}"));

    /// <summary>
    /// The canonical URI under <paramref name="baseUri"/>: the path, then the data attributes (those of predefined
    /// length first), without extensions.
    /// </summary>
    public string ToUri(string baseUri)
    {
        var uri = $"{baseUri.AsSpan().TrimEnd('/')}{ToPath()}";
        if (Attributes.Count == 0)
            return uri;

        var attributes = Attributes
            .OrderBy(e => !ApplicationIdentifiers.Find(e.Ai)!.IsPredefinedLength)
            .Select(e => $"{e.Ai}={Uri.EscapeDataString(e.Value)}");
        return $"{uri}?{string.Join('&', attributes)}";
    }

    /// <summary>As printed beneath a symbol: (01)09506000134352(21)ABC, the path first, then the data attributes in the order they came.</summary>
    public string ToElementString() => string.Concat(_path.Concat(Attributes).Select(e => $"({e.Ai}){e.Value}"));

    public override string ToString() => ToPath();

    private static DigitalLink? Parse(ReadOnlySpan<char> rawPath, ReadOnlySpan<char> rawQuery, out Gs1Error? error)
    {
        var path = LinkPath.Read(rawPath, out var stem, out error);
        if (path is null)
            return EpcBinary.IsCompressed(rawPath.TrimEnd('/')) ? ParseCompressed(rawPath.TrimEnd('/'), rawQuery, out error) : null;

        LinkQuery? query = null;
        if (!rawQuery.IsEmpty)
        {
            query = new LinkQuery(ApplicationIdentifiers.FindKey(path[0].Ai)!, path);
            query.Read(rawQuery);
        }

        return new DigitalLink(stem, path, query);
    }

    private static DigitalLink? ParseCompressed(ReadOnlySpan<char> rawPath, ReadOnlySpan<char> rawQuery, out Gs1Error? error)
    {
        var at = rawPath.LastIndexOf('/');
        if (EpcBinary.Decompress(rawPath[(at + 1)..]) is not { } full)
        {
            error = new Gs1Error("structure", null, "The path ends in a compressed form that holds no SGTIN: it must be an EPC of the kind SGTIN-96, SGTIN-198, SGTIN+ or DSGTIN+.");
            return null;
        }

        return Parse($"{rawPath[..at]}{full.Path}", full.Query.Length == 0 ? rawQuery : $"{full.Query}&{rawQuery.TrimStart('?')}", out error);
    }

    private string? Qualifier(string ai)
    {
        foreach (var element in _path.AsSpan(1))
        {
            if (element.Ai == ai)
                return element.Value;
        }

        return null;
    }
}
