using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Brands;

namespace Nameplate.Analytics.Figures;

/// <summary>The brand's own benchmark of a KPI, in place of the default.</summary>
internal sealed class StatedBenchmark : IBrandOwned
{
    public Guid BrandId { get; init; }
    public required string Key { get; init; }
    public double Good { get; private set; }
    public string Source { get; private set; } = "";
    public DateTimeOffset ChangedAt { get; private set; }

    public void State(double good, string source, DateTimeOffset now) => (Good, Source, ChangedAt) = (good, source, now);
}

internal sealed class StatedBenchmarkMap : IEntityTypeConfiguration<StatedBenchmark>
{
    public void Configure(EntityTypeBuilder<StatedBenchmark> b) => b.ToTable("analytics_benchmark").HasKey(x => new { x.BrandId, x.Key });
}

/// <summary>A figure only the brand can tell, such as the value of an average order in retail.</summary>
internal sealed class StatedInput : IBrandOwned
{
    public const string RetailOrderValue = "retail_order_value";

    public Guid BrandId { get; init; }
    public required string Key { get; init; }
    public decimal Value { get; private set; }
    public string Source { get; private set; } = "";
    public DateTimeOffset ChangedAt { get; private set; }

    public void State(decimal value, string source, DateTimeOffset now) => (Value, Source, ChangedAt) = (value, source, now);
}

internal sealed class StatedInputMap : IEntityTypeConfiguration<StatedInput>
{
    public void Configure(EntityTypeBuilder<StatedInput> i) => i.ToTable("analytics_input").HasKey(x => new { x.BrandId, x.Key });
}
