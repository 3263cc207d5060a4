using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products.Units;

namespace Nameplate.Products.Codes;

/// <summary>Makes the code of a label void: it was misprinted, lost, or copied. Who scans it is told so; the unit stays as it is.</summary>
internal sealed class VoidCode(AppDb db, CurrentBrand brand, TimeProvider clock, IStringLocalizer<Texts> words)
{
    /// <param name="Reason">Why, up to 200 characters. It names no person.</param>
    internal sealed record Input(string? Reason);

    /// <returns>The code; null with what is wrong; null without an error when there is no such code.</returns>
    internal async Task<(LabelCode? Code, FieldError? Error)> Handle(UnitKey key, Input input, CancellationToken ct)
    {
        if (input.Reason?.Trim() is not { Length: > 0 and <= LabelCode.LongestReason } reason) return (null, new("reason", words["Wrong.Reason", LabelCode.LongestReason]));
        var (label, unit) = await Read(key, ct);
        if (label is null) return (null, null);
        if (label.State == CodeState.Void) return (null, new("code", words["Wrong.CodeVoid"]));
        await Void(label, unit, reason, ct);
        await db.SaveChangesAsync(ct);
        return (label, null);
    }

    /// <summary>The label's row and its unit; a unit's own label gets its row now.</summary>
    internal async Task<(LabelCode? Label, Unit? Unit)> Read(UnitKey key, CancellationToken ct)
    {
        var label = await db.Set<LabelCode>().SingleOrDefaultAsync(c => c.Gtin == key.Gtin && c.Serial == key.Serial, ct);
        var unit = label is null ? await db.Set<Unit>().SingleOrDefaultAsync(u => u.Gtin == key.Gtin && u.Serial == key.Serial, ct)
            : label.UnitId is { } id ? await db.Set<Unit>().SingleAsync(u => u.Id == id, ct) : null;
        if (label is null && unit is not null)
        {
            label = new LabelCode { BrandId = brand.Id, Gtin = unit.Gtin, Serial = unit.Serial, CreatedAt = unit.CreatedAt };
            label.Bind(unit.Id, unit.CreatedAt);
            db.Add(label);
        }
        return (label, unit);
    }

    internal async Task Void(LabelCode label, Unit? unit, string reason, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        label.Void(reason, now);
        if (unit is not null && (unit.Label ?? unit.Serial) == label.Serial)
            unit.Label = await db.Set<LabelCode>().Where(c => c.UnitId == unit.Id && c.State == CodeState.Bound && c.Serial != label.Serial && c.Serial != unit.Serial).OrderByDescending(c => c.BoundAt).Select(c => c.Serial).FirstOrDefaultAsync(ct);
        db.Announce(new CodeVoided(unit?.Id, label.Gtin, label.Serial), now, unit?.Id);
    }

    /// <summary>Makes the code of a label void.</summary>
    /// <remarks>The unit stays on record; who scans the code is told that the label was withdrawn.</remarks>
    /// <response code="409">It is void already.</response>
    /// <example>
    /// POST /api/v1/codes/09506000134352/7Q4MKX2PV9TNA/voiding
    /// {"reason": "Found on copies"}
    /// 200
    /// {"gtin": "09506000134352", "serial": "7Q4MKX2PV9TNA", "state": "void", "unit": {"gtin": "09506000134352", "serial": "7Q4MKX2PV9TNA"}, "reason": "Found on copies", "digitalLink": "https://id.example.com/01/09506000134352/21/7Q4MKX2PV9TNA"}
    /// </example>
    internal static async Task<Results<Ok<ShowCodes.Item>, ProblemHttpResult>> Api(UnitKey? unit, Input input, VoidCode voiding, IProducts products, Links links, CancellationToken ct)
    {
        if (unit is not { } key) return ShowCodes.NotThere;
        var (label, error) = await voiding.Handle(key, input, ct);
        if (label is not null) return TypedResults.Ok(ShowCodes.Item.Of(label, label.UnitId is { } id ? (await products.Unit(id, ct))?.Key : null, links));
        return error is null ? ShowCodes.NotThere : error.Field == "code" ? Problems.Conflict(error.Message) : Problems.Fields([error]);
    }
}
