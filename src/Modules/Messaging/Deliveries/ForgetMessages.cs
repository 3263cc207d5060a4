using Microsoft.EntityFrameworkCore;
using Nameplate.Messaging.Templates;
using Nameplate.Platform.Jobs;
using Nameplate.Platform.Storage;

namespace Nameplate.Messaging.Deliveries;

/// <summary>Takes the words out of messages that let their reader in and are of no use any more. What became of them, and the hash, stay.</summary>
internal sealed class ForgetMessages(AppDb db, MessageKinds kinds, TimeProvider clock) : IJob
{
    const int Portion = 200;

    static string IJob.Kind => "messaging.forget";

    async Task IJob.Run(Job job, CancellationToken ct)
    {
        string[] secret = [.. kinds.All.Where(k => k.IsSecret).Select(k => k.Key)];
        using var across = db.AcrossBrands();
        for (var now = clock.GetUtcNow(); ;)
        {
            var useless = await db.Set<Message>().IgnoreQueryFilters().Where(m => m.State == MessageState.Queued && m.UntilAt < now && m.Html != null && secret.Contains(m.Kind)).Take(Portion).ToListAsync(ct);
            foreach (var message in useless)
            {
                message.Become(MessageState.Failed, MessageReasons.Expired, now);
                message.Wipe();
            }
            await db.SaveChangesAsync(ct);
            db.Forget();
            if (useless.Count < Portion) return;
        }
    }
}
