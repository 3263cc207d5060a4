using Microsoft.EntityFrameworkCore;
using Nameplate.Messaging.Deliveries;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Messaging.Suppression;

/// <summary>Stops an address. The caller saves.</summary>
internal sealed class SuppressAddress(AppDb db, CurrentBrand brand, TimeProvider clock)
{
    public Task<SuppressedAddress> Handle(string address, MessageChannel channel, SuppressionReason reason, string? note, CancellationToken ct) => Stop(Message.HashOf(brand.Id, address), channel, reason, null, note, ct);

    public Task<SuppressedAddress> Handle(Message message, SuppressionReason reason, string? note, CancellationToken ct) => Stop(message.AddressHash, message.Channel, reason, message.Id, note, ct);

    async Task<SuppressedAddress> Stop(string hash, MessageChannel channel, SuppressionReason reason, Guid? message, string? note, CancellationToken ct)
    {
        var stopped = db.Set<SuppressedAddress>().Local.FirstOrDefault(s => s.Channel == channel && s.AddressHash == hash) ?? await db.Set<SuppressedAddress>().SingleOrDefaultAsync(s => s.Channel == channel && s.AddressHash == hash, ct);
        if (stopped is null) db.Add(stopped = new SuppressedAddress { BrandId = brand.Id, Channel = channel, AddressHash = hash });
        stopped.Suppress(reason, message, note, clock.GetUtcNow());
        return stopped;
    }
}
