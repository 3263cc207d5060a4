using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Web.Lists;

/// <summary>A filter somebody gave a name.</summary>
[Unaudited]
internal sealed class SavedFilter : IBrandOwned
{
    public Guid BrandId { get; init; }
    public Guid Id { get; init; } = OrderedId.Next();
    public required Guid StaffId { get; init; }
    public required string List { get; init; }
    public required string Name { get; set; }
    /// <summary>The query of the list's address.</summary>
    public required string Query { get; set; }

    public const int Longest = 60, Most = 20;
}

/// <summary>The columns somebody chose for a list.</summary>
[Unaudited]
internal sealed class ChosenColumns : IBrandOwned
{
    public Guid BrandId { get; init; }
    public required Guid StaffId { get; init; }
    public required string List { get; init; }
    /// <summary>Their keys, with commas between.</summary>
    public required string Columns { get; set; }
}

internal sealed class SavedFilterMap : IEntityTypeConfiguration<SavedFilter>
{
    public void Configure(EntityTypeBuilder<SavedFilter> f)
    {
        f.ToTable("platform_saved_filter").HasKey(x => new { x.BrandId, x.Id });
        f.HasIndex(x => new { x.BrandId, x.StaffId, x.List, x.Name }).IsUnique();
    }
}

internal sealed class ChosenColumnsMap : IEntityTypeConfiguration<ChosenColumns>
{
    public void Configure(EntityTypeBuilder<ChosenColumns> c) => c.ToTable("platform_chosen_columns").HasKey(x => new { x.BrandId, x.StaffId, x.List });
}
