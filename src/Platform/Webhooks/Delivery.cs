using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Webhooks;

public enum DeliveryState { Waiting, Delivered, Dead }

/// <summary>One message to one webhook, from the event that gave rise to it to the answer that took it.</summary>
[Unaudited]
internal sealed class Delivery : IBrandOwned
{
    public Guid BrandId { get; init; }
    public Guid Id { get; init; } = OrderedId.Next();
    public required Guid WebhookId { get; init; }
    /// <summary>Header <c>webhook-id</c>. The same event has the same at every attempt and every replay, so that a receiver can tell what it has had.</summary>
    public required string MessageId { get; init; }
    public required string Type { get; init; }
    public required string Body { get; init; }
    public DeliveryState State { get; private set; }
    public int Attempts { get; private set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset DueAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    /// <summary>The last answer's status; null when there was no answer.</summary>
    public int? Status { get; private set; }
    public string? Error { get; private set; }
    /// <summary>Given up after so long, counted from here.</summary>
    public DateTimeOffset Since { get; private set; }

    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(60), GiveUp = TimeSpan.FromHours(72);
    static readonly TimeSpan[] Pauses = [.. new[] { 5, 30, 120, 600, 1800, 3600, 7200, 14400, 28800, 43200 }.Select(s => TimeSpan.FromSeconds(s))];

    public static Delivery To(Webhook webhook, string messageId, string type, string body, DateTimeOffset now) =>
        new() { BrandId = webhook.BrandId, WebhookId = webhook.Id, MessageId = messageId, Type = type, Body = body, CreatedAt = now, DueAt = now, Since = now };

    /// <summary>What came of an attempt. After 72 hours without success it lies with the dead letters, for somebody to look at.</summary>
    public void Record(Answer answer, DateTimeOffset now)
    {
        (Attempts, Status, Error) = (Attempts + 1, answer.Status, answer.Error);
        if (answer.IsTaken) (State, EndedAt) = (DeliveryState.Delivered, now);
        else if (answer.Status == 410 || now - Since >= GiveUp) (State, EndedAt) = (DeliveryState.Dead, now);
        else DueAt = now + Pauses[Math.Min(Attempts, Pauses.Length) - 1];
    }

    /// <summary>Somebody wants it sent once more: the 72 hours begin anew.</summary>
    public void SendAgain(DateTimeOffset now) => (State, DueAt, Since, EndedAt) = (DeliveryState.Waiting, now, now, null);
}

/// <summary>One attempt, for the log.</summary>
[Unaudited]
internal sealed class Attempt : IBrandOwned
{
    public Guid BrandId { get; init; }
    public required Guid DeliveryId { get; init; }
    public int Number { get; init; }
    public DateTimeOffset At { get; init; }
    public int? Status { get; init; }
    public string? Error { get; init; }
    public int Milliseconds { get; init; }
}

/// <summary>How a webhook answered.</summary>
/// <param name="Status">Null when there was no answer: <paramref name="Error"/> says why.</param>
internal sealed record Answer(int? Status, string? Error, int Milliseconds)
{
    public bool IsTaken => Status is >= 200 and <= 299;
}

internal sealed class DeliveryMap : IEntityTypeConfiguration<Delivery>, IEntityTypeConfiguration<Attempt>
{
    public void Configure(EntityTypeBuilder<Delivery> d)
    {
        d.ToTable("platform_webhook_delivery").HasKey(x => new { x.BrandId, x.Id });
        d.HasIndex(x => new { x.State, x.DueAt });        // crosses brands on purpose: one sender serves all of them
        d.HasIndex(x => new { x.BrandId, x.WebhookId, x.Id });
        d.HasIndex(x => new { x.BrandId, x.State, x.Id });
        d.HasIndex(x => new { x.BrandId, x.EndedAt });
        d.HasOne<Webhook>().WithMany().HasForeignKey(x => new { x.BrandId, x.WebhookId }).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<Attempt> a)
    {
        a.ToTable("platform_webhook_attempt").HasKey(x => new { x.BrandId, x.DeliveryId, x.Number });
        a.HasOne<Delivery>().WithMany().HasForeignKey(x => new { x.BrandId, x.DeliveryId }).OnDelete(DeleteBehavior.Cascade);
    }
}
