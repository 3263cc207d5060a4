using Nameplate.Owners;
using Nameplate.Platform.Imports;
using Nameplate.Products;

namespace Nameplate.Support;

/// <summary>What a row of a file speaks of: a model, or one unit of it.</summary>
internal sealed record Concerned(string? Gtin, UnitKey? Unit)
{
    public static Concerned In(ImportRow row)
    {
        var gtin = row.Optional("gtin") is null && row.Optional("serial") is null ? null : row.Gtin();
        return new(gtin, row.Optional("serial") is null ? null : new UnitKey(gtin!, row.Serial()));
    }
}

/// <summary>What the rows of a batch name, as it is on record.</summary>
internal sealed record OnRecord(IReadOnlyDictionary<UnitKey, Guid> Units, IReadOnlyDictionary<string, ProductModel> Models)
{
    public static async Task<OnRecord> Of(IReadOnlyCollection<Concerned> concerned, IProducts products, CancellationToken ct) =>
        new(await products.UnitIds(concerned.Select(c => c.Unit).OfType<UnitKey>(), ct), await products.Models([.. concerned.Where(c => c.Unit is null).Select(c => c.Gtin).OfType<string>().Distinct()], ct));

    public Guid? Unit(Concerned concerned) => concerned.Unit is { } key ? Units[key] : null;

    /// <summary>Refuses a row that names what is not on record.</summary>
    public void Check(ImportRow row, Concerned concerned)
    {
        if (concerned.Unit is { } key && !Units.ContainsKey(key)) row.Refuse("serial", $"no unit has the GTIN {key.Gtin} and the serial {key.Serial}", "import the unit first, or leave the serial out");
        else if (concerned is { Unit: null, Gtin: { } gtin } && !Models.ContainsKey(gtin)) row.Refuse("gtin", $"no product has the GTIN {gtin}", "import the product first");
    }

    /// <summary>Who the addresses of a batch belong to.</summary>
    public static async Task<Dictionary<string, Guid>> People(IOwners owners, IEnumerable<string?> emails, CancellationToken ct) =>
        (await owners.PeopleFor([.. emails.OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)], ct)).ToDictionary(p => p.Key, p => p.Value.Id, StringComparer.OrdinalIgnoreCase);
}
