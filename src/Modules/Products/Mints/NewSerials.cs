using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Storage;
using Nameplate.Products.Codes;
using Nameplate.Products.Units;

namespace Nameplate.Products.Mints;

/// <summary>The serials a run has still to make. What is on record is passed over, and the records themselves refuse a second one: no two units share a serial.</summary>
internal static class NewSerials
{
    /// <returns>Less than what is left of the run where the maker's own list holds serials that are on record.</returns>
    public static async Task<string[]> Of(AppDb db, Mint mint, CancellationToken ct) => mint.Style switch
    {
        SerialStyle.Sequence => await CountedUp(db, mint, ct),
        SerialStyle.Own => await FromList(db, mint, ct),
        _ => Mint.NewSerials(mint.Left),
    };

    static async Task<string[]> CountedUp(AppDb db, Mint mint, CancellationToken ct)
    {
        List<string> serials = new(mint.Left);
        for (var next = mint.NextNumber!.Value; serials.Count < mint.Left; next += mint.Left)
        {
            var last = Math.Min(next + mint.Left - 1, mint.LastNumber);
            if (last < next) throw new InvalidOperationException($"All numbers of {mint.Digits} digits behind “{mint.Prefix}” are taken. Mint the rest with another prefix.");
            var taken = await Taken(db, mint.Gtin, mint.Numbered(next), mint.Numbered(last), ct);
            for (var n = next; n <= last && serials.Count < mint.Left; n++)
                if (mint.Numbered(n) is var serial && !taken.Contains(serial)) serials.Add(serial);
        }
        return [.. serials];
    }

    /// <summary>Of any product of the brand: one serial names one unit, also for who reads it aloud without its GTIN.</summary>
    static async Task<HashSet<string>> Taken(AppDb db, string gtin, string from, string to, CancellationToken ct)
    {
        var units = db.Set<Unit>().Where(u => string.Compare(u.Serial, from) >= 0 && string.Compare(u.Serial, to) <= 0).Select(u => u.Serial);
        var labels = db.Set<LabelCode>().Where(c => c.Gtin == gtin && string.Compare(c.Serial, from) >= 0 && string.Compare(c.Serial, to) <= 0).Select(c => c.Serial);
        return [.. await units.ToListAsync(ct), .. await labels.ToListAsync(ct)];
    }

    static async Task<string[]> FromList(AppDb db, Mint mint, CancellationToken ct)
    {
        var pieces = await db.Set<SerialList>().AsNoTracking().Where(l => l.MintId == mint.Id).OrderBy(l => l.Number).Select(l => l.Serials).ToListAsync(ct);
        List<string> serials = [];
        foreach (var piece in pieces)
        {
            var asked = piece.Split('\n');
            serials.AddRange(asked.Except(await OnRecord(db, mint.Gtin, asked, ct)));
        }
        return [.. serials];
    }

    public static async Task<HashSet<string>> OnRecord(AppDb db, string gtin, IReadOnlyList<string> serials, CancellationToken ct)
    {
        object[][] keys = [.. serials.Select(s => (object[])[gtin, s])];
        var units = await db.Dialect.Among<Unit>(db, ["gtin", "serial"], keys).AsNoTracking().Select(u => u.Serial).ToListAsync(ct);
        var labels = await db.Dialect.Among<LabelCode>(db, ["gtin", "serial"], keys).AsNoTracking().Select(c => c.Serial).ToListAsync(ct);
        return [.. units, .. labels];
    }
}
