using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Bulk;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Resolver.Signals;

/// <summary>Staff look at signals and decide: one, or many at once. It can be taken back.</summary>
internal sealed class DecideSignals(AppDb db, Docket docket, TimeProvider clock, IStringLocalizer<Texts> words) : IBulkAction
{
    public const string Action = "signals.state";
    const int LongestNote = 500;

    public string List => "signals";
    public string Key => Action;
    public string Permission => "resolver.signals.decide";
    public string Text => words["Signals.Decide"];
    public bool CanBeUndone => true;

    public IReadOnlyList<BulkField> Fields =>
        [new("state", words["Signals.State"]) { IsNeeded = true, Options = [.. Decisions.Select(s => (Snake.Case(s.ToString()), words["State." + s].Value))] }, new("note", words["Signals.Note"]) { Help = words["Signals.NoteHelp"] }];

    static readonly SignalState[] Decisions = [SignalState.Confirmed, SignalState.Dismissed, SignalState.Open];

    public string Read(ConsoleForm form)
    {
        if (form.Choice<SignalState>("state") is not { } state || !Decisions.Contains(state)) form.Refuse("state", words["Signals.WrongState"]);
        if (form.Text("note") is { Length: > LongestNote }) form.Refuse("note", words["Signals.LongNote", LongestNote]);
        return $"{form.Text("state")}\n{form.Text("note")}";
    }

    public async Task<IReadOnlyList<BulkRow>> Apply(IReadOnlyList<string> keys, string argument, CancellationToken ct)
    {
        var (state, note) = argument.Split('\n', 2) is [var s, var n] ? (Snake.Enum<SignalState>(s), n.Length == 0 ? null : n) : throw new InvalidOperationException(argument);
        Guid[] ids = [.. keys.Select(k => Guid.TryParse(k, out var id) ? id : Guid.Empty)];
        return await Decide([.. (await db.Set<Signal>().Where(x => ids.Contains(x.Id)).ToListAsync(ct)).Where(x => x.State != state || x.Note != note).Select(x => (x, state, note))], ct);
    }

    public async Task<int> Restore(IReadOnlyList<BulkRow> rows, CancellationToken ct)
    {
        var before = rows.Where(r => Guid.TryParse(r.Key, out _)).ToDictionary(r => Guid.Parse(r.Key));
        Guid[] ids = [.. before.Keys];
        var still = (await db.Set<Signal>().Where(x => ids.Contains(x.Id)).ToListAsync(ct)).Where(x => Snake.Case(x.State.ToString()) == before[x.Id].After).ToList();
        return (await Decide([.. still.Select(x => (x, Snake.Enum<SignalState>(before[x.Id].Before!), (string?)null))], ct)).Count;
    }

    /// <summary>What is decided of one sign changes the score of the unit, and with it what its other signs are worth. The caller saves.</summary>
    async Task<IReadOnlyList<BulkRow>> Decide(IReadOnlyList<(Signal Signal, SignalState State, string? Note)> decisions, CancellationToken ct)
    {
        var (now, rules) = (clock.GetUtcNow(), await SignalRules.Of(db, ct));
        List<BulkRow> rows = [];
        foreach (var (signal, state, note) in decisions)
        {
            rows.Add(new(signal.Id.ToString(), Snake.Case(signal.State.ToString()), Snake.Case(state.ToString())));
            signal.Decide(state, note, now);
            db.Announce(signal.Decided, now, signal.UnitId);
        }
        foreach (var ofUnit in (await db.Dialect.Among<Signal>(db, ["gtin", "serial"], [.. decisions.Select(d => d.Signal.Key).Distinct().Select(k => (object[])[k.Gtin, k.Serial])]).ToListAsync(ct)).GroupBy(s => s.Key))
            docket.Weigh([.. ofUnit], rules, now);
        return rows;
    }

    /// <summary>What staff decide of a signal.</summary>
    /// <param name="State"><c>confirmed</c>, <c>dismissed</c>, or <c>open</c> to look at it again.</param>
    /// <param name="Note">Why; at most 500 characters. Name nobody.</param>
    internal sealed record Input(SignalState? State, string? Note = null);

    /// <summary>Decides a signal.</summary>
    /// <remarks>What is confirmed makes the unit’s page and its check say that the unit is suspicious; what is dismissed no longer counts in its score.</remarks>
    /// <response code="200">The signal as it is now.</response>
    /// <response code="422">Names the field that is not right, and the remedy.</response>
    /// <example>
    /// PUT /api/v1/signals/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e/decision
    /// {"state": "dismissed", "note": "Ours: our fair in Chicago."}
    /// 200
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "kind": "grey_market", "state": "dismissed", "gtin": "09506000134352", "serial": "7Q4MKX2PV9TNA", "unit": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d60", "score": 0, "weight": 55, "why": "Meant for Germany, yet scanned elsewhere 2 times, last in United States, CA on 24 July 2026.", "firstAt": "2026-07-20T10:00:00Z", "lastAt": "2026-07-24T10:00:00Z", "evidence": {"reason": "grey_market", "sights": [{"at": "2026-07-20T10:00:00Z", "country": "US", "region": "US-CA"}, {"at": "2026-07-24T10:00:00Z", "country": "US", "region": "US-CA"}], "times": 2, "market": "DE", "places": 1}, "decidedAt": "2026-07-29T08:00:00Z", "note": "Ours: our fair in Chicago."}
    /// </example>
    internal static async Task<Results<Ok<ShowSignals.Item>, ProblemHttpResult>> Api(Guid id, Input input, AppDb db, DecideSignals decide, IStringLocalizer<Texts> words, CancellationToken ct)
    {
        if (input.State is not { } state || !Decisions.Contains(state)) return Problems.Field("state", "Use one of confirmed, dismissed, open.");
        if (input.Note is { Length: > LongestNote }) return Problems.Field("note", $"Use at most {LongestNote} characters.");
        if (await db.Set<Signal>().SingleOrDefaultAsync(s => s.Id == id, ct) is not { } signal) return Problems.NotFound("There is no such signal.");
        await decide.Decide([(signal, state, input.Note)], ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(ShowSignals.Item.Of(signal, words));
    }
}
