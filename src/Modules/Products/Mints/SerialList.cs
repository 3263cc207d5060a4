using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;

namespace Nameplate.Products.Mints;

/// <summary>A piece of the maker's own list of serials, kept until its run is done.</summary>
[Unaudited]
internal sealed class SerialList : IBrandOwned
{
    public Guid BrandId { get; init; }
    public Guid MintId { get; init; }
    public int Number { get; init; }
    /// <summary>One a line.</summary>
    public required string Serials { get; init; }

    public const int Most = 100_000;
    const int InPiece = 1_000;

    public static IEnumerable<SerialList> Of(Mint mint, IReadOnlyList<string> serials) =>
        serials.Chunk(InPiece).Select((piece, n) => new SerialList { BrandId = mint.BrandId, MintId = mint.Id, Number = n, Serials = string.Join('\n', piece) });

    /// <summary>Serials as people paste them: one a line, or with commas between.</summary>
    public static IReadOnlyList<string> Read(string text) => text.Split((char[])['\n', '\r', ',', ';', '\t', '\uFEFF'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

internal sealed class SerialListMap : IEntityTypeConfiguration<SerialList>
{
    public void Configure(EntityTypeBuilder<SerialList> s) => s.ToTable("products_serial_list").HasKey(x => new { x.BrandId, x.MintId, x.Number });
}
