using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Webhooks;

public enum WebhookState { Active, Paused, Gone }

/// <summary>An address of a maker's own system that hears of events.</summary>
internal sealed class Webhook : IBrandOwned
{
    public Guid BrandId { get; init; }
    public Guid Id { get; init; } = OrderedId.Next();
    public required string Name { get; set; }
    public required string Url { get; set; }
    /// <summary>Types it hears of, separated by blanks: <c>owners.units-registered commerce.*</c>.</summary>
    public required string Events { get; set; }
    /// <summary>What its messages are signed with, sealed by this installation's own keys.</summary>
    [Secret] public required string SealedSecret { get; set; }
    /// <summary>The secret before: messages are signed with both until it lapses.</summary>
    [Secret] public string? SealedFormerSecret { get; private set; }
    public DateTimeOffset? FormerUntil { get; private set; }
    public WebhookState State { get; private set; }
    public DateTimeOffset CreatedAt { get; init; }

    static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    public void Rotate(string sealedSecret, DateTimeOffset now) => (SealedFormerSecret, FormerUntil, SealedSecret) = (SealedSecret, now + Overlap, sealedSecret);
    public void Pause() => State = WebhookState.Paused;
    public void GoOn() => State = WebhookState.Active;
    /// <summary>It answered 410: nobody listens there any more.</summary>
    public void EndForGood() => State = WebhookState.Gone;

    public bool Hears(string type) => Events.Split(' ').Any(e => e == "*" || e == type || (e.EndsWith(".*", StringComparison.Ordinal) && type.StartsWith(e[..^1], StringComparison.Ordinal)));

    /// <summary>A secret of the Standard Webhooks form: 32 random bytes.</summary>
    public static string NewSecret() => "whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
}

internal sealed class WebhookMap : IEntityTypeConfiguration<Webhook>
{
    public void Configure(EntityTypeBuilder<Webhook> w) => w.ToTable("platform_webhook").HasKey(x => new { x.BrandId, x.Id });
}
