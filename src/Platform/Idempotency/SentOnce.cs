using Microsoft.EntityFrameworkCore;

namespace Nameplate.Platform.Idempotency;

/// <summary>
/// This request as one that may be sent more than once. Where it carries an Idempotency-Key, every transaction that saves its rows says so
/// in the claim on the key: what was saved and that it was saved cannot come apart, and an attempt that was given up saves nothing any more.
/// </summary>
public sealed class SentOnce
{
    SentRequest? claim;

    /// <summary>Id for the one thing the request makes, the same when it is sent again; null without a key.</summary>
    public Guid? RecordId => claim?.RecordId;

    /// <summary>An attempt before this one took effect, and its answer was lost with its server.</summary>
    public bool TookEffect { get; private set; }

    internal void Begin(SentRequest request) => (claim, TookEffect) = (request, request.TookEffect);

    internal void Mark(DbContext db)
    {
        if (claim is null || !db.ChangeTracker.HasChanges()) return;
        claim.TookEffect = true;
        db.Attach(claim).Property(c => c.TookEffect).IsModified = true;      // each time: an earlier save may have been rolled back
    }
}
