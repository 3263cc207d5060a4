using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Products.Mints;

/// <summary>What serials a run is going to have: unguessable ones, unless the order says otherwise.</summary>
internal sealed class PlanSerials(AppDb db, IStringLocalizer<Texts> words)
{
    const int LongestPrefix = 14, LongestSerial = 20, MostDigits = 12, UsualDigits = 5, Named = 5;

    internal sealed record Planned(SerialStyle Style, int Count, string? Prefix = null, long? Start = null, int? Digits = null);

    internal async Task<(Planned? Plan, FieldError? Error)> Plan(string gtin, MintUnits.Input input, CancellationToken ct)
    {
        if (input.Serials is { } own) return await Own(gtin, own, input.Count, ct);
        if (input.Count is < 1 or > Mint.Most) return (null, new("count", words["Wrong.Count", Mint.Most]));
        if (input.Prefix is null && input.Start is null && input.Digits is null) return (new(SerialStyle.Random, input.Count), null);

        var prefix = input.Prefix ?? "";
        if (prefix.Length > LongestPrefix || (prefix.Length > 0 && !Gs1.Serial.IsValid(prefix))) return (null, new("prefix", words["Wrong.Prefix", LongestPrefix]));
        if (input.Start is < 0) return (null, new("start", words["Wrong.Start"]));
        if (input.Digits is < 1 or > MostDigits || prefix.Length + (input.Digits ?? 1) > LongestSerial) return (null, new("digits", words["Wrong.Digits", Math.Min(MostDigits, LongestSerial - prefix.Length)]));

        var before = await db.Set<Mint>().AsNoTracking().Where(m => m.Style == SerialStyle.Sequence && m.Prefix == prefix).OrderByDescending(m => m.NextNumber).FirstOrDefaultAsync(ct);
        var start = input.Start ?? (before is null ? 1 : before.NextNumber!.Value + before.Left);
        var needed = (start + input.Count - 1).ToString(CultureInfo.InvariantCulture).Length;
        var digits = input.Digits ?? Math.Max(needed, before?.Digits ?? UsualDigits);
        return digits < needed || prefix.Length + digits > LongestSerial || digits > MostDigits ? (null, new("digits", words["Wrong.DigitsNeeded", needed])) : (new(SerialStyle.Sequence, input.Count, prefix, start, digits), null);
    }

    async Task<(Planned?, FieldError?)> Own(string gtin, IReadOnlyList<string> serials, int count, CancellationToken ct)
    {
        if (serials.Count is < 1 or > SerialList.Most) return (null, new("serials", words["Wrong.SerialsCount", SerialList.Most.ToString("N0", CultureInfo.CurrentCulture)]));
        if (count != 0 && count != serials.Count) return (null, new("count", words["Wrong.SerialsOther", serials.Count]));
        if (Some(serials.Where(s => !Gs1.Serial.IsValid(s))) is { } wrong) return (null, new("serials", words["Wrong.SerialsForm", wrong]));
        if (Some(serials.CountBy(s => s).Where(s => s.Value > 1).Select(s => s.Key)) is { } twice) return (null, new("serials", words["Wrong.SerialsTwice", twice]));
        List<string> there = [];
        foreach (var piece in serials.Chunk(5_000)) there.AddRange(await NewSerials.OnRecord(db, gtin, piece, ct));
        return Some(there) is { } known ? (null, new("serials", words["Wrong.SerialsKnown", known])) : (new(SerialStyle.Own, serials.Count), null);
    }

    /// <summary>The first of them, to look for; null when there are none.</summary>
    static string? Some(IEnumerable<string> serials) => serials.Take(Named + 1).ToList() is { Count: > 0 } some ? string.Join(", ", some.Take(Named)) + (some.Count > Named ? " …" : "") : null;
}
