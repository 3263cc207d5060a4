using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Bulk;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Messaging.Deliveries;

/// <summary>Many messages that could not be sent, once more. Those in doubt are not among them: each is a decision of its own.</summary>
internal sealed class SendMessagesAgain(AppDb db, TimeProvider clock, IStringLocalizer<Texts> words) : IBulkAction
{
    public string List => "owner-messages";
    public string Key => "owner-messages.again";
    public string Permission => "messaging.messages.send";
    public string Text => words["SendAgain"];
    public IReadOnlyList<BulkField> Fields => [];
    public bool CanBeUndone => false;
    public string Read(ConsoleForm form) => "";

    public async Task<IReadOnlyList<BulkRow>> Apply(IReadOnlyList<string> keys, string argument, CancellationToken ct)
    {
        Guid[] ids = [.. keys.Select(k => Guid.TryParse(k, out var id) ? id : Guid.Empty)];
        var failed = await db.Set<Message>().Where(m => ids.Contains(m.Id) && m.State == MessageState.Failed).ToListAsync(ct);
        return [.. failed.Where(m => m.SendAgain(clock.GetUtcNow())).Select(m => new BulkRow(m.Id.ToString(), null, null))];
    }
}
