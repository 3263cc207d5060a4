using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Owners.Companies;

/// <summary>A place of a company where units stand.</summary>
internal sealed class CompanySite : IBrandOwned
{
    /// <summary>Of one company: all of them are shown at once.</summary>
    public const int Most = 500;

    public Guid BrandId { get; init; }
    public Guid Id { get; init; } = OrderedId.Next();
    public required Guid CompanyId { get; init; }
    public required string Name { get; set; }
    /// <summary>Two sites of a company have different names, without regard to case.</summary>
    public required string NameKey { get; set; }
    /// <summary>Street and number, and what else stands on an envelope: it may name somebody.</summary>
    [Personal] public string? Street { get; set; }
    public string? PostalCode { get; set; }
    public string? City { get; set; }
    public string? Country { get; set; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The postal address, part by part.</summary>
    public string Address => string.Join(", ", new[] { Street?.Replace("\n", ", ", StringComparison.Ordinal), $"{PostalCode} {City}".Trim(), Countries.NameOf(Country) }.Where(p => !string.IsNullOrWhiteSpace(p)));
}

internal sealed class CompanySiteMap : IEntityTypeConfiguration<CompanySite>
{
    public void Configure(EntityTypeBuilder<CompanySite> s)
    {
        s.ToTable("owners_company_site").HasKey(x => new { x.BrandId, x.Id });
        s.HasIndex(x => new { x.BrandId, x.CompanyId, x.NameKey }).IsUnique();
        s.HasOne<Company>().WithMany().HasForeignKey(x => new { x.BrandId, x.CompanyId }).OnDelete(DeleteBehavior.Cascade);
        s.Ignore(x => x.Address);
    }
}
