using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Warranty.Certificates;

/// <summary>The document that a unit's cover is on record. It speaks of the unit, not of its owner.</summary>
internal sealed class Certificate : IBrandOwned
{
    public Guid BrandId { get; init; }
    public Guid Id { get; init; } = OrderedId.Next();
    /// <summary>Unique in the brand, and not to be guessed or counted.</summary>
    public string Number { get; init; } = NewNumber();
    public Guid UnitId { get; init; }
    public DateTimeOffset IssuedAt { get; init; }

    // without letters and digits that are mistaken for one another; 12 of 32 symbols
    const string Alphabet = "ABCDEFGHJKMNPQRSTUVWXYZ123456789";
    static string NewNumber() => string.Join('-', RandomNumberGenerator.GetString(Alphabet, 12).Chunk(4).Select(c => new string(c)));
}

internal sealed class CertificateMap : IEntityTypeConfiguration<Certificate>
{
    public void Configure(EntityTypeBuilder<Certificate> c)
    {
        c.ToTable("warranty_certificate").HasKey(x => new { x.BrandId, x.Id });
        c.HasIndex(x => new { x.BrandId, x.UnitId }).IsUnique();
        c.HasIndex(x => new { x.BrandId, x.Number }).IsUnique();
    }
}
