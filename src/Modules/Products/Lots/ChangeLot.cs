using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Access;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Idempotency;
using Nameplate.Platform.Jobs;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products.Units;

namespace Nameplate.Products.Lots;

/// <summary>Changes all units of a lot, a portion a transaction: with the rows it saves how far it came, and goes on from there when its process dies.</summary>
internal sealed class ChangeLot(AppDb db, CurrentBrand brand, UnitMoves moves, AuditTrail trail, SentOnce once, TimeProvider clock, IStringLocalizer<Texts> words) : IJob
{
    const int Portion = 200;

    public static string Kind => "products.lot";

    /// <summary>What becomes of all units of a lot; what is left out stays as it is.</summary>
    /// <param name="Gtin">The product.</param>
    /// <param name="Lot">Its lot.</param>
    /// <param name="Status">Units whose state does not allow the move are left as they are, and counted.</param>
    /// <param name="ShippedOn">The day the lot left you.</param>
    /// <param name="Market">Country the lot is meant for, such as DE.</param>
    internal sealed record Input(string? Gtin, string? Lot, UnitStatus? Status = null, DateOnly? ShippedOn = null, string? Market = null, string? Firmware = null);

    sealed record Order(string Gtin, string Lot, Input Change, CallerKind Caller, string CallerId);
    internal sealed record Come(string Mark, int Seen, int Changed, int Refused, int Restored = 0);

    /// <summary>A change of a lot, and how far it has come.</summary>
    /// <param name="Status"><c>waiting</c>, <c>running</c>, <c>done</c> or <c>failed</c>.</param>
    /// <param name="Refused">Units whose state did not allow the move.</param>
    /// <param name="Restored">Units that undoing put back.</param>
    internal sealed record Item(Guid Id, string Gtin, string Lot, JobState Status, int Seen, int Changed, int Refused, int Restored);

    internal async Task<(Item? Item, IReadOnlyList<FieldError> Errors)> Handle(Input input, Caller caller, CancellationToken ct)
    {
        if (once.RecordId is { } sent && await Find(sent, ct) is { } before) return (before, []);
        List<FieldError> errors = [];
        if (!Gs1.Gtin.TryParse(input.Gtin, out var gtin)) errors.Add(new("gtin", words["Wrong.Gtin"]));
        else if (!await db.Set<Models.Model>().AnyAsync(m => m.Gtin == gtin.Value, ct)) errors.Add(new("gtin", words["Wrong.NoProduct", gtin.Value]));
        if (!Gs1.Serial.IsValid(input.Lot)) errors.Add(new("lot", words["Wrong.Lot"]));
        if (input is { Status: null, ShippedOn: null, Market: null, Firmware: null }) errors.Add(new("status", words["Wrong.NoChange"]));
        if (input.Status is { } to && !moves.May(to)) errors.Add(new("status", words["Wrong.MoveRight", words["Status." + Snake.Of(to)]]));
        if (input.Market is not null && !Countries.IsRight(input.Market)) errors.Add(new("market", words["Wrong.Country"]));
        if (input.Firmware is { Length: > 60 }) errors.Add(new("firmware", words["Wrong.Long", 60]));
        if (errors.Count > 0) return (null, errors);
        var now = clock.GetUtcNow();
        var job = once.RecordId is { } id ? new Job { Id = id, BrandId = brand.Id, Kind = Kind, Argument = Argument(), CreatedAt = now } : Job.New(brand.Id, Kind, Argument(), now);
        db.Add(job);
        await db.SaveChangesAsync(ct);
        return (Of(job), []);

        string Argument() => JsonSerializer.Serialize(new Order(gtin.Value, input.Lot!, input, caller.Kind, caller.Id));
    }

