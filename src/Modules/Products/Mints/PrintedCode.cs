using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Storage;
using Nameplate.Products.Codes;
using Nameplate.Products.Units;

namespace Nameplate.Products.Mints;

/// <summary>One code of a run, to be printed.</summary>
/// <param name="Claim">Its unit's claim code, where one is needed.</param>
internal sealed record PrintedCode(string Gtin, string Serial, string? Lot, string? Claim)
{
    public UnitKey Key => new(Gtin, Serial);

    /// <summary>The codes of a run piece by piece, in the order they were made: no read lasts longer than a piece, however slow the printer. Void ones are not printed again.</summary>
    public static async IAsyncEnumerable<PrintedCode[]> Of(AppDb db, Mint mint, byte[]? claims, int piece, [EnumeratorCancellation] CancellationToken ct)
    {
        if (mint.ForField)
        {
            for (var after = ""; ;)
            {
                var serials = await db.Set<LabelCode>().Where(c => c.MintId == mint.Id && string.Compare(c.Serial, after) > 0 && c.State != CodeState.Void).OrderBy(c => c.Serial).Take(piece).Select(c => c.Serial).ToListAsync(ct);
                if (serials.Count > 0) yield return [.. serials.Select(s => new PrintedCode(mint.Gtin, s, mint.Lot, null))];
                if (serials.Count < piece) yield break;
                after = serials[^1];
            }
        }
        for (var after = Guid.Empty; ;)
        {
            var units = await db.Set<Unit>().Where(u => u.MintId == mint.Id && u.Id.CompareTo(after) > 0 && !db.Set<LabelCode>().Any(c => c.Gtin == u.Gtin && c.Serial == u.Serial && c.State == CodeState.Void))
                .OrderBy(u => u.Id).Take(piece).Select(u => new { u.Id, u.Serial, u.Lot }).ToListAsync(ct);
            if (units.Count > 0) yield return [.. units.Select(u => new PrintedCode(mint.Gtin, u.Serial, u.Lot, claims is null ? null : ClaimCodes.Of(claims, new(mint.Gtin, u.Serial))))];
            if (units.Count < piece) yield break;
            after = units[^1].Id;
        }
    }
}
