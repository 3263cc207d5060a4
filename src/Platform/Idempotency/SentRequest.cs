using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Idempotency;

/// <summary>A POST that carried an Idempotency-Key: whether it took effect, and what was answered. Kept for a day.</summary>
[Unaudited]
internal sealed class SentRequest : IBrandOwned
{
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);
    /// <summary>After this time a request without an answer counts as one whose server died. Should it live after all, it can save nothing any more.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(20);
    /// <summary>Bytes of an answer that are kept.</summary>
    public const int LargestBody = 256 << 10;

    public Guid BrandId { get; init; }
    /// <summary>SHA-256 of caller, address and key.</summary>
    public required string KeyHash { get; init; }
    public required string BodyHash { get; init; }
    /// <summary>The id of the one thing it makes: an attempt more finds by it what the first has made.</summary>
    public Guid RecordId { get; init; } = OrderedId.Next();
    public DateTimeOffset SentAt { get; init; }
    /// <summary>Who works on it holds the newest number; with an older one nothing can be saved any more.</summary>
    public int Attempt { get; init; } = 1;
    public DateTimeOffset LeasedUntil { get; init; }
    /// <summary>Written in the transaction of the rows the request makes.</summary>
    public bool TookEffect { get; set; }

    public int? Status { get; init; }
    public string? ContentType { get; init; }
    public string? Location { get; init; }
    /// <summary>Sealed: it opens with the Idempotency-Key alone, which is kept nowhere here.</summary>
    public byte[]? Body { get; init; }
}

internal sealed class SentRequestMap : IEntityTypeConfiguration<SentRequest>
{
    public void Configure(EntityTypeBuilder<SentRequest> r)
    {
        r.ToTable("platform_sent_request").HasKey(x => new { x.BrandId, x.KeyHash });
        r.HasIndex(x => new { x.BrandId, x.SentAt });
        r.Property(x => x.Attempt).IsConcurrencyToken();
    }
}
