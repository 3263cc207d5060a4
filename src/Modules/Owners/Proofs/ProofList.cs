using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Bulk;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;
using Nameplate.Products;

namespace Nameplate.Owners.Proofs;

/// <summary>The console's queue of receipts, the last sent first.</summary>
internal sealed class ProofList(AppDb db, IProducts products, IStringLocalizer<Texts> words) : ConsoleList<Proof>
{
    readonly Dictionary<Guid, ProductUnit> units = [];
    Dictionary<string, string> models = [];

    public override string Key => "proofs";

    public override IReadOnlyList<ListColumn<Proof>> Columns =>
    [
        new("serial", words["Serial"], p => UnitOf(p)?.Serial) { Look = ColumnLook.Code, IsName = true, Csv = p => UnitOf(p)?.Serial },
        new("product", words["Owner.Product"], p => UnitOf(p) is { } u ? models.GetValueOrDefault(u.Gtin, u.Gtin) : null),
        new("state", words["Proofs.State"], p => words["ProofState." + p.State]) { Look = ColumnLook.State, Tone = p => p.State switch { ProofState.Waiting => "busy", ProofState.Approved => "good", ProofState.Rejected => "bad", _ => null }, Csv = p => Snake.Case(p.State.ToString()) },
        new("for", words["Proofs.For"], p => words[p.RegistrationId is null ? "Proofs.ForClaim" : "Proofs.ForDate"]),
        new("sent_at", words["Proofs.SentAt"], p => p.SentAt.Short()) { Look = ColumnLook.Time, Csv = p => p.SentAt.InFile() },
        new("said_on", words["Proofs.SaidOn"], p => p.SaidOn?.Short()) { Look = ColumnLook.Time, Csv = p => p.SaidOn.InFile() },
        new("proven_on", words["Proofs.ProvenOn"], p => p.ProvenOn?.Short()) { Look = ColumnLook.Time, Csv = p => p.ProvenOn.InFile() },
        new("decided_at", words["Proofs.DecidedAt"], p => p.DecidedAt?.Short()) { Look = ColumnLook.Time, IsUsual = false, Csv = p => p.DecidedAt.InFile() },
        new("reason", words["Transfers.Reason"], p => p.Reason) { IsUsual = false, Csv = p => p.Reason },
    ];

    public override IReadOnlyList<ListFilter> Filters => [new("state", words["Proofs.State"]) { Options = [.. Enum.GetValues<ProofState>().Select(s => (Snake.Case(s.ToString()), words["ProofState." + s].Value))] }];

    public override IReadOnlyList<ListOrder<Proof>> Orders =>
    [
        new("-sent", 1, q => q.OrderByDescending(p => p.Id), (q, m) => Guid.TryParse(m[0], out var id) ? q.Where(p => p.Id < id) : q, p => [p.Id.ToString()]),
        new("sent", 1, q => q.OrderBy(p => p.Id), (q, m) => Guid.TryParse(m[0], out var id) ? q.Where(p => p.Id > id) : q, p => [p.Id.ToString()]),
    ];

    ProductUnit? UnitOf(Proof p) => units.GetValueOrDefault(p.UnitId);

    public override string Say(int count) => words[count == 1 ? "Proofs.One" : "Proofs.Many", count.Counted()];
    public override string Opens(Proof row) => "/admin/proofs/" + row.Id;
    public override string KeyOf(Proof row) => row.Id.ToString();
    public override string NameOf(Proof row) => UnitOf(row)?.Serial ?? row.Id.ToString();
    public override async Task Prepare(CancellationToken ct) => models = (await products.Models(ct)).ToDictionary(m => m.Gtin, m => m.Name);

    public override async Task Fill(IReadOnlyList<Proof> rows, CancellationToken ct)
    {
        foreach (var (id, unit) in await products.Units([.. rows.Select(r => r.UnitId).Distinct()], ct)) units[id] = unit;
    }

    public override IQueryable<Proof> Matching(ListQuery asked) =>
        Snake.TryEnum<ProofState>(asked["state"] ?? "", out var state) ? db.Set<Proof>().AsNoTracking().Where(p => p.State == state) : db.Set<Proof>().AsNoTracking();

    public override async Task<Glance?> Look(string key, CancellationToken ct)
    {
        if (!Guid.TryParse(key, out var id) || await db.Set<Proof>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct) is not { } p) return null;
        var unit = await products.Unit(p.UnitId, ct);
        var model = unit is null ? null : await products.Model(unit.Gtin, ct);
        return new(model?.Name ?? unit?.Gtin ?? "")
        {
            Page = "/admin/proofs/" + id, Picture = model?.ImageUrl, State = words["ProofState." + p.State],
            Facts =
            [
                new(words["Serial"], unit?.Key.Spaced) { IsCode = true, Href = unit is null ? null : "/admin/units?open=" + unit.Id }, new(words["Proofs.For"], words[p.RegistrationId is null ? "Proofs.ForClaim" : "Proofs.ForDate"]),
                new(words["Proofs.SentAt"], p.SentAt.Exact() + " UTC"), new(words["Proofs.SaidOn"], p.SaidOn?.Long()), new(words["Proofs.ProvenOn"], p.ProvenOn?.Long()), new(words["Transfers.Reason"], p.Reason),
            ],
        };
    }
}

/// <summary>Many at once: those whose date their owner gave are approved with it, or all are asked for again, or rejected.</summary>
internal sealed class DecideProofs(AppDb db, DecideProof decide, IStringLocalizer<Texts> words) : IBulkAction
{
    public string List => "proofs";
    public string Key => "proofs.decide";
    public string Permission => "owners.proofs.decide";
    public string Text => words["Proofs.Decide"];
    public bool CanBeUndone => false;

    public IReadOnlyList<BulkField> Fields =>
        [new("decision", words["Proofs.Decision"]) { IsNeeded = true, Options = [.. Enum.GetValues<ProofDecision>().Select(d => (Snake.Case(d.ToString()), words["ProofDecision." + d].Value))] }, new("reason", words["Proofs.Reason"]) { Help = words["Proofs.ReasonHelp"] }];

    public string Read(ConsoleForm form)
    {
        var decision = form.Choice<ProofDecision>("decision");
        if (decision is null) form.Refuse("decision", words["Proofs.NoDecision"]);
        if (decision is ProofDecision.Again or ProofDecision.Rejected && form.Text("reason") is null) form.Refuse("reason", words["Proofs.NeedsReason"]);
        if (form.Text("reason") is { Length: > DecideProof.LongestReason }) form.Refuse("reason", words["Transfers.LongNote", DecideProof.LongestReason]);
        return $"{form.Text("decision")}\n{form.Text("reason")}";
    }

    /// <summary>Saves each by itself: one that was decided is left alone when it is called again.</summary>
    public async Task<IReadOnlyList<BulkRow>> Apply(IReadOnlyList<string> keys, string argument, CancellationToken ct)
    {
        var parts = argument.Split('\n', 2);
        var decision = Snake.Enum<ProofDecision>(parts[0]);
        List<BulkRow> rows = [];
        foreach (var key in keys)
        {
            if (!Guid.TryParse(key, out var id) || await db.Set<Proof>().SingleOrDefaultAsync(p => p.Id == id && p.State == ProofState.Waiting, ct) is not { } proof) continue;
            if (await decide.Handle(proof, decision, proof.SaidOn?.ToString("O", System.Globalization.CultureInfo.InvariantCulture), parts[1], ct) is null) rows.Add(new(key, Snake.Case(ProofState.Waiting.ToString()), parts[0]));
        }
        return rows;
    }
}
