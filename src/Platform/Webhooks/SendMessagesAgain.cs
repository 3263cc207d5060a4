using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Bulk;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Webhooks;

/// <summary>Many messages that were not taken, once more: what is delivered or waits stays as it is.</summary>
internal sealed class SendMessagesAgain(AppDb db, TimeProvider clock, IStringLocalizer<Texts> words) : IBulkAction
{
    public string List => "messages";
    public string Key => "messages.again";
    public string Permission => "platform.webhooks.write";
    public string Text => words["Webhook.Again"];
    public IReadOnlyList<BulkField> Fields => [];
    public bool CanBeUndone => false;
    public string Read(ConsoleForm form) => "";

    public async Task<IReadOnlyList<BulkRow>> Apply(IReadOnlyList<string> keys, string argument, CancellationToken ct)
    {
        Guid[] ids = [.. keys.Select(k => Guid.TryParse(k, out var id) ? id : Guid.Empty)];
        var dead = await db.Set<Delivery>().Where(d => ids.Contains(d.Id) && d.State == DeliveryState.Dead).ToListAsync(ct);
        foreach (var message in dead) message.SendAgain(clock.GetUtcNow());
        return [.. dead.Select(d => new BulkRow(d.Id.ToString(), null, null))];
    }
}
