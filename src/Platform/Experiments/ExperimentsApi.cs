using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Experiments;

/// <summary>Experiments over the API.</summary>
internal sealed class ExperimentsApi(AppDb db, PlanExperiment plan, RunExperiment run, ReadExperiment read, IStringLocalizer<Texts> words, TimeProvider clock)
{
    /// <summary>An experiment.</summary>
    /// <param name="Needed">Subjects each variant needs (with lots: lots), allowing for looks in between.</param>
    /// <param name="State"><c>draft</c>, <c>running</c> or <c>stopped</c>.</param>
    /// <param name="Chosen">The variant everybody gets since it ended.</param>
    internal sealed record Item(Guid Id, string Key, string Name, string Place, SubjectKind Subject, string Goal, int WindowDays, int HoldOut, decimal Baseline, decimal Effect, long Needed, ExperimentState State,
        DateTimeOffset? StartedAt, DateTimeOffset? EndsAt, DateTimeOffset? StoppedAt, string? Chosen);

    /// <summary>An experiment and what can be said of it by now.</summary>
    internal sealed record Open(Item Experiment, IReadOnlyList<Variant> Variants, Said Readout);
    internal sealed record Variant(string Key, string Name, int Weight, IReadOnlyDictionary<string, string> Parts);

    /// <summary>The readout.</summary>
    /// <param name="Verdict"><c>nothing</c>, <c>not_yet</c>, <c>uneven</c>, <c>better</c>, <c>worse</c> or <c>no_difference</c>.</param>
    /// <param name="Says">The same in one sentence.</param>
    /// <param name="SplitP">How easily chance alone divides the subjects as they were; under 0.001 something is broken.</param>
    internal sealed record Said(Verdict Verdict, string Says, IReadOnlyList<Arm> Variants, IReadOnlyList<Comparison> Comparisons, Arm? HeldOut, double? SplitP);

    /// <summary>A variant’s figures.</summary>
    /// <param name="Exposed">Subjects that saw it; with lots the units that count.</param>
    internal sealed record Arm(string Variant, long Exposed, long Converted, double? Share, int? Lots);

    readonly PlanExperiment plan = plan;
    readonly RunExperiment run = run;

    static Item Shown(Experiment e, int variants) => new(e.Id, e.Key, e.Name, e.Place, e.Subject, e.Goal, e.WindowDays, e.HoldOut, e.Baseline, e.Effect, e.Needed ?? Readout.NeededOf(e, variants), e.State, e.StartedAt, e.EndsAt, e.StoppedAt, e.Chosen);

    async Task<Open> Whole(Guid id, CancellationToken ct)
    {
        var whole = (await read.Of(id, ct))!;
        var (e, r) = (whole.Experiment, whole.Readout);
        static Arm Figures(ArmFigures a) => new(a.Variant, a.Exposed, a.Converted, a.Share, a.Lots);
        return new(Shown(e, whole.Variants.Count), [.. whole.Variants.Select(v => new Variant(v.Key, v.Name, v.Weight, v.Parts))],
            new(r.Verdict, ExperimentWords.Say(words, whole, clock.GetUtcNow()), [.. r.Arms.Select(Figures)], r.Comparisons, r.HeldOut is null ? null : Figures(r.HeldOut), r.SplitP));
    }

    Task<Experiment?> Find(Guid id, CancellationToken ct) => db.Set<Experiment>().SingleOrDefaultAsync(e => e.Id == id, ct);
    static ProblemHttpResult Gone => Problems.NotFound("No experiment has this id.");

    /// <summary>Lists experiments, the newest first.</summary>
    /// <param name="after">The mark <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 200; 50 when not given.</param>
    /// <example>
    /// GET /api/v1/experiments?limit=50
    /// 200
    /// {"items": [
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d70", "key": "name-asked", "name": "Asking for the name", "place": "owners.form", "subject": "unit", "goal": "registered", "windowDays": 14, "holdOut": 0, "baseline": 40, "effect": 5, "needed": 3071, "state": "draft", "startedAt": null, "endsAt": null, "stoppedAt": null, "chosen": null}
    /// ], "next": null}
    /// </example>
    internal static async Task<Results<Ok<Paged<Item>>, ProblemHttpResult>> List(AppDb db, CancellationToken ct, string? after = null, int limit = Paging.Usual)
    {
        if (Paging.Wrong(limit, PageMark.TryRead(after, out var mark)) is { } wrong) return wrong;
        var experiments = db.Set<Experiment>().AsNoTracking();
        if (mark is { } last) experiments = experiments.Where(e => e.Id < last);
        var rows = await experiments.OrderByDescending(e => e.Id).Take(limit + 1).ToListAsync(ct);
        Guid[] ids = [.. rows.Select(r => r.Id)];
        var variants = (await db.Set<ExperimentVariant>().AsNoTracking().Where(v => ids.Contains(v.ExperimentId)).Select(v => v.ExperimentId).ToListAsync(ct)).CountBy(v => v).ToDictionary();
        return TypedResults.Ok(Paging.Page([.. rows.Select(e => Shown(e, variants[e.Id]))], limit, i => i, i => PageMark.Of(i.Id.ToString())));
    }

