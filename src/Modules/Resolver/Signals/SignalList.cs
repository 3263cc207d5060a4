using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Access;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;
using Nameplate.Products;
using Nameplate.Resolver.Scans.Places;

namespace Nameplate.Resolver.Signals;

/// <summary>The console's queue of signals, what looks worst first.</summary>
internal sealed class SignalList(AppDb db, IProducts products, Rights rights, IStringLocalizer<Texts> words) : ConsoleList<Signal>
{
    Dictionary<string, string> models = [];

    public override string Key => "signals";

    public override IReadOnlyList<ListColumn<Signal>> Columns =>
    [
        new("serial", words["Serial"], s => s.Serial) { Look = ColumnLook.Code, IsName = true, Csv = s => s.Serial },
        new("product", words["Signals.Product"], s => models.GetValueOrDefault(s.Gtin, s.Gtin)),
        new("gtin", "GTIN", s => s.Gtin) { Look = ColumnLook.Code, IsUsual = false, Csv = s => s.Gtin },
        new("kind", words["Signals.Kind"], s => words["Kind." + s.Kind]) { Below = s => words.Why(s), Csv = s => Snake.Case(s.Kind.ToString()) },
        new("score", words["Signals.Score"], s => s.Score.InFile()) { Look = ColumnLook.Number, Order = "-score", Csv = s => s.Score.InFile() },
        new("state", words["Signals.State"], s => words["State." + s.State]) { Look = ColumnLook.State, Tone = s => SignalWords.Tone(s.State), Csv = s => Snake.Case(s.State.ToString()) },
        new("last_at", words["Signals.Last"], s => s.LastAt.Short()) { Look = ColumnLook.Time, Order = "-last", Csv = s => s.LastAt.InFile() },
        new("first_at", words["Signals.First"], s => s.FirstAt.Short()) { Look = ColumnLook.Time, IsUsual = false, Csv = s => s.FirstAt.InFile() },
        new("weight", words["Signals.Weight"], s => s.Weight.InFile()) { Look = ColumnLook.Number, IsUsual = false, Csv = s => s.Weight.InFile() },
    ];

    public override IReadOnlyList<ListFilter> Filters =>
    [
        new("serial", words["Signals.SerialFrom"]) { IsCode = true },
        new("state", words["Signals.State"]) { Options = [.. Enum.GetValues<SignalState>().Select(s => (Snake.Case(s.ToString()), words["State." + s].Value))] },
        new("kind", words["Signals.Kind"]) { Options = [.. Enum.GetValues<SignalKind>().Select(k => (Snake.Case(k.ToString()), words["Kind." + k].Value))] },
        new("gtin", words["Signals.Product"]) { Options = [.. models.Select(m => (m.Key, m.Value))] },
    ];

    public override IReadOnlyList<ListOrder<Signal>> Orders =>
    [
        new("-score", 3, q => q.OrderByDescending(s => s.Score).ThenByDescending(s => s.LastAt).ThenByDescending(s => s.Id),
            (q, m) => int.TryParse(m[0], CultureInfo.InvariantCulture, out var n) && Place(m[1], m[2]) is var (at, id) ? q.Where(s => s.Score < n || (s.Score == n && (s.LastAt < at || (s.LastAt == at && s.Id < id)))) : q,
            s => [s.Score.InFile(), s.LastAt.UtcTicks.InFile(), s.Id.ToString()]),
        new("-last", 2, q => q.OrderByDescending(s => s.LastAt).ThenByDescending(s => s.Id),
            (q, m) => Place(m[0], m[1]) is var (at, id) ? q.Where(s => s.LastAt < at || (s.LastAt == at && s.Id < id)) : q,
            s => [s.LastAt.UtcTicks.InFile(), s.Id.ToString()]),
    ];

