using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Bulk;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Commerce.Parts;

/// <summary>One value of many parts at once; it can be put back.</summary>
internal abstract class SetOfParts<T>(AppDb db, IStringLocalizer<Texts> words, string what) : IBulkAction where T : class
{
    protected IStringLocalizer<Texts> Words => words;
    protected AppDb Db => db;

    public string List => "parts";
    public string Key => "parts." + what;
    public virtual string Permission => "commerce.parts.write";
    public string Text => words["Bulk.parts." + what];
    public bool CanBeUndone => true;
    public abstract IReadOnlyList<BulkField> Fields { get; }
    public abstract string Read(ConsoleForm form);
    protected abstract Task<List<T>> Rows(string[] skus, CancellationToken ct);
    protected abstract string SkuOf(T row);
    protected abstract string? Value(T row);
    protected abstract string? Next(T row, string argument);
    protected abstract void Set(T row, string? value);

    public async Task<IReadOnlyList<BulkRow>> Apply(IReadOnlyList<string> keys, string argument, CancellationToken ct)
    {
        List<BulkRow> changed = [];
        foreach (var row in await Rows([.. keys], ct))
        {
            if (Next(row, argument) is var next && next == Value(row)) continue;
            changed.Add(new(SkuOf(row), Value(row), next));
            Set(row, next);
        }
        return changed;
    }

    public async Task<int> Restore(IReadOnlyList<BulkRow> rows, CancellationToken ct)
    {
        var now = (await Rows([.. rows.Select(r => r.Key)], ct)).ToDictionary(SkuOf);
        var restored = rows.Where(r => now.TryGetValue(r.Key, out var row) && Value(row) == r.After).ToList();
        foreach (var row in restored) Set(now[row.Key], row.Before);
        return restored.Count;
    }
}

internal abstract class SetOfPart(AppDb db, IStringLocalizer<Texts> words, string what) : SetOfParts<Part>(db, words, what)
{
    protected override Task<List<Part>> Rows(string[] skus, CancellationToken ct) => Db.Set<Part>().Where(p => skus.Contains(p.Sku)).ToListAsync(ct);
    protected override string SkuOf(Part row) => row.Sku;
}

/// <summary>Prices up or down by some percent, to the cent.</summary>
internal sealed class ChangePrices(AppDb db, IStringLocalizer<Texts> words) : SetOfPart(db, words, "price")
{
    public override IReadOnlyList<BulkField> Fields => [new("value", Words["Bulk.Percent"]) { IsNeeded = true, Help = Words["Bulk.PercentHelp"] }];

    public override string Read(ConsoleForm form)
    {
        if (decimal.TryParse(form.Text("value")?.Replace(',', '.').TrimEnd('%', ' '), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent is >= -90 and <= 500 and not 0) return percent.ToString(CultureInfo.InvariantCulture);
        form.Refuse("value", Words["Bulk.PercentWrong"]);
        return "";
    }

    protected override string? Value(Part row) => Written(row.Price);
    protected override string? Next(Part row, string argument) => Written(Math.Round(row.Price * (1 + (decimal.Parse(argument, CultureInfo.InvariantCulture) / 100)), 2, MidpointRounding.AwayFromZero));
    protected override void Set(Part row, string? value) => row.Price = decimal.Parse(value!, CultureInfo.InvariantCulture);
    static string Written(decimal price) => price.ToString("0.00##", CultureInfo.InvariantCulture);
}

internal sealed class SetAvailability(AppDb db, IStringLocalizer<Texts> words) : SetOfPart(db, words, "availability")
{
    public override IReadOnlyList<BulkField> Fields => [new("value", Words["Sheet.Until"]) { Type = "date", Help = Words["Bulk.UntilHelp"] }];
    public override string Read(ConsoleForm form) => Written(form.Date("value")) ?? "";
    protected override string? Value(Part row) => Written(row.AvailableUntil);
    protected override string? Next(Part row, string argument) => argument.Length == 0 ? null : argument;
    protected override void Set(Part row, string? value) => row.AvailableUntil = value is null ? null : DateOnly.ParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture);
    static string? Written(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

internal sealed class CountStock(AppDb db, CurrentBrand brand, IStringLocalizer<Texts> words) : SetOfParts<Stock>(db, words, "stock")
{
    public override string Permission => "commerce.stock.write";
    public override IReadOnlyList<BulkField> Fields => [new("value", Words["Console.OnHand"]) { IsNeeded = true, Type = "number", Help = Words["Bulk.StockHelp"] }];

    public override string Read(ConsoleForm form)
    {
        if (form.Whole("value") is { } stock and >= 0 and <= Stock.Most) return stock.ToString(CultureInfo.InvariantCulture);
        form.Refuse([new("value", Words["Bulk.StockWrong"])]);
        return "";
    }

    protected override async Task<List<Stock>> Rows(string[] skus, CancellationToken ct)
    {
        var rows = await Db.Set<Stock>().Where(s => skus.Contains(s.Sku)).ToListAsync(ct);
        var known = await Db.Set<Part>().Where(p => skus.Contains(p.Sku)).Select(p => p.Sku).ToListAsync(ct);
        foreach (var sku in known.Except(rows.Select(r => r.Sku)).ToList())
        {
            rows.Add(new Stock { BrandId = brand.Id, Sku = sku });
            Db.Add(rows[^1]);
        }
        return rows;
    }

    protected override string SkuOf(Stock row) => row.Sku;
    protected override string? Value(Stock row) => row.OnHand.ToString(CultureInfo.InvariantCulture);
    protected override string? Next(Stock row, string argument) => argument;
    protected override void Set(Stock row, string? value) => row.OnHand = int.Parse(value!, CultureInfo.InvariantCulture);
}
