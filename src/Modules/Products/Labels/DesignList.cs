using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;

namespace Nameplate.Products.Labels;

/// <summary>The console's list of label designs.</summary>
internal sealed class DesignList(AppDb db, IStringLocalizer<Texts> words) : ConsoleList<LabelDesign>
{
    public override string Key => "labels";

    public override IReadOnlyList<ListColumn<LabelDesign>> Columns =>
    [
        new("name", words["Name"], d => d.Name) { IsName = true, Csv = d => d.Name },
        new("sheet", words["Design.Sheet"], d => TitleOf(d)) { Csv = d => d.Sheet },
        new("placement", words["Design.Placement"], d => PlacementOf(d)) { Csv = d => d.Placement is { } p ? Snake.Of(p) : null },
        new("code_size", words["Design.CodeSize"], d => Millimetres(d.CodeSize)) { Look = ColumnLook.Number },
    ];

    static string Millimetres(decimal length) => string.Create(CultureInfo.CurrentCulture, $"{length:0.##} mm");
    string TitleOf(LabelDesign d) => d.Sheet == SheetSize.Free ? string.Create(CultureInfo.CurrentCulture, $"{words["Design.Free"].Value} · {d.Width:0.##} × {d.Height:0.##} mm") : d.Size.Title;
    string PlacementOf(LabelDesign d) => d.Placement is { } p ? words["Placement." + Snake.Of(p)] : words["Placement.none"];

    public override IReadOnlyList<ListFilter> Filters => [new("q", words["Name"])];

    public override IReadOnlyList<ListOrder<LabelDesign>> Orders => [new("name", 1, q => q.OrderBy(d => d.Name), (q, m) => Behind(q, m[0]), d => [d.Name])];

    static IQueryable<LabelDesign> Behind(IQueryable<LabelDesign> designs, string name) => designs.Where(d => string.Compare(d.Name, name) > 0);

    public override string Say(int count) => count == 1 ? words["Designs.One"] : words["Designs.Many", count.Counted()];
    public override string Opens(LabelDesign row) => "/admin/labels/" + row.Id;
    public override string KeyOf(LabelDesign row) => row.Id.ToString();
    public override string NameOf(LabelDesign row) => row.Name;

    public override async Task<Glance?> Look(string key, CancellationToken ct) =>
        Guid.TryParse(key, out var id) && await db.Set<LabelDesign>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, ct) is { } d
            ? new(d.Name) { Page = Opens(d), Facts = [new(words["Design.Sheet"], TitleOf(d)), new(words["Design.Placement"], PlacementOf(d)), new(words["Design.CodeSize"], Millimetres(d.CodeSize))] } : null;

    public override IQueryable<LabelDesign> Matching(ListQuery asked)
    {
        var designs = db.Set<LabelDesign>().AsNoTracking();
#pragma warning disable MA0011 // SQL's lower()
        if (asked["q"]?.ToLowerInvariant() is { } text) designs = designs.Where(d => d.Name.ToLower().Contains(text));
#pragma warning restore MA0011
        return designs;
    }
}
