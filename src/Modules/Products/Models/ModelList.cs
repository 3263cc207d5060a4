using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Access;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;
using Nameplate.Products.Mints;
using Nameplate.Products.Units;

namespace Nameplate.Products.Models;

/// <summary>The console's list of products.</summary>
internal sealed class ModelList(AppDb db, Rights rights, IStringLocalizer<Texts> words) : ConsoleList<Model>
{
    string[] categories = [];

    public override string Key => "products";

    public override IReadOnlyList<ListColumn<Model>> Columns =>
    [
        new("picture", words["Picture"], m => m.ImageUrl) { Look = ColumnLook.Picture },
        new("name", words["Name"], m => m.Name) { IsName = true, Below = m => m.ModelNumber, Order = "name", Csv = m => m.Name },
        new("gtin", words["Gtin"], m => m.Gtin) { Look = ColumnLook.Code, Order = "gtin", Csv = m => m.Gtin },
        new("model", words["ModelNumber"], m => m.ModelNumber) { IsUsual = false, Csv = m => m.ModelNumber },
        new("category", words["Category"], m => m.Category) { Csv = m => m.Category },
        new("list_price", words["ListPrice"], m => m is { ListPrice: { } price, Currency: { } currency } ? new Money(price, currency).ToString() : null) { Look = ColumnLook.Number, Csv = m => m.ListPrice?.ToString("0.####", CultureInfo.InvariantCulture) },
        new("currency", words["Currency"], m => m.Currency) { IsUsual = false, Csv = m => m.Currency },
        new("warranty_months", words["WarrantyMonths"], m => Whole(m.WarrantyMonths)) { Look = ColumnLook.Number, IsUsual = false, Csv = m => Whole(m.WarrantyMonths) },
        new("statutory_months", words["StatutoryMonths"], m => Whole(m.StatutoryMonths)) { Look = ColumnLook.Number, IsUsual = false, Csv = m => Whole(m.StatutoryMonths) },
        new("brand", words["Product.Brand"], m => m.BrandLabel) { IsUsual = false, Csv = m => m.BrandLabel },
        new("description", words["Description"], m => m.Description) { IsUsual = false, Csv = m => m.Description },
        new("image_url", words["ImageUrl"], m => m.ImageUrl) { IsUsual = false, Csv = m => m.ImageUrl },
        new("consumable_note", words["ConsumableNote"], m => m.ConsumableNote) { IsUsual = false, Csv = m => m.ConsumableNote },
        new("manual_url", words["ManualUrl"], m => m.ManualUrl) { IsUsual = false, Csv = m => m.ManualUrl },
        new("setup_url", words["SetupUrl"], m => m.SetupUrl) { IsUsual = false, Csv = m => m.SetupUrl },
    ];

    public override IReadOnlyList<ListFilter> Filters => [new("q", words["Products.Filter"]), new("category", words["Category"]) { Options = [.. categories.Select(c => (c, c))] }];

    public override IReadOnlyList<ListOrder<Model>> Orders =>
    [
        new("name", 2, q => q.OrderBy(m => m.Name).ThenBy(m => m.Gtin), (q, k) => Behind(q, k[0], k[1]), m => [m.Name, m.Gtin]),
        new("-name", 2, q => q.OrderByDescending(m => m.Name).ThenByDescending(m => m.Gtin), (q, k) => Before(q, k[0], k[1]), m => [m.Name, m.Gtin]),
        new("gtin", 1, q => q.OrderBy(m => m.Gtin), (q, k) => Behind(q, k[0]), m => [m.Gtin]),
    ];

    static IQueryable<Model> Behind(IQueryable<Model> models, string name, string gtin) => models.Where(m => string.Compare(m.Name, name) > 0 || (m.Name == name && string.Compare(m.Gtin, gtin) > 0));
    static IQueryable<Model> Before(IQueryable<Model> models, string name, string gtin) => models.Where(m => string.Compare(m.Name, name) < 0 || (m.Name == name && string.Compare(m.Gtin, gtin) < 0));
    static IQueryable<Model> Behind(IQueryable<Model> models, string gtin) => models.Where(m => string.Compare(m.Gtin, gtin) > 0);

    static string? Whole(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    public override string Say(int count) => count == 1 ? words["Products.One"] : words["Products.Many", count.ToString("N0", CultureInfo.CurrentCulture)];
    public override string Opens(Model row) => "/admin/products/" + row.Gtin;
    public override string KeyOf(Model row) => row.Gtin;
    public override string NameOf(Model row) => row.Name;

    public override async Task<Glance?> Look(string key, CancellationToken ct)
    {
        if (await db.Set<Model>().AsNoTracking().SingleOrDefaultAsync(m => m.Gtin == key, ct) is not { } m) return null;
        var units = await db.Set<Unit>().Where(u => u.Gtin == key).Take(ShowModel.CountedUpTo + 1).CountAsync(ct);
        var mints = rights.May("products.mints.read") ? await db.Set<Mint>().AsNoTracking().Where(x => x.Gtin == key).OrderByDescending(x => x.Id).Take(3).ToListAsync(ct) : [];
        return new(m.Name)
        {
            Page = Opens(m), Picture = m.ImageUrl,
            Facts =
            [
                new(words["Gtin"], m.Gtin) { IsCode = true }, new(words["ModelNumber"], m.ModelNumber), new(words["Category"], m.Category), new(words["ListPrice"], m is { ListPrice: { } price, Currency: { } currency } ? new Money(price, currency).ToString() : null),
                new(words["Warranty"], m.WarrantyMonths is { } months ? words[months == 1 ? "Months.One" : "Months.Many", months].Value : null),
                new(words["Units"], units > ShowModel.CountedUpTo ? words["Units.MoreThan", ShowModel.CountedUpTo.Counted()] : words[units == 1 ? "Units.One" : "Units.Many", units.Counted()]) { Href = "/admin/units?gtin=" + m.Gtin },
                new(words["Unit.OwnersPage"], words["Open"]) { Href = "/p/" + m.Gtin },
            ],
            Parts = [new(words["Mints"], [.. mints.Select(x => new GlanceLine(words["Units.Many", x.Count.Counted()], x.CreatedAt.Long(), "/admin/units?mint=" + x.Id))])],
        };
    }

    public override async Task Prepare(CancellationToken ct) => categories = await db.Set<Model>().AsNoTracking().Select(m => m.Category).Distinct().OrderBy(c => c).Take(100).ToArrayAsync(ct);

    public override IQueryable<Model> Matching(ListQuery asked)
    {
        var models = db.Set<Model>().AsNoTracking();
        if (asked["category"] is { } category) models = models.Where(m => m.Category == category);
#pragma warning disable MA0011 // SQL's lower()
        if (asked["q"]?.ToLowerInvariant() is { } text)
            models = models.Where(m => m.Name.ToLower().Contains(text) || m.Gtin.Contains(text) || m.ModelNumber.ToLower().Contains(text) || m.Category.ToLower().Contains(text));
#pragma warning restore MA0011
        return models;
    }
}
