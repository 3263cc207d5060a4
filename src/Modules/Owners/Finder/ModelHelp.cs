using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Owners.Finder;

/// <summary>What helps to register units of a model: where its number stands, and until when it must be done for what the maker gives on top.</summary>
internal sealed class ModelHelp : IBrandOwned
{
    public Guid BrandId { get; init; }
    public required string Gtin { get; init; }
    public string? ImageUrl { get; set; }
    public string? En { get; set; }
    public string? De { get; set; }
    public string? Fr { get; set; }
    public string? Es { get; set; }
    /// <summary>Days after purchase or installation within which a registration brings the maker’s longer guarantee; null where it brings none or has no end.</summary>
    public int? RegisterWithinDays { get; set; }

    public string? Text(string language) => language switch { "de" => De, "fr" => Fr, "es" => Es, _ => En } ?? En ?? De ?? Fr ?? Es;

    public DateOnly? Deadline(DateOnly from) => RegisterWithinDays is { } days ? from.AddDays(days) : null;

    public static Task<ModelHelp?> Of(AppDb db, string gtin, CancellationToken ct) => db.Set<ModelHelp>().AsNoTracking().SingleOrDefaultAsync(h => h.Gtin == gtin, ct);
}

internal sealed class ModelHelpMap : IEntityTypeConfiguration<ModelHelp>
{
    public void Configure(EntityTypeBuilder<ModelHelp> h) => h.ToTable("owners_model_help").HasKey(x => new { x.BrandId, x.Gtin });
}
