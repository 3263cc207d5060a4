using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Files;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Privacy;

/// <summary>What all modules together hold about one person.</summary>
public sealed class PersonalRecords(AppDb db, FileStore files, IEnumerable<IPersonalData> contributions, TimeProvider clock)
{
    public async Task<DataSubject> Find(string email, CancellationToken ct)
    {
        foreach (var contribution in contributions)
            if (await contribution.OwnerOf(email, ct) is { } owner) return new(email.Trim(), owner);
        return new(email.Trim(), null);
    }

    public async Task<IReadOnlyList<PersonalPart>> Export(DataSubject subject, CancellationToken ct)
    {
        List<PersonalPart> parts = [];
        foreach (var contribution in contributions) parts.AddRange(await contribution.Export(subject, ct));
        return parts;
    }

    public async Task<IReadOnlyList<Hold>> Holds(DataSubject subject, CancellationToken ct)
    {
        List<Hold> holds = [];
        foreach (var contribution in contributions) holds.AddRange(await contribution.Holds(subject, ct));
        return [.. holds.OrderBy(h => h.Until)];
    }

    /// <summary>Clears a person everywhere, in one transaction; again it changes nothing more.</summary>
    /// <param name="subject">Whom.</param>
    /// <param name="givenUp">Keys of holds that the person gives up.</param>
    /// <param name="ct">Ends when nobody waits any more.</param>
    public async Task<Erasure> Erase(DataSubject subject, IReadOnlyCollection<string> givenUp, CancellationToken ct)
    {
        foreach (var contribution in contributions) await contribution.Seek(subject, ct);
        return await EraseOld(subject, givenUp, ct);
    }

    /// <summary>The same for somebody whose time is over: what takes long to find is older still, and gone by itself.</summary>
    public async Task<Erasure> EraseOld(DataSubject subject, IReadOnlyCollection<string> givenUp, CancellationToken ct)
    {
        var erasure = new Erasure(subject, [.. (await Holds(subject, ct)).Where(h => !h.CanBeGivenUp || !givenUp.Contains(h.Key))], clock.GetUtcNow());
        await using (var tx = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(ct) : null)
        {
            foreach (var contribution in contributions) await contribution.Erase(erasure, ct);
            await db.SaveChangesAsync(ct);
            if (tx is not null) await tx.CommitAsync(ct);
        }
        foreach (var file in erasure.Files) await files.Delete(file, ct);
        return erasure;
    }
}
