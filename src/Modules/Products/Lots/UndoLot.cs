using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Access;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Jobs;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products.Units;

namespace Nameplate.Products.Lots;

/// <summary>Puts back what a change of a lot made of its units, where they still are what it made them: the last portion first.</summary>
internal sealed class UndoLot(AppDb db, CurrentBrand brand, AuditTrail trail, TimeProvider clock) : IJob
{
    public static string Kind => "products.lot-undo";

    sealed record Order(Guid Change, CallerKind Caller, string CallerId);

    public async Task Run(Job job, CancellationToken ct)
    {
        var order = JsonSerializer.Deserialize<Order>(job.Argument)!;
        trail.Begin(new Caller(order.Caller, order.CallerId), "products.units.write", "POST /api/v1/lot-changes/{id}/undoing", job.Id.ToString());
        while (await db.Set<LotStep>().Where(s => s.ChangeId == order.Change).OrderByDescending(s => s.Number).FirstOrDefaultAsync(ct) is { } step)
        {
            var rows = JsonSerializer.Deserialize<List<LotStep.Row>>(step.Rows)!;
            Guid[] ids = [.. rows.Select(r => r.Unit)];
            var units = await db.Set<Unit>().Where(u => ids.Contains(u.Id)).ToDictionaryAsync(u => u.Id, ct);
            var now = clock.GetUtcNow();
            List<Unit> restored = [];
            foreach (var row in rows.Where(r => units.TryGetValue(r.Unit, out var unit) && LotStep.Values.Of(unit) == r.After))
            {
                var unit = units[row.Unit];
                row.Before.Put(unit);
                restored.Add(unit);
                if (UnitStep.Between(unit, row.After.Status, now) is { } moved) db.Add(moved);
            }
            if (restored.Count > 0) db.Announce(new UnitsRecorded([.. restored.Select(u => u.Recorded)]), now);
            var change = await db.Set<Job>().SingleAsync(j => j.Id == order.Change, ct);
            var come = ChangeLot.ComeOf(change);
            change.Progress = JsonSerializer.Serialize(come with { Restored = come.Restored + restored.Count });
            db.Remove(step);
            await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>Undoes a change of a lot: within a day, units that still are what it made them are put back.</summary>
    /// <param name="id">The change’s id.</param>
    /// <response code="202">The change; <c>restored</c> counts up.</response>
    /// <response code="409">It is still going on, or nothing of it can be undone any more.</response>
    /// <example>
    /// POST /api/v1/lot-changes/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e/undoing
    /// 202
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "gtin": "09506000134352", "lot": "2026-31", "status": "done", "seen": 500, "changed": 498, "refused": 2, "restored": 0}
    /// </example>
    internal static async Task<Results<Accepted<ChangeLot.Item>, ProblemHttpResult>> Api(Guid id, UndoLot undo, ChangeLot changes, HttpContext http, CancellationToken ct)
    {
        if (await changes.Find(id, ct) is not { } change) return Problems.NotFound("There is no such change.");
        if (change.Status is JobState.Waiting or JobState.Running) return Problems.Conflict("It is still going on. Ask again when its status is done.");
        return await undo.Begin(id, Caller.Of(http.User), ct) ? TypedResults.Accepted($"/api/v1/lot-changes/{id}", change) : Problems.Conflict("Nothing of it can be undone any more: it was undone, or is more than a day old.");
    }

    async Task<bool> Begin(Guid change, Caller caller, CancellationToken ct)
    {
        if (!await db.Set<LotStep>().AnyAsync(s => s.ChangeId == change, ct)) return false;
        db.Add(Job.New(brand.Id, Kind, JsonSerializer.Serialize(new Order(change, caller.Kind, caller.Id)), clock.GetUtcNow()));
        await db.SaveChangesAsync(ct);
        return true;
    }
}

/// <summary>What is too old to be undone needs its values no more.</summary>
internal sealed class ForgetLots(AppDb db, TimeProvider clock) : IJob
{
    public static string Kind => "products.lot-forget";

    public async Task Run(Job job, CancellationToken ct)
    {
        using var across = db.AcrossBrands();
        var before = clock.GetUtcNow().AddDays(-1);
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        await db.Set<LotStep>().IgnoreQueryFilters().Where(s => s.At < before).ExecuteDeleteAsync(ct);
        await tx.CommitAsync(ct);
    }
}
