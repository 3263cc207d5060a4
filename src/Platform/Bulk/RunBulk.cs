using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Access;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Jobs;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web.Lists;

namespace Nameplate.Platform.Bulk;

/// <summary>
/// Does a bulk change, or undoes one, a hundred rows a transaction: with the rows it saves how far it came, so that it goes on from there when its process dies.
/// A small one is done in the request, a larger one behind it.
/// </summary>
internal sealed class RunBulk(AppDb db, CurrentBrand brand, IEnumerable<IBulkAction> actions, IEnumerable<IConsoleList> lists, AuditTrail trail, TimeProvider clock) : IJob
{
    const int Portion = 100;
    internal const int MostInRequest = 500;

    public static string Kind => "platform.bulk";

    public async Task Run(Job job, CancellationToken ct)
    {
        var id = Guid.Parse(job.Argument);
        var change = await db.Set<BulkChange>().AsNoTracking().SingleAsync(c => c.Id == id, ct);
        trail.Begin(new Caller(CallerKind.Staff, change.StaffId.ToString()), ActionOf(change).Permission, "POST /admin/changes/start", id.ToString());
        await Go(id, ct);
    }

    /// <summary>Begins or undoes it: here when it is small, else by a job.</summary>
    /// <returns>True when it is done.</returns>
    internal async Task<bool> Start(BulkChange change, CancellationToken ct)
    {
        if (change.Total > MostInRequest) db.Add(Job.New(brand.Id, Kind, change.Id.ToString(), clock.GetUtcNow()));
        await db.SaveChangesAsync(ct);
        if (change.Total > MostInRequest) return false;
        await Go(change.Id, ct);
        return true;
    }

    async Task Go(Guid id, CancellationToken ct)
    {
        for (var goesOn = true; goesOn;)
        {
            db.ChangeTracker.Clear();
            var change = await db.Set<BulkChange>().AsNoTracking().SingleAsync(c => c.Id == id, ct);
            goesOn = change.State switch { BulkState.Running => await Do(change, ct), BulkState.Undoing => await Undo(change, ct), _ => false };
        }
        db.ChangeTracker.Clear();
    }

    async Task<bool> Do(BulkChange change, CancellationToken ct)
    {
        var (keys, mark) = change.Keys is { } ticked ? Ticked(ticked, change.Seen) : await ListOf(change).Keys(ListQuery.Parse(change.Query), change.Mark, Portion, ct);
        var rows = keys.Count == 0 ? [] : await ActionOf(change).Apply(keys, change.Argument, ct);
        var number = change.Seen;
        change = await db.Set<BulkChange>().SingleAsync(c => c.Id == change.Id, ct);
        change.Advance(mark, keys.Count, rows.Count);
        if (rows.Count > 0 && ActionOf(change).CanBeUndone) db.Add(new BulkStep { BrandId = brand.Id, ChangeId = change.Id, Number = number, Rows = JsonSerializer.Serialize(rows) });
        if (keys.Count < Portion) change.Finish(ListQuery.Parse(change.Query).Kept(ListOf(change).Keeps), clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return change.IsBusy;
    }

    static (IReadOnlyList<string> Keys, string? Mark) Ticked(string keys, int seen) => ([.. keys.Split('\n').Skip(seen).Take(Portion)], (seen + Portion).ToString(CultureInfo.InvariantCulture));

    async Task<bool> Undo(BulkChange change, CancellationToken ct)
    {
        var step = await db.Set<BulkStep>().Where(s => s.ChangeId == change.Id && !s.IsUndone).OrderByDescending(s => s.Number).FirstOrDefaultAsync(ct);
        var restored = step is null ? 0 : await ActionOf(change).Restore(JsonSerializer.Deserialize<List<BulkRow>>(step.Rows)!, ct);
        change = await db.Set<BulkChange>().SingleAsync(c => c.Id == change.Id, ct);
        if (step is null) change.FinishUndo();
        else { step.IsUndone = true; change.PutBack(restored); }
        await db.SaveChangesAsync(ct);
        return change.IsBusy;
    }

    IConsoleList ListOf(BulkChange change) => lists.Single(l => l.Key == ActionOf(change).List);
    IBulkAction ActionOf(BulkChange change) => actions.Single(a => a.Key == change.Action);
}

/// <summary>What is too old to be undone needs its values no more.</summary>
internal sealed class ForgetBulk(AppDb db, TimeProvider clock) : IJob
{
    public static string Kind => "platform.bulk-forget";

    public async Task Run(Job job, CancellationToken ct)
    {
        using var across = db.AcrossBrands();
        var before = clock.GetUtcNow().AddDays(-1);
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        await db.Set<BulkChange>().IgnoreQueryFilters().Where(c => c.CreatedAt < before && (c.State == BulkState.Done || c.State == BulkState.Undone)).ExecuteDeleteAsync(ct);
        await tx.CommitAsync(ct);
    }
}
