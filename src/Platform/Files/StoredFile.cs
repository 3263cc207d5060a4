using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Files;

/// <summary>What is known of a file; its bytes lie in the file store under <see cref="Path"/>.</summary>
public sealed class StoredFile : IBrandOwned
{
    public Guid BrandId { get; init; }
    public Guid Id { get; init; } = OrderedId.Next();
    [Personal] public required string Name { get; init; }
    public required string ContentType { get; init; }
    /// <summary>Readable by anybody who has the address, such as a product's picture.</summary>
    public bool Public { get; init; }
    public long Length { get; set; }
    public DateTimeOffset CreatedAt { get; init; }

    public string Path => $"{BrandId:n}/{Id:n}";
}

internal sealed class StoredFileMap : IEntityTypeConfiguration<StoredFile>
{
    public void Configure(EntityTypeBuilder<StoredFile> f)
    {
        f.ToTable("platform_file").HasKey(x => new { x.BrandId, x.Id });
        f.Ignore(x => x.Path);
    }
}
