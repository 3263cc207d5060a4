using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Access.Passwords;

/// <summary>
/// Guesses at an account. Each is counted before it is looked at, so that many at once gain nothing. From the fifth on the account rests, 30 seconds at first and
/// 15 minutes at most: it is never closed for good, and the mailed link works all the while.
/// </summary>
internal sealed class Attempts(AppDb db, TimeProvider clock)
{
    /// <returns>False while the account rests.</returns>
    public Task<bool> BeginPassword(Guid staff, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        DateTimeOffset? none = null, a = now.AddSeconds(30), b = now.AddMinutes(1), c = now.AddMinutes(2), d = now.AddMinutes(5), e = now.AddMinutes(15);
        return Counts(() => db.Users.Where(u => u.Id == staff && (u.LockoutEnd == null || u.LockoutEnd <= now)).ExecuteUpdateAsync(s => s
            .SetProperty(u => u.AccessFailedCount, u => u.AccessFailedCount + 1)
            .SetProperty(u => u.LockoutEnd, u => u.AccessFailedCount >= 8 ? e : u.AccessFailedCount == 7 ? d : u.AccessFailedCount == 6 ? c : u.AccessFailedCount == 5 ? b : u.AccessFailedCount == 4 ? a : none), ct), ct);
    }

    public Task PasswordWasRight(Guid staff, CancellationToken ct)
    {
        DateTimeOffset? none = null;
        return InTransaction(() => db.Users.Where(u => u.Id == staff).ExecuteUpdateAsync(s => s.SetProperty(u => u.AccessFailedCount, 0).SetProperty(u => u.LockoutEnd, none), ct), ct);
    }

    /// <summary>Codes are counted apart: only who has the password or the mailbox can give a wrong one, so a stranger cannot make them rest.</summary>
    public Task<bool> BeginCode(Guid staff, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        DateTimeOffset? none = null, a = now.AddSeconds(30), b = now.AddMinutes(2), c = now.AddMinutes(15);
        return Counts(() => db.Users.Where(u => u.Id == staff && (u.CodesRestUntil == null || u.CodesRestUntil <= now)).ExecuteUpdateAsync(s => s
            .SetProperty(u => u.WrongCodes, u => u.WrongCodes + 1)
            .SetProperty(u => u.CodesRestUntil, u => u.WrongCodes >= 6 ? c : u.WrongCodes == 5 ? b : u.WrongCodes == 4 ? a : none), ct), ct);
    }

    public Task CodeWasRight(Guid staff, CancellationToken ct)
    {
        DateTimeOffset? none = null;
        return InTransaction(() => db.Users.Where(u => u.Id == staff).ExecuteUpdateAsync(s => s.SetProperty(u => u.WrongCodes, 0).SetProperty(u => u.CodesRestUntil, none), ct), ct);
    }

    async Task<bool> Counts(Func<Task<int>> change, CancellationToken ct) => await InTransaction(change, ct) == 1;

    /// <summary>One statement that writes, through the gate all writers pass.</summary>
    public async Task<int> InTransaction(Func<Task<int>> change, CancellationToken ct)
    {
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        var rows = await change();
        await tx.CommitAsync(ct);
        return rows;
    }
}
