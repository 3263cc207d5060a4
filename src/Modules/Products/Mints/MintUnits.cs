using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Brands;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Idempotency;
using Nameplate.Platform.Jobs;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products.Codes;
using Nameplate.Products.Models;
using Nameplate.Products.Units;

namespace Nameplate.Products.Mints;

/// <summary>Mints serials: the request is recorded, a job makes the units batch by batch and goes on where it stopped.</summary>
internal sealed class MintUnits(AppDb db, CurrentBrand brand, PlanSerials planning, SentOnce once, IServiceScopeFactory scopes, TimeProvider clock, IStringLocalizer<Texts> words) : IJob, IMinting
{
    static string IJob.Kind => "products.mint";

    /// <summary>A run of serials to be minted.</summary>
    /// <param name="Count">1 to 1,000,000; not needed with a list of serials.</param>
    /// <param name="Lot">AI 10: 1 to 20 characters.</param>
    /// <param name="ProducedOn">Date of production.</param>
    /// <param name="Market">Country the units are meant for, such as DE.</param>
    /// <param name="Prefix">In front of numbers that count up, instead of serials nobody guesses: up to 14 characters. Such units get claim codes.</param>
    /// <param name="Start">The first number; without it they go on where the last run with this prefix ended.</param>
    /// <param name="Digits">With how many digits numbers are written, 1 to 12.</param>
    /// <param name="Serials">The maker’s own serials, up to 100,000. Such units get claim codes.</param>
    /// <param name="ForField">Codes for units that are in the field already: labels are printed, and each is bound to its unit later.</param>
    internal sealed record Input(
        int Count = 0, string? Lot = null, DateOnly? ProducedOn = null, string? Market = null, string? Firmware = null,
        string? Prefix = null, long? Start = null, int? Digits = null, IReadOnlyList<string>? Serials = null, bool ForField = false);

