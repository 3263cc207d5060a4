using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products.Units;

namespace Nameplate.Products.Codes;

/// <summary>Gives a unit in the field a new label: its code leads to the unit from now on. The serial it had leads there still.</summary>
internal sealed class BindCode(AppDb db, CurrentBrand brand, TimeProvider clock, IStringLocalizer<Texts> words)
{
    /// <param name="Serial">The unit’s serial as its old label says it, or the address its old code carries.</param>
    /// <param name="Record">The unit is not on record yet: put it there.</param>
    internal sealed record Input(string? Serial, bool Record = false);

    internal async Task<(ProductUnit? Unit, FieldError? Error)> Handle(LabelCode label, Input input, CancellationToken ct)
    {
        if (input.Serial?.Trim() is not { Length: > 0 } typed) return (null, new("serial", words["Wrong.OldSerial"]));
        if (label.State == CodeState.Void) return (null, new("code", words["Wrong.CodeVoid"]));
        var unit = await Find(label.Gtin, typed, ct);
        if (label.State == CodeState.Bound) return unit is not null && unit.Id == label.UnitId ? (unit.Shown, null) : (null, new("code", words["Wrong.CodeTaken"]));
        var now = clock.GetUtcNow();
        if (unit is null && (FindCode.InAddress(typed)?.Gtin ?? label.Gtin) != label.Gtin) return (null, new("serial", words["Wrong.OtherProduct"]));
        if (unit is null && !input.Record) return (null, new("serial", words["Wrong.NoUnit"]));
        if (unit is null)
        {
            var serial = FindCode.InAddress(typed)?.Serial ?? string.Concat(typed.Where(c => !char.IsWhiteSpace(c)));
            if (!Gs1.Serial.IsValid(serial) || await db.Set<LabelCode>().AnyAsync(c => c.Gtin == label.Gtin && c.Serial == serial, ct)) return (null, new("serial", words["Wrong.OldSerial"]));
            db.Add(unit = new Unit { BrandId = brand.Id, Gtin = label.Gtin, Serial = serial, Status = UnitStatus.InService, CreatedAt = now });
            db.Announce(new UnitsRecorded([unit.Recorded]), now, unit.Id);
        }
        label.Bind(unit.Id, now);
        unit.Label = label.Serial;
        db.Announce(new CodeBound(unit.Id, label.Gtin, label.Serial), now, unit.Id);
        try { await db.SaveChangesAsync(ct); }
        catch (DbUpdateException error) when (error is DbUpdateConcurrencyException || db.Dialect.IsDuplicateKey(error))
        {
            db.ChangeTracker.Clear();      // somebody was quicker
            return (null, new("code", words["Wrong.CodeTaken"]));
        }
        return (unit.Shown, null);
    }

    async Task<Unit?> Find(string gtin, string typed, CancellationToken ct)
    {
        string[] ways = FindCode.InAddress(typed) is { } key ? key.Gtin == gtin ? [key.Serial] : [] : [typed, FindCode.Compact(typed)];
        foreach (var serial in ways)
        {
            if (await db.Set<Unit>().SingleOrDefaultAsync(u => u.Gtin == gtin && u.Serial == serial, ct) is { } unit) return unit;
            if (await db.Set<LabelCode>().Where(c => c.Gtin == gtin && c.Serial == serial).Select(c => c.UnitId).SingleOrDefaultAsync(ct) is { } id) return await db.Set<Unit>().SingleAsync(u => u.Id == id, ct);
        }
        return null;
    }

    /// <summary>Binds the code of a new label to a unit in the field.</summary>
    /// <remarks>The serial the unit had leads to it still.</remarks>
    /// <response code="200">The unit; its code leads to it from now on.</response>
    /// <response code="422">Names the field that is not right, and the remedy: <c>serial</c> where no such unit is on record, <c>code</c> where the label is on another unit or void.</response>
    /// <example>
    /// POST /api/v1/codes/09506000134352/7Q4MKX2PV9TNA/binding
    /// {"serial": "B1-000123"}
    /// 200
    /// {"gtin": "09506000134352", "serial": "7Q4MKX2PV9TNA", "state": "bound", "unit": {"gtin": "09506000134352", "serial": "B1-000123"}, "reason": null, "digitalLink": "https://id.example.com/01/09506000134352/21/7Q4MKX2PV9TNA"}
    /// </example>
    internal static async Task<Results<Ok<ShowCodes.Item>, ProblemHttpResult>> Api(UnitKey? unit, Input input, AppDb db, BindCode bind, Links links, CancellationToken ct)
    {
        if (unit is not { } key || await db.Set<LabelCode>().SingleOrDefaultAsync(c => c.Gtin == key.Gtin && c.Serial == key.Serial, ct) is not { } label) return ShowCodes.NotThere;
        var (bound, error) = await bind.Handle(label, input, ct);
        return bound is null ? Problems.Fields([error!]) : TypedResults.Ok(ShowCodes.Item.Of(label, bound.Key, links));
    }
}
