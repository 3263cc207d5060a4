using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Messaging.Deliveries;

/// <summary>Writes a message that was asked for by address. It happens behind the answer, and once more for those a stopped server left behind.</summary>
internal sealed class WriteAsked(AppDb db, WriteMessage write, IEnumerable<IMessageWriter> writers, TimeProvider clock)
{
    static readonly TimeSpan OfUse = TimeSpan.FromDays(1);

    public async Task Handle(Guid id, CancellationToken ct)
    {
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        var now = clock.GetUtcNow();
        if (await db.Set<Message>().Where(m => m.Id == id && m.WrittenAt == null).ExecuteUpdateAsync(u => u.SetProperty(m => m.WrittenAt, now), ct) == 0) return;      // another is at it
        var message = await db.Set<Message>().SingleAsync(m => m.Id == id, ct);
        var writer = writers.Single(w => w.Kind == message.Kind);
        if (now - message.DueAt < OfUse && await writer.Find(message.Asked, ct) is { } to)
        {
            using var speaking = Languages.Speak(to.Language);
            message.Concerns(to);
            await write.Print(message, await writer.Write(to, ct), ct);
        }
        else db.Remove(message);      // nobody has that address: nothing is left of the question
        await db.SaveChangesAsync(ct);
        await tx.CommitAsync(ct);
    }
}
