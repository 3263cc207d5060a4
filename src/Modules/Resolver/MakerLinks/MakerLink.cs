using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Gs1;
using Nameplate.Platform.Access;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Resolver.MakerLinks;

/// <summary>What a link says. It belongs to a model, to a variant or a lot of it, or to one serial.</summary>
/// <param name="Type">A name of the GS1 Web Vocabulary: <c>instructions</c>.</param>
/// <param name="IsDefault">Codes lead here without being asked for a type; where it names languages or countries, only for those.</param>
/// <param name="From">Null: from the beginning.</param>
/// <param name="Until">Null: without an end.</param>
internal sealed record MakerLinkContent(
    string Gtin, string? Variant, string? Lot, string? Serial, string Type, string Href, string Title, IReadOnlyList<string> Languages, string? MediaType, IReadOnlyList<string> Countries,
    bool IsDefault, DateTimeOffset? From, DateTimeOffset? Until);

/// <summary>A link that the maker has put on record. Removed ones stay, so that they can be restored.</summary>
internal sealed class MakerLink : IBrandOwned
{
    public Guid BrandId { get; init; }
    public Guid Id { get; init; } = OrderedId.Next();
    public string Gtin { get; private set; } = "";
    /// <summary>A consumer product variant, AI (22).</summary>
    public string? Variant { get; private set; }
    public string? Lot { get; private set; }
    public string? Serial { get; private set; }
    public string Type { get; private set; } = "";
    public string Href { get; private set; } = "";
    public string Title { get; private set; } = "";
    /// <summary>Separated by blanks: <c>de fr-CH</c>.</summary>
    public string Languages { get; private set; } = "";
    public string? MediaType { get; private set; }
    /// <summary>Separated by blanks: <c>AT CH</c>.</summary>
    public string Countries { get; private set; } = "";
    public bool IsDefault { get; private set; }
    public DateTimeOffset? ValidFrom { get; private set; }
    public DateTimeOffset? ValidUntil { get; private set; }
    public int Version { get; private set; }
    public DateTimeOffset ChangedAt { get; private set; }
    public DateTimeOffset? RemovedAt { get; private set; }

    public MakerLinkContent Content => new(Gtin, Variant, Lot, Serial, Type, Href, Title, Split(Languages), MediaType, Split(Countries), IsDefault, ValidFrom, ValidUntil);
    public MakerLinkState State(DateTimeOffset now) => RemovedAt is not null ? MakerLinkState.Removed : ValidFrom > now ? MakerLinkState.Scheduled : ValidUntil <= now ? MakerLinkState.Ended : MakerLinkState.Active;

    public LinkScope Scope => new(Variant, Lot, Serial);

    /// <summary>A campaign, while it lasts, stands in front of what says the same of itself and began before it.</summary>
    public bool StandsBefore(MakerLink other) => ValidFrom > (other.ValidFrom ?? DateTimeOffset.MinValue) && (IsDefault || !other.IsDefault) && Scope == other.Scope
        && (Type, Languages, MediaType, Countries) == (other.Type, other.Languages, other.MediaType, other.Countries);

    public Link Shown => new(Type, Href, Title) { Languages = Split(Languages), MediaType = MediaType, Contexts = Split(Countries) };

    /// <returns>The version that this makes.</returns>
    public MakerLinkVersion Say(MakerLinkContent content, MakerLinkChange change, Caller by, DateTimeOffset now)
    {
        (Gtin, Variant, Lot, Serial, Type, Href, Title) = (content.Gtin, content.Variant, content.Lot, content.Serial, content.Type, content.Href, content.Title);
        (Languages, MediaType, Countries, IsDefault) = (string.Join(' ', content.Languages), content.MediaType, string.Join(' ', content.Countries), content.IsDefault);
        (ValidFrom, ValidUntil, RemovedAt) = (content.From, content.Until, null);
        return Next(change, by, now);
    }

    public MakerLinkVersion Remove(Caller by, DateTimeOffset now)
    {
        RemovedAt = now;
        return Next(MakerLinkChange.Removed, by, now);
    }

    MakerLinkVersion Next(MakerLinkChange change, Caller by, DateTimeOffset now)
    {
        (Version, ChangedAt) = (Version + 1, now);
        return new() { BrandId = BrandId, LinkId = Id, Number = Version, At = now, Change = change, Caller = by.Kind, CallerId = by.Id, Content = JsonSerializer.Serialize(Content) };
    }

    static string[] Split(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}

internal enum MakerLinkState { Active, Scheduled, Ended, Removed }
internal enum MakerLinkChange { Added, Changed, Removed, Restored }

/// <summary>What a link said from then on, and who made it say so.</summary>
[Unaudited]
internal sealed class MakerLinkVersion : IBrandOwned
{
    public Guid BrandId { get; init; }
    public Guid LinkId { get; init; }
    public int Number { get; init; }
    public DateTimeOffset At { get; init; }
    public MakerLinkChange Change { get; init; }
    public CallerKind Caller { get; init; }
    public required string CallerId { get; init; }
    public required string Content { get; init; }

    public MakerLinkContent Said => JsonSerializer.Deserialize<MakerLinkContent>(Content)!;
}

internal sealed class MakerLinkMap : IEntityTypeConfiguration<MakerLink>
{
    public void Configure(EntityTypeBuilder<MakerLink> l)
    {
        l.ToTable("resolver_link").HasKey(x => new { x.BrandId, x.Id });
        l.HasIndex(x => new { x.BrandId, x.Gtin, x.Serial });
        l.Ignore(x => x.Content).Ignore(x => x.Shown).Ignore(x => x.Scope);
        l.Property(x => x.Version).IsConcurrencyToken();
    }
}

internal sealed class MakerLinkVersionMap : IEntityTypeConfiguration<MakerLinkVersion>
{
    public void Configure(EntityTypeBuilder<MakerLinkVersion> v)
    {
        v.ToTable("resolver_link_version").HasKey(x => new { x.BrandId, x.LinkId, x.Number });
        v.HasOne<MakerLink>().WithMany().HasForeignKey(x => new { x.BrandId, x.LinkId });
        v.Ignore(x => x.Said);
    }
}