    /// <summary>Plans an experiment.</summary>
    /// <remarks>Its answer says how many subjects each variant needs before it is worth starting. Which variant a unit gets follows from its id alone: nothing is kept on anybody’s device.</remarks>
    /// <response code="201">It is planned.</response>
    /// <response code="422">Names each field that is not right, and the remedy.</response>
    /// <example>
    /// POST /api/v1/experiments
    /// {"key": "name-asked", "name": "Asking for the name", "place": "owners.form", "goal": "registered", "variants": [{"key": "as-now", "name": "As now"}, {"key": "name", "name": "Name, if one likes", "parts": {"name": "optional"}}], "baseline": 40, "effect": 5}
    /// 201
    /// {"experiment": {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d70", "key": "name-asked", "name": "Asking for the name", "place": "owners.form", "subject": "unit", "goal": "registered", "windowDays": 14, "holdOut": 0, "baseline": 40, "effect": 5, "needed": 3071, "state": "draft", "startedAt": null, "endsAt": null, "stoppedAt": null, "chosen": null},
    ///  "variants": [{"key": "as-now", "name": "As now", "weight": 1, "parts": {}}, {"key": "name", "name": "Name, if one likes", "weight": 1, "parts": {"name": "optional"}}],
    ///  "readout": {"verdict": "nothing", "says": "Nothing was seen yet.", "variants": [{"variant": "as-now", "exposed": 0, "converted": 0, "share": null, "lots": null}], "comparisons": [], "heldOut": null, "splitP": null}}
    /// </example>
    internal static async Task<Results<Created<Open>, ProblemHttpResult>> Add(PlanExperiment.Input input, ExperimentsApi api, CancellationToken ct)
    {
        var (experiment, errors) = await api.plan.Add(input, ct);
        return experiment is null ? Problems.Fields([.. errors]) : TypedResults.Created($"/api/v1/experiments/{experiment.Id}", await api.Whole(experiment.Id, ct));
    }

    /// <summary>Shows an experiment and what can be said of it by now.</summary>
    /// <remarks>The p-value and the interval of units and people hold at every look; of lots nothing is said before the planned end, and lots are counted, not units.</remarks>
    /// <response code="200">The experiment.</response>
    /// <response code="404">No experiment has this id.</response>
    /// <example>
    /// GET /api/v1/experiments/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d70
    /// 200
    /// {"experiment": {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d70", "key": "name-asked", "name": "Asking for the name", "place": "owners.form", "subject": "unit", "goal": "registered", "windowDays": 14, "holdOut": 0, "baseline": 40, "effect": 5, "needed": 3071, "state": "running", "startedAt": "2026-07-01T08:00:00Z", "endsAt": null, "stoppedAt": null, "chosen": null},
    ///  "variants": [{"key": "as-now", "name": "As now", "weight": 1, "parts": {}}],
    ///  "readout": {"verdict": "not_yet", "says": "Nothing can be said yet: the variant seen least has 1,200 of 3,071 products.", "variants": [{"variant": "as-now", "exposed": 1200, "converted": 480, "share": 0.4, "lots": null}], "comparisons": [], "heldOut": null, "splitP": null}}
    /// </example>
    internal static async Task<Results<Ok<Open>, ProblemHttpResult>> Show(Guid id, ExperimentsApi api, CancellationToken ct) =>
        await api.Find(id, ct) is null ? Gone : TypedResults.Ok(await api.Whole(id, ct));

    /// <summary>Changes the plan of an experiment that has not begun.</summary>
    /// <response code="200">As it is now.</response>
    /// <response code="404">No experiment has this id.</response>
    /// <response code="409">It has begun: its plan stands.</response>
    /// <response code="422">Names each field that is not right, and the remedy.</response>
    /// <example>
    /// PUT /api/v1/experiments/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d70
    /// {"key": "name-asked", "name": "Asking for the name", "place": "owners.form", "variants": [{"key": "as-now", "name": "As now"}, {"key": "name", "name": "Name, if one likes", "parts": {"name": "optional"}}], "baseline": 35, "effect": 4}
    /// 200
    /// {"experiment": {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d70", "key": "name-asked", "name": "Asking for the name", "place": "owners.form", "subject": "unit", "goal": "registered", "windowDays": 14, "holdOut": 0, "baseline": 35, "effect": 4, "needed": 4621, "state": "draft", "startedAt": null, "endsAt": null, "stoppedAt": null, "chosen": null}, "variants": [], "readout": {"verdict": "nothing", "says": "Nothing was seen yet.", "variants": [], "comparisons": [], "heldOut": null, "splitP": null}}
    /// </example>
    internal static async Task<Results<Ok<Open>, ProblemHttpResult>> Change(Guid id, PlanExperiment.Input input, ExperimentsApi api, CancellationToken ct)
    {
        if (await api.Find(id, ct) is not { } experiment) return Gone;
        if (await api.plan.Change(experiment, input, ct) is not { } errors) return Problems.Conflict("The experiment has begun: its plan stands.");
        return errors.Count > 0 ? Problems.Fields([.. errors]) : TypedResults.Ok(await api.Whole(id, ct));
    }

