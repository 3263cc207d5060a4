using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;

namespace Nameplate.Platform.Imports;

/// <summary>The console's list of imports, of the kinds that its reader may import.</summary>
internal sealed class ImportList(AppDb db, OpenKinds kinds, IStringLocalizer<Texts> words) : ConsoleList<ImportRun>
{
    public override string Key => "imports";

    public override IReadOnlyList<ListColumn<ImportRun>> Columns =>
    [
        new("file", words["File"], r => r.FileName) { IsName = true, Below = r => r.DryRun ? words["Import.IsDryRun"].Value : null, Csv = r => r.FileName },
        new("kind", words["Import.Kind"], r => NameOf(r.Kind)) { Csv = r => r.Kind },
        new("state", words["State"], r => words["ImportState." + r.State] + (r.State == ImportState.Running && r.FileBytes is not null ? " " + r.Share.ToString("P0", System.Globalization.CultureInfo.CurrentCulture) : null)) { Look = ColumnLook.State, Tone = ImportRunPage.Tone, Csv = r => Snake.Case(r.State.ToString()) },
        new("refused", words["Import.Refused"], r => r.RefusedRows.Counted()) { Look = ColumnLook.Number, Csv = r => r.RefusedRows.InFile() },
        new("added", words["Import.Added"], r => r.Added.Counted()) { Look = ColumnLook.Number, Csv = r => r.Added.InFile() },
        new("changed", words["Import.Changed"], r => r.ChangedRows.Counted()) { Look = ColumnLook.Number, Csv = r => r.ChangedRows.InFile() },
        new("unchanged", words["Import.Unchanged"], r => r.Unchanged.Counted()) { Look = ColumnLook.Number, Csv = r => r.Unchanged.InFile() },
        new("rows", words["Import.Rows"], r => r.Rows.Counted()) { Look = ColumnLook.Number, IsUsual = false, Csv = r => r.Rows.InFile() },
        new("begun_at", words["When"], r => r.StartedAt.Exact() + " UTC") { Look = ColumnLook.Time, Order = "begun", Csv = r => r.StartedAt.InFile() },
        new("dry_run", words["Import.DryRun"], r => r.DryRun ? "✓" : null) { IsUsual = false, Csv = r => r.DryRun ? "true" : "false" },
    ];

    public override IReadOnlyList<ListFilter> Filters =>
    [
        new("of", words["Import.Kind"]) { Options = [.. kinds.All.Select(k => (k.Kind, NameOf(k.Kind)))] },
        new("state", words["State"]) { Options = [.. Enum.GetValues<ImportState>().Select(s => (Snake.Case(s.ToString()), words["ImportState." + s].Value))] },
        new("refused", words["Import.Refused"]) { Options = [("some", words["Import.SomeRefused"])] },
    ];

    public override IReadOnlyList<ListOrder<ImportRun>> Orders =>
    [
        new("-begun", 1, q => q.OrderByDescending(r => r.Id), (q, m) => Guid.TryParse(m[0], out var id) ? q.Where(r => r.Id < id) : q, r => [r.Id.ToString()]),
        new("begun", 1, q => q.OrderBy(r => r.Id), (q, m) => Guid.TryParse(m[0], out var id) ? q.Where(r => r.Id > id) : q, r => [r.Id.ToString()]),
    ];

    public override string Say(int count) => words[count == 1 ? "Import.One" : "Import.Many", count.Counted()];
    public override string Opens(ImportRun row) => $"/admin/imports/{row.Id}";
    public override string KeyOf(ImportRun row) => row.Id.ToString();
    public override string NameOf(ImportRun row) => row.FileName;
    public override bool IsBusy(ImportRun row) => row.State is ImportState.Waiting or ImportState.Running;

    string NameOf(string kind) => words["ImportKind." + kind] is { ResourceNotFound: false } named ? named.Value : kind;

    public override IQueryable<ImportRun> Matching(ListQuery asked)
    {
        var open = kinds.Names;
        var runs = db.Set<ImportRun>().AsNoTracking().Where(r => open.Contains(r.Kind));
        if (asked["of"] is { } kind) runs = runs.Where(r => r.Kind == kind);
        if (Snake.TryEnum<ImportState>(asked["state"] ?? "", out var state)) runs = runs.Where(r => r.State == state);
        if (asked["refused"] is not null) runs = runs.Where(r => r.RefusedRows > 0 || r.State == ImportState.Refused);
        return runs;
    }

    public override async Task<Glance?> Look(string key, CancellationToken ct)
    {
        if (!Guid.TryParse(key, out var id) || await db.Set<ImportRun>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct) is not { } r || kinds.Missing(r.Kind) is not null) return null;
        return new(r.FileName)
        {
            Page = Opens(r), State = words["ImportState." + r.State] + (r.DryRun ? " · " + words["Import.IsDryRun"] : null), Tone = ImportRunPage.Tone(r),
            Facts =
            [
                new(words["Events.Why"], r.Error), new(words["Import.Kind"], NameOf(r.Kind)), new(words["When"], r.StartedAt.Exact() + " UTC"), new(words["Import.Rows"], r.Rows.Counted()), new(words["Import.Added"], r.Added.Counted()), new(words["Import.Changed"], r.ChangedRows.Counted()),
                new(words["Import.Unchanged"], r.Unchanged.Counted()), new(words["Import.Refused"], r.RefusedRows == 0 ? r.RefusedRows.Counted() : words["Import.SeeRefused", r.RefusedRows.Counted()]) { Href = r.RefusedRows == 0 ? null : Opens(r) },
            ],
        };
    }
}