    static (DateTimeOffset At, Guid Id)? Place(string ticks, string id) =>
        long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var t) && t <= DateTimeOffset.MaxValue.UtcTicks && Guid.TryParse(id, out var guid) ? (new(t, TimeSpan.Zero), guid) : null;

    public override string Say(int count) => words[count == 1 ? "Signals.One" : "Signals.Many", count.Counted()];
    public override string KeyOf(Signal row) => row.Id.ToString();
    public override string NameOf(Signal row) => row.Serial;
    public override async Task Prepare(CancellationToken ct) => models = (await products.Models(ct)).ToDictionary(m => m.Gtin, m => m.Name);

    public override IQueryable<Signal> Matching(ListQuery asked)
    {
        var signals = db.Set<Signal>().AsNoTracking();
        if (Snake.TryEnum<SignalState>(asked["state"] ?? "", out var state)) signals = signals.Where(s => s.State == state);
        if (Snake.TryEnum<SignalKind>(asked["kind"] ?? "", out var kind)) signals = signals.Where(s => s.Kind == kind);
        if (Gs1.Gtin.TryParse(asked["gtin"], out var right) && right.Value is { } gtin) signals = signals.Where(s => s.Gtin == gtin);
        if (asked["serial"] is { } start)
        {
            var end = start[..^1] + (char)(start[^1] + 1);
            signals = signals.Where(s => string.Compare(s.Serial, start) >= 0 && string.Compare(s.Serial, end) < 0);
        }
        return signals;
    }

    public override async Task<Glance?> Look(string key, CancellationToken ct)
    {
        if (!Guid.TryParse(key, out var id) || await db.Set<Signal>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, ct) is not { } s) return null;
        var (model, evidence) = (await products.Model(s.Gtin, ct), Evidence.Of(s.Evidence));
        var others = await db.Set<Signal>().AsNoTracking().Where(o => o.Gtin == s.Gtin && o.Serial == s.Serial && o.Id != id).OrderByDescending(o => o.Weight).ToListAsync(ct);
        return new(s.Key.Spaced)
        {
            IsCode = true, Page = s.UnitId is null ? null : $"/admin/units/{s.Gtin}/{Uri.EscapeDataString(s.Serial)}", Picture = model?.ImageUrl, State = words["State." + s.State], Tone = SignalWords.Tone(s.State),
            Facts =
            [
                new(words["Kind." + s.Kind], words.Why(s)), new(words["Signals.Score"], words["Signals.ScoreOf", s.Score]), new(words["Signals.Product"], model?.Name) { Href = "/admin/products/" + s.Gtin },
                new(words["Signals.First"], s.FirstAt.Exact() + " UTC"), new(words["Signals.Last"], s.LastAt.Exact() + " UTC"), new(words["Signals.Note"], s.Note),
            ],
            Parts =
            [
                .. others.Count == 0 ? (GlancePart[])[] : [new(words["Signals.Besides"], [.. others.Select(o => new GlanceLine(words["Kind." + o.Kind], words.Why(o), "/admin/signals?open=" + o.Id))])],
                new(words["Signals.Evidence"], [.. evidence.Sights.Reverse().Select(sight => new GlanceLine(sight.At.Exact() + " UTC", PlaceText.Of(sight.Country, sight.Region)))]),
            ],
            Steps = rights.May("resolver.signals.decide") ? [.. Steps(s)] : [],
        };
    }

    IEnumerable<GlanceStep> Steps(Signal s)
    {
        if (s.State != SignalState.Confirmed) yield return Step("Signals.Confirm", SignalState.Confirmed, s) with { IsQuiet = false };
        if (s.State != SignalState.Dismissed) yield return Step("Signals.Dismiss", SignalState.Dismissed, s);
        if (!s.IsUndecided) yield return Step("Signals.Reopen", SignalState.Open, s);
    }

    GlanceStep Step(string text, SignalState state, Signal s) =>
        new(words[text], "/admin/changes/start") { Fields = [("action", DecideSignals.Action), ("row", s.Id.ToString()), ("state", Snake.Case(state.ToString()))], IsQuiet = true };
}
