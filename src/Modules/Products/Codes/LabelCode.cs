using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Brands;

namespace Nameplate.Products.Codes;

internal enum CodeState
{
    /// <summary>Printed on a sheet, on no unit yet.</summary>
    Free,
    Bound,
    /// <summary>Not to be trusted any more: misprinted, lost, or copied.</summary>
    Void,
}

/// <summary>
/// The serial of a label that is not simply its unit's own: of a sheet for units in the field, or of a new label. A unit's own serial stands here too once its label is void.
/// </summary>
internal sealed class LabelCode : IBrandOwned
{
    public Guid BrandId { get; init; }
    public required string Gtin { get; init; }
    public required string Serial { get; init; }
    /// <summary>The run it was printed with.</summary>
    public Guid? MintId { get; init; }
    public Guid? UnitId { get; private set; }
    public CodeState State { get; private set; }
    /// <summary>Why it was made void.</summary>
    public string? Reason { get; private set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? BoundAt { get; private set; }
    public DateTimeOffset? VoidedAt { get; private set; }

    public UnitKey Key => new(Gtin, Serial);

    public const int LongestReason = 200;

    public void Bind(Guid unit, DateTimeOffset now) => (UnitId, State, BoundAt) = State == CodeState.Free ? (unit, CodeState.Bound, now) : throw new InvalidOperationException($"A code that is {State} cannot be bound.");

    public void Void(string reason, DateTimeOffset now) => (State, Reason, VoidedAt) = State != CodeState.Void ? (CodeState.Void, reason, now) : throw new InvalidOperationException("It is void already.");
}

internal sealed class LabelCodeMap : IEntityTypeConfiguration<LabelCode>
{
    public void Configure(EntityTypeBuilder<LabelCode> c)
    {
        c.ToTable("products_label_code").HasKey(x => new { x.BrandId, x.Gtin, x.Serial });
        c.HasIndex(x => new { x.BrandId, x.Serial });
        c.HasIndex(x => new { x.BrandId, x.UnitId });
        c.HasIndex(x => new { x.BrandId, x.MintId, x.Serial });
        c.Ignore(x => x.Key);
        c.Property(x => x.State).IsConcurrencyToken();      // two phones with one label: the first binds it
    }
}