    /// <summary>What an experiment is to be.</summary>
    /// <param name="State"><c>running</c> or <c>stopped</c>.</param>
    /// <param name="Chosen">With <c>stopped</c>: the variant everybody gets from now on; nothing for what was before.</param>
    internal sealed record StateInput(string? State, string? Chosen = null);

    /// <summary>Starts or stops an experiment, or chooses what everybody gets.</summary>
    /// <response code="200">As it is now.</response>
    /// <response code="404">No experiment has this id.</response>
    /// <response code="422">Says why it cannot be, and the remedy.</response>
    /// <example>
    /// PUT /api/v1/experiments/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d70/state
    /// {"state": "stopped", "chosen": "name"}
    /// 200
    /// {"experiment": {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d70", "key": "name-asked", "name": "Asking for the name", "place": "owners.form", "subject": "unit", "goal": "registered", "windowDays": 14, "holdOut": 0, "baseline": 40, "effect": 5, "needed": 3071, "state": "stopped", "startedAt": "2026-07-01T08:00:00Z", "endsAt": null, "stoppedAt": "2026-08-01T08:00:00Z", "chosen": "name"}, "variants": [], "readout": {"verdict": "better", "says": "…", "variants": [], "comparisons": [], "heldOut": null, "splitP": 0.7}}
    /// </example>
    internal static async Task<Results<Ok<Open>, ProblemHttpResult>> State(Guid id, StateInput input, ExperimentsApi api, CancellationToken ct)
    {
        if (await api.Find(id, ct) is not { } experiment) return Gone;
        if (input.State is not ("running" or "stopped")) return Problems.Field("state", "Give running or stopped.");
        var error = input.State == "running" ? await api.run.Start(experiment, ct) : experiment.State == ExperimentState.Stopped ? null : await api.run.Stop(experiment, ct);
        if (error is null && input.State == "stopped") error = await api.run.Choose(experiment, input.Chosen, ct);
        return error is null ? TypedResults.Ok(await api.Whole(id, ct)) : Problems.Fields([error]);
    }

    /// <summary>Lots and what was in their boxes.</summary>
    internal sealed record LotsInput(IReadOnlyList<LotInput>? Lots);
    internal sealed record LotInput(string? Gtin, string? Lot, string? Variant);

    /// <summary>Says which lots were packed with which variant.</summary>
    /// <remarks>Lots may be added while it runs; what was said of a lot stands from its start on.</remarks>
    /// <response code="200">As it is now.</response>
    /// <response code="404">No experiment has this id.</response>
    /// <response code="422">Says what is not right, and the remedy.</response>
    /// <example>
    /// PUT /api/v1/experiments/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d71/lots
    /// {"lots": [{"gtin": "09506000134352", "lot": "2026-31", "variant": "as-now"}, {"gtin": "09506000134352", "lot": "2026-32", "variant": "big-code"}]}
    /// 200
    /// {"experiment": {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d71", "key": "insert", "name": "The new insert", "place": "owners.insert", "subject": "lot", "goal": "registered", "windowDays": 60, "holdOut": 0, "baseline": 30, "effect": 5, "needed": 4, "state": "draft", "startedAt": null, "endsAt": "2027-01-01T00:00:00Z", "stoppedAt": null, "chosen": null}, "variants": [], "readout": {"verdict": "nothing", "says": "Nothing was seen yet.", "variants": [], "comparisons": [], "heldOut": null, "splitP": null}}
    /// </example>
    internal static async Task<Results<Ok<Open>, ProblemHttpResult>> Lots(Guid id, LotsInput input, ExperimentsApi api, CancellationToken ct)
    {
        if (await api.Find(id, ct) is not { } experiment) return Gone;
        if (input.Lots is not { Count: > 0 and <= 1_000 } lots) return Problems.Field("lots", "Give 1 to 1,000 lots.");
        return await api.run.Give(experiment, [.. lots.Select(l => (new LotName(l.Gtin ?? "", l.Lot ?? ""), l.Variant ?? ""))], ct) is { } error ? Problems.Fields([error]) : TypedResults.Ok(await api.Whole(id, ct));
    }
}
