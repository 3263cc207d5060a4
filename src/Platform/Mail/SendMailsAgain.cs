using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Access;
using Nameplate.Platform.Bulk;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Mail;

/// <summary>Many mails that could not be sent, once more.</summary>
internal sealed class SendMailsAgain(AppDb db, Rights rights, TimeProvider clock, IStringLocalizer<Texts> words) : IBulkAction
{
    public string List => "outbox";
    public string Key => "outbox.again";
    public string Permission => "platform.mails.send";
    public string Text => words["Outbox.SendAgain"];
    public IReadOnlyList<BulkField> Fields => [];
    public bool CanBeUndone => false;
    public string Read(ConsoleForm form) => "";

    public async Task<IReadOnlyList<BulkRow>> Apply(IReadOnlyList<string> keys, string argument, CancellationToken ct)
    {
        Guid[] ids = [.. keys.Select(k => Guid.TryParse(k, out var id) ? id : Guid.Empty)];
        var failed = await OutboxConsole.Readable(db, rights).Where(m => ids.Contains(m.Id) && m.State == MailState.Failed).ToListAsync(ct);
        foreach (var mail in failed) mail.SendAgain(clock.GetUtcNow());
        return [.. failed.Select(m => new BulkRow(m.Id.ToString(), null, null))];
    }
}
