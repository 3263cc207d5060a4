using Nameplate.Products;

namespace Nameplate.Owners.Finder;

/// <summary>Finds the unit somebody means who types its number.</summary>
internal sealed class FindUnit(IProducts products)
{
    /// <param name="Unit">The one that has the number.</param>
    /// <param name="Near">The only one whose number looks like it: worth asking, not worth taking.</param>
    /// <param name="IsOnSeveral">The number stands on units of more than one product.</param>
    internal sealed record Found(ProductUnit? Unit, ProductUnit? Near = null, bool IsOnSeveral = false);

    public async Task<Found> Of(string gtin, string typed, CancellationToken ct)
    {
        if (UnitKey.Named(typed) is { } named) return new(named.Gtin == gtin ? await products.Unit(named.Gtin, named.Serial, ct) : null);
        foreach (var same in NearSerial.Same(typed))
            if (await products.Unit(gtin, same, ct) is { } unit) return new(unit);
        var near = await products.UnitIds(NearSerial.Like(typed).Select(s => new UnitKey(gtin, s)), ct);
        return new(null, near.Values.Distinct().ToList() is [var only] ? await products.Unit(only, ct) : null);      // where several look like it, nobody is asked: it would be guessing for him
    }

    /// <summary>Whatever its product: a number alone, a number behind a GTIN, or the address in a code.</summary>
    public async Task<Found> OfAny(string typed, CancellationToken ct)
    {
        if (UnitKey.Named(typed.Trim()) is { } named) return await Of(named.Gtin, named.Serial, ct);
        var same = await products.UnitsBySerial(NearSerial.Same(typed), ct);
        if (same.Count > 0) return same is [var unit] ? new(unit) : new(null, IsOnSeveral: true);
        return new(null, await products.UnitsBySerial(NearSerial.Like(typed), ct) is [var near] ? near : null);
    }
}
