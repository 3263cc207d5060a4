using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Access;
using Nameplate.Platform.Bulk;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;
using Nameplate.Products;

namespace Nameplate.Owners.Safeguards;

/// <summary>The console's list of those who were held up when registering, the last first.</summary>
internal sealed class BlockList(AppDb db, IProducts products, Rights rights, IStringLocalizer<Texts> words, TimeProvider clock) : ConsoleList<Block>
{
    const string Stands = "stands", Lifted = "lifted", Over = "over";
    readonly Dictionary<Guid, ProductUnit> units = [];

    public override string Key => "blocks";

    public override IReadOnlyList<ListColumn<Block>> Columns =>
    [
        new("who", words["Blocks.Who"], Who) { IsName = true },
        new("kind", words["Blocks.Kind"], b => words["BlockKind." + b.Kind]) { Csv = b => Snake.Case(b.Kind.ToString()) },
        new("state", words["Blocks.State"], b => words["Blocks.Is" + StateOf(b)]) { Look = ColumnLook.State, Tone = b => b.Stands(clock.GetUtcNow()) ? "busy" : b.IsLifted(clock.GetUtcNow()) ? "good" : null, Csv = b => Snake.Case(StateOf(b)) },
        new("times", words["Blocks.Times"], b => b.Times.Counted()) { Look = ColumnLook.Number, Csv = b => b.Times.InFile() },
        new("last_at", words["Blocks.Last"], b => b.LastAt.Short()) { Look = ColumnLook.Time, Csv = b => b.LastAt.InFile() },
        new("serial", words["Serial"], b => units.GetValueOrDefault(b.UnitId)?.Serial) { Look = ColumnLook.Code, Csv = b => units.GetValueOrDefault(b.UnitId)?.Serial },
    ];

    public override IReadOnlyList<ListFilter> Filters =>
    [
        new("state", words["Blocks.State"]) { Options = [(Stands, words["Blocks.IsStands"]), (Lifted, words["Blocks.IsLifted"]), (Over, words["Blocks.IsOver"])] },
        new("kind", words["Blocks.Kind"]) { Options = [.. Enum.GetValues<BlockKind>().Select(k => (Snake.Case(k.ToString()), words["BlockKind." + k].Value))] },
    ];

    public override IReadOnlyList<ListOrder<Block>> Orders =>
        [new("-recorded", 1, q => q.OrderByDescending(b => b.Id), (q, m) => Guid.TryParse(m[0], out var id) ? q.Where(b => b.Id < id) : q, b => [b.Id.ToString()])];

    string StateOf(Block b) => b.IsLifted(clock.GetUtcNow()) ? "Lifted" : b.Stands(clock.GetUtcNow()) ? "Stands" : "Over";
    string Who(Block b) => b.Kind switch { BlockKind.Email => b.Email ?? "–", BlockKind.Network => words["Blocks.Network", b.KeyHash[..8]], _ => units.GetValueOrDefault(b.UnitId)?.Serial ?? words["BlockKind.Unit"] };

    public override string Say(int count) => words[count == 1 ? "Blocks.One" : "Blocks.Many", count.Counted()];
    public override string KeyOf(Block row) => row.Id.ToString();
    public override string NameOf(Block row) => Who(row);

    public override async Task Fill(IReadOnlyList<Block> rows, CancellationToken ct)
    {
        foreach (var (id, unit) in await products.Units([.. rows.Select(r => r.UnitId).Distinct()], ct)) units[id] = unit;
    }

    public override IQueryable<Block> Matching(ListQuery asked)
    {
        var (blocks, now) = (db.Set<Block>().AsNoTracking(), clock.GetUtcNow());
        if (Snake.TryEnum<BlockKind>(asked["kind"] ?? "", out var kind)) blocks = blocks.Where(b => b.Kind == kind);
        return asked["state"] switch
        {
            Stands => blocks.Where(b => b.Until > now && (b.LiftedUntil == null || b.LiftedUntil <= now)),
            Lifted => blocks.Where(b => b.LiftedUntil > now),
            Over => blocks.Where(b => b.Until <= now && (b.LiftedUntil == null || b.LiftedUntil <= now)),
            _ => blocks,
        };
    }

    public override async Task<Glance?> Look(string key, CancellationToken ct)
    {
        if (!Guid.TryParse(key, out var id) || await db.Set<Block>().AsNoTracking().SingleOrDefaultAsync(b => b.Id == id, ct) is not { } b) return null;
        await Fill([b], ct);
        var unit = units.GetValueOrDefault(b.UnitId);
        return new(Who(b))
        {
            State = words["Blocks.Is" + StateOf(b)], Tone = b.Stands(clock.GetUtcNow()) ? "busy" : null,
            Facts =
            [
                new(words["Blocks.Kind"], words["BlockKind." + b.Kind]), new(words["Blocks.Why"], words["BlockWhy." + b.Kind]), new(words["Blocks.Times"], b.Times.Counted()), new(words["Blocks.First"], b.FirstAt.Exact() + " UTC"), new(words["Blocks.Last"], b.LastAt.Exact() + " UTC"),
                new(words["Blocks.Until"], b.Until.Exact() + " UTC"), new(words["Blocks.LiftedUntil"], b.LiftedUntil is { } lifted ? lifted.Exact() + " UTC" : null), new(words["Blocks.LastUnit"], unit?.Key.Spaced) { IsCode = true, Href = unit is null ? null : "/admin/units?open=" + unit.Id },
            ],
            Steps = rights.May("owners.blocks.lift") && !b.IsLifted(clock.GetUtcNow()) ? [GlanceStep.Of(words["Blocks.Lift"], LiftBlocks.Action, b.Id.ToString())] : [],
        };
    }

    internal static async Task<IResult> Page(HttpContext http, ListReader lists, BlockList blocks, IStringLocalizer<Texts> words, CancellationToken ct) =>
        Pages.Console<BlocksPage>(new BlocksPage.Shown(words, await lists.Read(http, blocks, words["Blocks"], words, ct)));

    internal static IResult Csv(HttpContext http, ListReader lists, BlockList blocks, CancellationToken ct) => lists.Csv(http, blocks, ct);
}

/// <summary>Staff let somebody go on: for a week nothing holds them up for this.</summary>
internal sealed class LiftBlocks(AppDb db, IStringLocalizer<Texts> words, TimeProvider clock) : IBulkAction
{
    public const string Action = "blocks.lift";

    public string List => "blocks";
    public string Key => Action;
    public string Permission => "owners.blocks.lift";
    public string Text => words["Blocks.Lift"];
    public IReadOnlyList<BulkField> Fields => [];
    public bool CanBeUndone => true;
    public string Read(ConsoleForm form) => "";

    public async Task<IReadOnlyList<BulkRow>> Apply(IReadOnlyList<string> keys, string argument, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var blocks = (await Of(keys, ct)).Where(b => !b.IsLifted(now)).ToList();
        foreach (var block in blocks) block.Lift(now);
        return [.. blocks.Select(b => new BulkRow(b.Id.ToString(), null, "lifted"))];
    }

    public async Task<int> Restore(IReadOnlyList<BulkRow> rows, CancellationToken ct)
    {
        var blocks = await Of([.. rows.Select(r => r.Key)], ct);
        foreach (var block in blocks) block.PutBack();
        return blocks.Count;
    }

    Task<List<Block>> Of(IReadOnlyList<string> keys, CancellationToken ct)
    {
        Guid[] ids = [.. keys.Select(k => Guid.TryParse(k, out var id) ? id : Guid.Empty)];
        return db.Set<Block>().Where(b => ids.Contains(b.Id)).ToListAsync(ct);
    }
}
