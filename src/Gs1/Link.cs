namespace Nameplate.Gs1;

/// <summary>One link of a <see cref="Linkset"/>.</summary>
/// <param name="Type">What is there, by a name of the GS1 Web Vocabulary such as "pip"; or an absolute IRI of another vocabulary.</param>
/// <param name="Href">An absolute address.</param>
/// <param name="Title">For people.</param>
public sealed record Link(string Type, string Href, string Title)
{
    /// <summary>The languages of the target, such as "de" or "de-CH"; none where they are not known or do not matter.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Where it is known, such as "text/html".</summary>
    public string? MediaType { get; init; }

    /// <summary>Where else it applies, in the resolver's own words; a market, for example.</summary>
    public IReadOnlyList<string> Contexts { get; init; } = [];

    public bool Equals(Link? other) => other is not null
        && (Type, Href, Title, MediaType) == (other.Type, other.Href, other.Title, other.MediaType)
        && Languages.SequenceEqual(other.Languages) && Contexts.SequenceEqual(other.Contexts);

    public override int GetHashCode() => HashCode.Combine(Type, Href, Title, MediaType);
}

/// <summary>The links of one thing.</summary>
/// <param name="Anchor">The absolute address of the thing: its canonical Digital Link.</param>
/// <param name="Description">What the thing is, for people.</param>
public sealed record LinkContext(string Anchor, string Description, IReadOnlyList<Link> Links)
{
    public bool Equals(LinkContext? other) => other is not null && (Anchor, Description) == (other.Anchor, other.Description) && Links.SequenceEqual(other.Links);

    public override int GetHashCode() => HashCode.Combine(Anchor, Description, Links.Count);
}
