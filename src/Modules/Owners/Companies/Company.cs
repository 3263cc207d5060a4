using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Owners.Companies;

/// <summary>A business customer: its sites, the people who act for it, and its fleet of units.</summary>
internal sealed partial class Company : IBrandOwned
{
    public const int LongestName = 200, LongestNumber = 60, LongestNote = 2_000;

    public Guid BrandId { get; init; }
    public Guid Id { get; init; } = OrderedId.Next();
    public required string Name { get; set; }
    /// <summary>By it a name is searched and sorted.</summary>
    public required string NameKey { get; set; }
    public string? Country { get; set; }
    public string? VatId { get; set; }
    /// <summary>The maker's own number for this customer.</summary>
    public string? CustomerNumber { get; set; }
    /// <summary>Free text may name somebody.</summary>
    [Personal] public string? Note { get; set; }
    public DateTimeOffset CreatedAt { get; init; }

    public static string KeyOf(string name) => name.Trim().ToLowerInvariant();

    /// <summary>Without blanks, dots and dashes: as it is compared.</summary>
    public static string VatOf(string typed) => string.Concat(typed.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();

    /// <summary>Two letters of the country, then what that country gives: two to thirteen characters.</summary>
    public static bool IsVat(string vat) => VatForm().IsMatch(vat);

    [GeneratedRegex("^[A-Z]{2}[A-Z0-9]{2,13}$", RegexOptions.None, 1000)] private static partial Regex VatForm();
}

internal sealed class CompanyMap : IEntityTypeConfiguration<Company>
{
    public void Configure(EntityTypeBuilder<Company> c)
    {
        c.ToTable("owners_company").HasKey(x => new { x.BrandId, x.Id });
        c.HasIndex(x => new { x.BrandId, x.CustomerNumber }).IsUnique();
        c.HasIndex(x => new { x.BrandId, x.NameKey, x.Id });
    }
}
