using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Privacy.Retention;
using Nameplate.Platform.Storage;

namespace Nameplate.Messaging.Deliveries;

/// <summary>Takes address and words out of messages that are old. What became of them, and the hash, stay: figures do not change.</summary>
internal sealed class OldMessages(AppDb db, IStringLocalizer<Texts> words) : IRetention
{
    public string Key => "messaging.messages";
    public int Days => (int)Message.Kept.TotalDays;
    public int Least => 7;
    public string Title => words["Keep.Messages"];
    public string About => words["Keep.MessagesAbout"];

    public async Task<int> Delete(Sweep sweep, CancellationToken ct)
    {
        var until = sweep.Before + Message.Kept;
        var old = await db.Set<Message>().Where(m => m.ForgetAt <= until).OrderBy(m => m.ForgetAt).Take(sweep.Most).ToListAsync(ct);
        foreach (var message in old)
        {
            if (!message.IsEnded) message.Become(MessageState.Failed, MessageReasons.Expired, sweep.Now);
            message.Forget();
        }
        return old.Count;
    }
}