    public async Task Run(Job job, CancellationToken ct)
    {
        var order = JsonSerializer.Deserialize<Order>(job.Argument)!;
        trail.Begin(new Caller(order.Caller, order.CallerId), "products.units.write", "POST /api/v1/lot-changes", job.Id.ToString());
        for (var goesOn = true; goesOn;)
        {
            db.ChangeTracker.Clear();
            var own = await db.Set<Job>().SingleAsync(j => j.Id == job.Id, ct);
            var come = ComeOf(own);
            var units = await db.Set<Unit>().Where(u => u.Gtin == order.Gtin && u.Lot == order.Lot && string.Compare(u.Serial, come.Mark) > 0).OrderBy(u => u.Serial).Take(Portion).ToListAsync(ct);
            var now = clock.GetUtcNow();
            List<Unit> changed = [];
            List<LotStep.Row> rows = [];
            foreach (var unit in units)
            {
                var before = LotStep.Values.Of(unit);
                if (!Put(unit, order.Change)) continue;
                changed.Add(unit);
                rows.Add(new(unit.Id, before, LotStep.Values.Of(unit)));
                if (UnitStep.Between(unit, before.Status, now) is { } step) db.Add(step);
            }
            var refused = units.Count(u => order.Change.Status is { } to && u.Status != to);
            if (changed.Count > 0) db.Announce(new UnitsRecorded([.. changed.Select(u => u.Recorded)]), now);
            if (rows.Count > 0) db.Add(new LotStep { BrandId = brand.Id, ChangeId = job.Id, Number = come.Seen, Rows = JsonSerializer.Serialize(rows), At = now });
            if (units.Count > 0) own.Progress = JsonSerializer.Serialize(new Come(units[^1].Serial, come.Seen + units.Count, come.Changed + changed.Count, come.Refused + refused));
            await db.SaveChangesAsync(ct);
            goesOn = units.Count == Portion;
        }
        db.ChangeTracker.Clear();
    }

    static bool Put(Unit unit, Input change)
    {
        var before = unit.Shown;
        if (change.Status is { } to)
        {
            if (!UnitMoves.Allows(unit.Status, to)) return false;      // as a whole: it did not go with the lot
            unit.Status = to;
        }
        if (change.ShippedOn is { } shipped && unit.ShippedOn?.Day() != shipped) unit.ShippedOn = shipped.Midnight();
        unit.Market = change.Market ?? unit.Market;
        unit.Firmware = change.Firmware ?? unit.Firmware;
        return unit.Shown != before;
    }

    internal static Come ComeOf(Job job) => job.Progress is { } text ? JsonSerializer.Deserialize<Come>(text)! : new("", 0, 0, 0);

    internal async Task<Item?> Find(Guid id, CancellationToken ct) => await db.Set<Job>().AsNoTracking().SingleOrDefaultAsync(j => j.Id == id && j.Kind == "products.lot", ct) is { } job ? Of(job) : null;

    internal static Item Of(Job job)
    {
        var (order, come) = (JsonSerializer.Deserialize<Order>(job.Argument)!, ComeOf(job));
        return new(job.Id, order.Gtin, order.Lot, job.State, come.Seen, come.Changed, come.Refused, come.Restored);
    }

    /// <summary>Changes all units of a lot.</summary>
    /// <remarks>Units whose state does not allow the move are left as they are, and counted in <c>refused</c>.</remarks>
    /// <response code="202">The change was accepted; its address is in Location.</response>
    /// <example>
    /// POST /api/v1/lot-changes
    /// {"gtin": "09506000134352", "lot": "2026-31", "status": "shipped", "shippedOn": "2026-08-03", "market": "DE"}
    /// 202
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "gtin": "09506000134352", "lot": "2026-31", "status": "waiting", "seen": 0, "changed": 0, "refused": 0, "restored": 0}
    /// </example>
    internal static async Task<Results<Accepted<Item>, ProblemHttpResult>> Api(Input input, ChangeLot change, HttpContext http, CancellationToken ct)
    {
        var (item, errors) = await change.Handle(input, Caller.Of(http.User), ct);
        return item is not null ? TypedResults.Accepted($"/api/v1/lot-changes/{item.Id}", item) : Problems.Fields(errors);
    }

    /// <summary>Shows a change of a lot and how far it has come.</summary>
    /// <example>
    /// GET /api/v1/lot-changes/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e
    /// 200
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "gtin": "09506000134352", "lot": "2026-31", "status": "done", "seen": 500, "changed": 498, "refused": 2, "restored": 0}
    /// </example>
    internal static async Task<Results<Ok<Item>, ProblemHttpResult>> Show(Guid id, ChangeLot change, CancellationToken ct) =>
        await change.Find(id, ct) is { } item ? TypedResults.Ok(item) : Problems.NotFound("There is no such change.");
}