    internal async Task<(Mint? Mint, FieldError? Error)> Handle(string? gtin, Input input, CancellationToken ct)
    {
        if (once.RecordId is { } sent && await db.Set<Mint>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == sent, ct) is { } before) return (before, null);
        var (mint, error) = await Record(gtin, input, ct);
        if (mint is null) return (null, error);
        db.Add(Job.New(brand.Id, "products.mint", JsonSerializer.Serialize(mint.Id), mint.CreatedAt));
        await db.SaveChangesAsync(ct);
        return (mint, null);
    }

    async Task<(Mint? Mint, FieldError? Error)> Record(string? gtin, Input input, CancellationToken ct)
    {
        if (!Gs1.Gtin.TryParse(gtin, out var right)) return (null, new("gtin", words["Wrong.Gtin"]));
        if (!await db.Set<Model>().AnyAsync(m => m.Gtin == right.Value, ct)) return (null, new("gtin", words["Wrong.NoProduct", right.Value]));
        if (input.Lot is { } lot && Gs1.Serial.Explain(lot) is not null) return (null, new("lot", words["Wrong.Lot"]));
        if (input.Market is { } market && !Countries.IsRight(market)) return (null, new("market", words["Wrong.Country"]));
        var (plan, wrong) = await planning.Plan(right.Value, input, ct);
        if (plan is null) return (null, wrong);

        var mint = new Mint
        {
            Id = once.RecordId ?? OrderedId.Next(), BrandId = brand.Id, Gtin = right.Value, Count = plan.Count, Lot = input.Lot, ProducedOn = input.ProducedOn, Market = input.Market, Firmware = input.Firmware, CreatedAt = clock.GetUtcNow(),
            Style = plan.Style, Prefix = plan.Prefix, Digits = plan.Digits, ForField = input.ForField,
        };
        mint.CountFrom(plan.Start);
        db.Add(mint);
        if (input.Serials is { } own) db.AddRange(SerialList.Of(mint, own));
        return (mint, null);
    }

    async Task<Guid> IMinting.Mint(MintOrder order, Action<int, int> progress, CancellationToken ct)
    {
        var (mint, error) = await Record(order.Gtin, new(order.Count, order.Lot, order.ProducedOn, order.Market, order.Firmware, order.Prefix, order.Start, order.Digits, order.Serials, order.ForField), ct);
        if (mint is null) throw new ArgumentException(error!.Message, nameof(order));
        var job = Job.New(brand.Id, "products.mint", JsonSerializer.Serialize(mint.Id), mint.CreatedAt);
        job.Begin(mint.CreatedAt);      // should this process be killed, a server takes it up
        db.Add(job);
        await db.SaveChangesAsync(ct);
        await Make(mint.Id, m => progress(m.Minted, m.Count), ct);
        job.Finish(clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return mint.Id;
    }

    async Task<int> IMinting.GoOn(Action<int, int> progress, CancellationToken ct)
    {
        var runs = await db.Set<Mint>().AsNoTracking().Where(m => m.State != MintState.Done).OrderBy(m => m.Id).Select(m => m.Id).ToListAsync(ct);
        foreach (var run in runs) await Make(run, m => progress(m.Minted, m.Count), ct);
        return runs.Count;
    }

    string IMinting.CodeAsText(string link) => Code.Text(link);

    Task IJob.Run(Job job, CancellationToken ct) => Make(JsonSerializer.Deserialize<Guid>(job.Argument), _ => { }, ct);

    /// <summary>Makes what is left of the run.</summary>
    internal async Task Make(Guid mintId, Action<Mint> progress, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentBrand>().Become(brand.Id);
        var fresh = scope.ServiceProvider.GetRequiredService<AppDb>();
        await using var alone = await fresh.Dialect.Alone(fresh, $"mint-{brand.Id:n}", ct);
        var first = await fresh.Set<Mint>().AsNoTracking().SingleAsync(m => m.Id == mintId, ct);
        if (first.Left == 0) { progress(first); return; }

        var (serials, next, pace) = (await NewSerials.Of(fresh, first, ct), 0, fresh.Dialect.Pace);
        if (serials.Length < first.Left) first = await PassOver(fresh, mintId, serials.Length, ct);
        if (serials.Length == 0) { progress(first); return; }
        var ahead = Ahead();
        while (next < serials.Length)
        {
            var (units, labels, told, now) = await ahead;
            next += units.Length + labels.Length;
            if (next < serials.Length) ahead = Ahead();      // while these are written
            var mint = await fresh.Set<Mint>().SingleAsync(m => m.Id == mintId, ct);
            foreach (var unit in units) fresh.Append(unit);
            foreach (var label in labels) fresh.Append(label);
            foreach (var fact in told) fresh.Append(fact);
            mint.Add(units.Length + labels.Length, now);
            if (mint.Style == SerialStyle.Sequence) mint.CountedTo(serials[next - 1]);
            await using (var tx = await fresh.Database.BeginTransactionAsync(ct))
            {
                var began = clock.GetTimestamp();
                await fresh.SaveChangesAsync(ct);
                await tx.CommitAsync(ct);
                pace.Took(units.Length + labels.Length, clock.GetElapsedTime(began));
            }
            fresh.Forget();
            progress(mint);
        }

        Task<(Unit[], LabelCode[], PlatformEvent[], DateTimeOffset)> Ahead()
        {
            var (begin, end, now) = (next, Math.Min(next + pace.Rows, serials.Length), clock.GetUtcNow());
            return Task.Run(() =>
            {
                if (first.ForField) return ([], serials[begin..end].Select(serial => new LabelCode { BrandId = first.BrandId, Gtin = first.Gtin, Serial = serial, MintId = first.Id, CreatedAt = now }).ToArray(), Array.Empty<PlatformEvent>(), now);
                var ids = Mint.NewIds(end - begin);
                var units = serials[begin..end].Select((serial, n) => Unit(first, serial, ids[n], now)).ToArray();
                return (units, Array.Empty<LabelCode>(), fresh.EventsOf(Array.ConvertAll(units, u => u.Recorded), some => new UnitsRecorded(some), now).ToArray(), now);
            }, ct);
        }
    }

    /// <summary>Serials of the list came on record while the run waited.</summary>
    async Task<Mint> PassOver(AppDb fresh, Guid mintId, int left, CancellationToken ct)
    {
        var mint = await fresh.Set<Mint>().SingleAsync(m => m.Id == mintId, ct);
        mint.MakeOnly(left, clock.GetUtcNow());
        await fresh.SaveChangesAsync(ct);
        fresh.Forget();
        return mint;
    }

    static Unit Unit(Mint mint, string serial, Guid id, DateTimeOffset now) => new()
    {
        Id = id, BrandId = mint.BrandId, Gtin = mint.Gtin, Serial = serial, Lot = mint.Lot, ProducedOn = mint.ProducedOn, Market = mint.Market, Firmware = mint.Firmware, MintId = mint.Id, CreatedAt = now,
    };

    /// <summary>A mint.</summary>
    /// <param name="Status"><c>waiting</c>, <c>running</c> or <c>done</c>.</param>
    /// <param name="Files">Addresses of what the press needs, once done: <c>csv</c> one line a unit, <c>labels</c> a printable sheet, for up to 3,000 units, <c>labelsPdf</c> the same as PDF, for up to 100,000.</param>
    /// <param name="Style"><c>random</c>, <c>sequence</c> or <c>own</c>.</param>
    /// <param name="Guessable">Its serials can be guessed: the press file holds a claim code for each.</param>
    /// <param name="Skipped">Serials of the list that came on record in another way meanwhile.</param>
    internal sealed record Item(Guid Id, string Gtin, MintState Status, int Minted, int Count, string? Lot, MintFiles Files, DateTimeOffset CreatedAt, SerialStyle Style, bool Guessable, int Skipped, bool ForField)
    {
        public static Item Of(Mint m) => new(m.Id, m.Gtin, m.State, m.Minted, m.Count, m.Lot, new(m.State == MintState.Done ? $"/api/v1/mints/{m.Id}/csv" : null, m.HasLabels ? $"/api/v1/mints/{m.Id}/labels" : null, m.HasLabelPdf ? $"/api/v1/mints/{m.Id}/labels.pdf" : null), m.CreatedAt, m.Style, m.IsGuessable, m.Skipped, m.ForField);
    }
    internal sealed record MintFiles(string? Csv, string? Labels, string? LabelsPdf);

    /// <summary>Mints serials of a model.</summary>
    /// <response code="202">The run was accepted; its address is in Location.</response>
    /// <example>
    /// POST /api/v1/products/09506000134352/mints
    /// {"count": 500, "lot": "2026-31", "producedOn": "2026-07-28", "market": "DE"}
    /// 202
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "gtin": "09506000134352", "status": "waiting", "minted": 0, "count": 500, "lot": "2026-31", "files": {"csv": null, "labels": null, "labelsPdf": null}, "createdAt": "2026-07-28T09:30:00Z", "style": "random", "guessable": false, "skipped": 0, "forField": false}
    /// </example>
    internal static async Task<Results<Accepted<Item>, ProblemHttpResult>> Api(string gtin, Input input, MintUnits mints, CancellationToken ct)
    {
        var (mint, error) = await mints.Handle(gtin, input, ct);
        return mint is null ? error!.Field == "gtin" ? Problems.NotFound(error.Message) : Problems.Field(error.Field, error.Message) : TypedResults.Accepted($"/api/v1/mints/{mint.Id}", Item.Of(mint));
    }

    /// <summary>Shows a mint and how far it has come.</summary>
    /// <example>
    /// GET /api/v1/mints/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e
    /// 200
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "gtin": "09506000134352", "status": "done", "minted": 500, "count": 500, "lot": "2026-31", "files": {"csv": "/api/v1/mints/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e/csv", "labels": "/api/v1/mints/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e/labels", "labelsPdf": "/api/v1/mints/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e/labels.pdf"}, "createdAt": "2026-07-28T09:30:00Z", "style": "random", "guessable": false, "skipped": 0, "forField": false}
    /// </example>
    internal static async Task<Results<Ok<Item>, ProblemHttpResult>> Show(Guid id, AppDb db, CancellationToken ct) =>
        await db.Set<Mint>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, ct) is { } mint ? TypedResults.Ok(Item.Of(mint)) : Problems.NotFound("There is no such mint.");
}
