namespace Nameplate.Gs1;

/// <summary>
/// What a request would rather have: by media type, then by language, then by context. GS1-Conformant Resolver Standard 1.2, 2.6.
/// A link that does not say a thing of itself serves everybody, and stands back behind one that says what is asked for.
/// </summary>
public sealed class LinkPreferences
{
    private const int Exact = 3, Family = 2, Anything = 1, Guessed = 0;

    private readonly Weighted[] _media;
    private readonly Weighted[] _languages;
    private readonly string? _context;

    /// <param name="accept">The header. One that holds no media type means anything.</param>
    /// <param name="acceptLanguage">The header.</param>
    /// <param name="context">The parameter of the query.</param>
    public LinkPreferences(string? accept, string? acceptLanguage, string? context)
    {
        _media = [.. Weighted.Read(accept).Where(m => m.Value.Contains('/', StringComparison.Ordinal))];
        _languages = Weighted.Read(acceptLanguage);
        _context = string.IsNullOrEmpty(context) ? null : context;
    }

    /// <summary>The media type that is wanted most, such as "text/html"; null when anything will do.</summary>
    public string? MediaType => _media is [{ Quality: > 0, Value: not "*/*" } first, ..] ? first.Value.ToLowerInvariant() : null;

    /// <summary>The best of links of one type; several where they cannot be told apart. Never none, unless there are none.</summary>
    public IReadOnlyList<Link> Best(IReadOnlyList<Link> links) => links.Count < 2 ? links : ByContext(ByLanguage(ByMedia(links)));

    /// <summary>The link for a request without a link type: the variant that was asked for, else the default. Always one.</summary>
    public Link BestDefault(Link byDefault, IReadOnlyList<Link> variants)
    {
        Link[] possible = [.. variants.Where(v => Media(v).Quality >= 0 && (v.Contexts.Count == 0 || IsInContext(v)))];
        var inLanguage = Spoken(possible);
        if (inLanguage.Count == 0)
            inLanguage = [.. possible.Where(v => v.Languages.Count == 0)];
        if (!inLanguage.Any(v => v.Languages.Count > 0 || v.Contexts.Count > 0))
            inLanguage = [byDefault, .. inLanguage];
        return ByContext(ByMedia(inLanguage)) is [var best] ? best : byDefault;
    }

    private List<Link> ByMedia(IReadOnlyList<Link> links)
    {
        var best = (Quality: 0.0, Nearness: 0);
        List<Link> chosen = [];
        foreach (var link in links)
        {
            var fit = Media(link);
            var order = fit.CompareTo(best);
            if (fit.Quality < 0 || order < 0)
                continue;
            if (order > 0)
                chosen.Clear();
            best = fit;
            chosen.Add(link);
        }

        return chosen.Count > 0 ? chosen : [.. links];
    }

    /// <summary>How much its media type is wanted, and how exactly that was said; -1 when it is not.</summary>
    private (double Quality, int Nearness) Media(Link link)
    {
        if (_media.Length == 0)
            return (1, link.MediaType is null ? Anything : Guessed);

        (double Quality, int Nearness) fit = link.MediaType is null ? (0.001, Guessed) : (-1, -1);
        foreach (var (range, quality) in _media)
        {
            var nearness = range is "*/*" ? (link.MediaType is null ? Anything : Guessed)
                : link.MediaType is not { } type ? -1
                : range.Equals(type, StringComparison.OrdinalIgnoreCase) ? Exact
                : range.EndsWith("/*", StringComparison.Ordinal) && type.AsSpan().StartsWith(range.AsSpan(0, range.Length - 1), StringComparison.OrdinalIgnoreCase) ? Family
                : -1;
            if (nearness >= 0 && (nearness > fit.Nearness || link.MediaType is null))
                fit = (quality > 0 ? quality : -1, nearness);
        }

        return fit;
    }

    private List<Link> ByLanguage(List<Link> links)
    {
        if (Spoken(links) is { Count: > 0 } spoken)
            return spoken;
        if (links.Exists(l => l.Languages.Count == 0))
            return links.FindAll(l => l.Languages.Count == 0);
        var bearable = links.FindAll(l => !l.Languages.All(IsRefused));
        return bearable.Count > 0 ? bearable : links;
    }

    /// <summary>
    /// Those in the language that is wanted most, looked up as RFC 4647, 3.4, has it: de-AT, then de. What is written in it
    /// before all others comes before what has it beside them.
    /// </summary>
    private List<Link> Spoken(IReadOnlyList<Link> links)
    {
        foreach (var (range, quality) in _languages)
        {
            if (quality <= 0)
                break;
            for (var tag = range; tag is not ("" or "*"); tag = Shorter(tag))
            {
                List<Link> found = [.. links.Where(l => l.Languages.Contains(tag, StringComparer.OrdinalIgnoreCase))];
                if (found.Count > 0)
                    return First(found, l => l.Languages[0].Equals(tag, StringComparison.OrdinalIgnoreCase));
            }
        }

        return [];
    }

    /// <summary>Without its last part, and without a single letter that then stands at the end.</summary>
    private static string Shorter(string tag)
    {
        var end = tag.LastIndexOf('-');
        if (end > 1 && tag[end - 2] == '-')
            end -= 2;
        return end < 0 ? "" : tag[..end];
    }

    private bool IsRefused(string language) => Array.Exists(_languages, l => l.Quality <= 0 && l.Value.Equals(language, StringComparison.OrdinalIgnoreCase));

    private List<Link> ByContext(List<Link> links)
    {
        var inContext = links.FindAll(IsInContext);
        if (inContext.Count > 0)
            return First(inContext, l => l.Contexts[0].Equals(_context, StringComparison.OrdinalIgnoreCase));
        var anywhere = links.FindAll(l => l.Contexts.Count == 0);
        return anywhere.Count > 0 ? anywhere : links;
    }

    private static List<Link> First(List<Link> links, Predicate<Link> isNearer) => links.FindAll(isNearer) is { Count: > 0 } nearer ? nearer : links;

    private bool IsInContext(Link link) => _context is not null && link.Contexts.Contains(_context, StringComparer.OrdinalIgnoreCase);
}
