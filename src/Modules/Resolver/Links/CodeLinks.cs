using Nameplate.Gs1;

namespace Nameplate.Resolver.Links;

/// <summary>Everything a code leads to.</summary>
/// <param name="Levels">What was asked about first, the model last; each with its own links and without defaults.</param>
/// <param name="Default">Where it leads when nothing else is asked.</param>
/// <param name="Variants">Of the default, for languages or countries.</param>
/// <param name="ModelDefault">The same for the model, which is a level of its own.</param>
internal sealed record CodeLinks(IReadOnlyList<LinkContext> Levels, Link Default, IReadOnlyList<Link> Variants, Link ModelDefault)
{
    public Linkset Linkset => new([.. Levels.Select((level, i) => level with { Links = [.. level.Links, .. DefaultsOf(i)] })]);

    public IEnumerable<string> Types => Levels.SelectMany(l => l.Links).Select(l => l.Type).Distinct();

    /// <summary>The links of a type at the first level that has any.</summary>
    IReadOnlyList<Link> Of(string type) => Levels.Select(level => level.Links.Where(l => l.Type == type).ToList()).FirstOrDefault(found => found.Count > 0) ?? [];

    /// <summary>What is answered to who asks for a type, or for none.</summary>
    /// <returns>One link; several that cannot be told apart; or none, where there is no such type.</returns>
    public IReadOnlyList<Link> For(string? type, LinkPreferences wish) => type switch
    {
        null or LinkTypes.DefaultMulti => [wish.BestDefault(Default, Variants)],
        LinkTypes.Default => [Default],
        _ => wish.Best(Of(type)),
    };

    // a variant makes sense beside another one only: the default is the one for everybody else
    IEnumerable<Link> DefaultsOf(int level) =>
        level == 0 ? Variants.Count == 0 ? [Default] : [Default, .. Variants.Select(v => v with { Type = LinkTypes.DefaultMulti }), Default with { Type = LinkTypes.DefaultMulti }]
        : level == Levels.Count - 1 ? [ModelDefault] : [];
}
