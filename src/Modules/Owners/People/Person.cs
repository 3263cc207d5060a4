using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Messaging;
using Nameplate.Owners.Merges;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Owners.People;

/// <summary>A person, known by one e-mail address.</summary>
internal sealed class Person : IBrandOwned
{
    public Guid BrandId { get; init; }
    public Guid Id { get; init; } = OrderedId.Next();
    /// <summary>As it was given.</summary>
    [Personal] public required string Email { get; set; }
    /// <summary>By it addresses are compared: without case.</summary>
    [Personal] public required string EmailKey { get; set; }
    [Personal] public string? Name { get; private set; }
    /// <summary>By it a name is searched.</summary>
    [Personal] public string? NameKey { get; private set; }
    public string? Country { get; set; }
    /// <summary>The language mails are written in.</summary>
    public string? Language { get; set; }
    public DateTimeOffset? ConfirmedAt { get; private set; }
    public DateTimeOffset CreatedAt { get; init; }
    /// <summary>The person asked that the data be kept and not used (GDPR Art. 18).</summary>
    public DateTimeOffset? RestrictedAt { get; private set; }
    /// <summary>Deletion was asked for; until then a hold keeps who owns what.</summary>
    public DateTimeOffset? EraseAfter { get; private set; }
    /// <summary>Nobody any more: what points here is anonymous.</summary>
    public DateTimeOffset? ErasedAt { get; private set; }

    public static string KeyOf(string email) => email.Trim().ToLowerInvariant();

    public Recipient Recipient => new(Email) { Owner = Id, Country = Country, Language = Language };

    public OwnerPerson Shown => new(Id, Email, Name, Country, Language, ConfirmedAt is not null);

    /// <returns>True when the name became known, or unknown.</returns>
    public bool Rename(string? name)
    {
        var named = Name is not null;
        (Name, NameKey) = string.IsNullOrWhiteSpace(name) ? (null, null) : (name.Trim(), name.Trim().ToLowerInvariant());
        return named != Name is not null;
    }

    public void MoveTo(string email) => (Email, EmailKey, ConfirmedAt) = KeyOf(email) == EmailKey ? (email.Trim(), EmailKey, ConfirmedAt) : (email.Trim(), KeyOf(email), null);

    /// <summary>Takes over what it lacks from another record of the same person.</summary>
    /// <returns>True when the other's address should be the main one: it is proven, and this one's is not.</returns>
    public bool TakeOver(Person twin)
    {
        if (Name is null) Rename(twin.Name);
        Country ??= twin.Country;
        Language ??= twin.Language;
        RestrictedAt ??= twin.RestrictedAt;
        return ConfirmedAt is null && twin.ConfirmedAt is not null;
    }

    public void MoveToProven(Person twin) => (Email, EmailKey, ConfirmedAt) = (twin.Email, twin.EmailKey, twin.ConfirmedAt);

    /// <summary>Makes a further address the main one.</summary>
    public void Prefer(OwnerAddress address) => (Email, EmailKey, ConfirmedAt) = (address.Email, address.EmailKey, address.ConfirmedAt);

    public void Restrict(DateTimeOffset now) => RestrictedAt ??= now;

    /// <summary>All but the address goes, which stays until that time and is not used.</summary>
    public void EraseLater(DateTimeOffset after, DateTimeOffset now)
    {
        Rename(null);
        Restrict(now);
        EraseAfter = after;
    }

    public void Erase(DateTimeOffset now)
    {
        Rename(null);
        (Email, EmailKey, Language, ErasedAt, EraseAfter) = ("", $"erased:{Id:n}", null, now, null);
    }

    /// <summary>The address was proven by a link that was opened.</summary>
    /// <returns>True the first time.</returns>
    public bool Confirm(DateTimeOffset now)
    {
        if (ConfirmedAt is not null) return false;
        ConfirmedAt = now;
        return true;
    }
}

internal sealed class PersonMap : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> p)
    {
        p.ToTable("owners_person").HasKey(x => new { x.BrandId, x.Id });
        p.HasIndex(x => new { x.BrandId, x.EmailKey }).IsUnique();
        p.HasIndex(x => new { x.BrandId, x.NameKey });
        p.HasIndex(x => new { x.BrandId, x.EraseAfter });
        p.Ignore(x => x.Shown).Ignore(x => x.Recipient);
    }
}
