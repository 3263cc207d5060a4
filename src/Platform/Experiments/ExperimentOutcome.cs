using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;

namespace Nameplate.Platform.Experiments;

/// <summary>What became of one subject: when it first saw its variant, when it reached the goal. Either may be told first.</summary>
[Unaudited]
internal sealed class ExperimentOutcome : IBrandOwned
{
    public Guid BrandId { get; init; }
    public required Guid ExperimentId { get; init; }
    /// <summary>A unit or a person.</summary>
    public required Guid Subject { get; init; }
    public required string Variant { get; init; }
    public DateTimeOffset? ExposedAt { get; private set; }
    public DateTimeOffset? ConvertedAt { get; private set; }
    /// <summary>It reached the goal after it saw its variant, and in time.</summary>
    public bool Counts { get; private set; }

    public void Saw(DateTimeOffset at, TimeSpan window) => Settle(ExposedAt ?? at, ConvertedAt, window);
    public void Reached(DateTimeOffset at, TimeSpan window) => Settle(ExposedAt, ConvertedAt ?? at, window);

    void Settle(DateTimeOffset? exposed, DateTimeOffset? converted, TimeSpan window) =>
        (ExposedAt, ConvertedAt, Counts) = (exposed, converted, converted >= exposed && converted - exposed <= window);
}

/// <summary>Which variant was in the boxes of a lot, as the maker says, and what was counted there.</summary>
internal sealed class ExperimentLot : IBrandOwned
{
    public Guid BrandId { get; init; }
    public required Guid ExperimentId { get; init; }
    public required string Gtin { get; init; }
    public required string Lot { get; init; }
    public required string Variant { get; set; }
    public int Counted { get; set; }
    public int Converted { get; set; }
    public DateTimeOffset? CountedAt { get; set; }

    public LotName Named => new(Gtin, Lot);
}

internal sealed class ExperimentOutcomeMap : IEntityTypeConfiguration<ExperimentOutcome>
{
    public void Configure(EntityTypeBuilder<ExperimentOutcome> o)
    {
        o.ToTable("platform_experiment_outcome").HasKey(x => new { x.BrandId, x.ExperimentId, x.Subject });
        o.HasOne<Experiment>().WithMany().HasForeignKey(x => new { x.BrandId, x.ExperimentId });
    }
}

internal sealed class ExperimentLotMap : IEntityTypeConfiguration<ExperimentLot>
{
    public void Configure(EntityTypeBuilder<ExperimentLot> l)
    {
        l.ToTable("platform_experiment_lot").HasKey(x => new { x.BrandId, x.ExperimentId, x.Gtin, x.Lot });
        l.HasOne<Experiment>().WithMany().HasForeignKey(x => new { x.BrandId, x.ExperimentId });
        l.Ignore(x => x.Named);
    }
}
