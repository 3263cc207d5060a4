using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products.Mints;

namespace Nameplate.Products.Codes;

/// <summary>Prints a unit's label once more, with the same code or, where that one may have been copied, with a new one that makes it void. Either leaves a trace.</summary>
internal sealed class ReprintLabel(AppDb db, CurrentBrand brand, VoidCode voiding, TimeProvider clock, IStringLocalizer<Texts> words)
{
    /// <param name="Reason">Why, up to 200 characters. It names no person.</param>
    /// <param name="Fresh">With a new code; the one it had is void.</param>
    internal sealed record Input(string? Reason, bool Fresh = false);

    /// <returns>The code to print; null with what is wrong; null without an error when there is no such code on a unit.</returns>
    internal async Task<(LabelCode? Code, FieldError? Error)> Handle(UnitKey key, Input input, CancellationToken ct)
    {
        if (input.Reason?.Trim() is not { Length: > 0 and <= LabelCode.LongestReason } reason) return (null, new("reason", words["Wrong.Reason", LabelCode.LongestReason]));
        var (label, unit) = await voiding.Read(key, ct);
        if (label is null || unit is null) return (null, null);
        var now = clock.GetUtcNow();
        if (!input.Fresh)
        {
            if (label.State == CodeState.Void) return (null, new("code", words["Wrong.ReprintVoid"]));
            if (label.Serial == unit.Serial) db.Entry(label).State = Microsoft.EntityFrameworkCore.EntityState.Detached;      // nothing is new about it
            db.Add(new Reprint { BrandId = brand.Id, UnitId = unit.Id, Serial = label.Serial, Reason = reason, At = now });
            db.Announce(new LabelReprinted(unit.Id, label.Gtin, label.Serial), now, unit.Id);
            await db.SaveChangesAsync(ct);
            return (label, null);
        }
        if (label.State != CodeState.Void) await voiding.Void(label, unit, reason, ct);
        var fresh = new LabelCode { BrandId = brand.Id, Gtin = unit.Gtin, Serial = Mint.NewSerials(1)[0], CreatedAt = now };
        fresh.Bind(unit.Id, now);
        unit.Label = fresh.Serial;
        db.Add(fresh);
        db.Announce(new CodeBound(unit.Id, fresh.Gtin, fresh.Serial), now, unit.Id);
        await db.SaveChangesAsync(ct);
        return (fresh, null);
    }

    /// <summary>Prints a unit’s label once more.</summary>
    /// <remarks>With <c>fresh</c> it gets a new code, and the one it had is void.</remarks>
    /// <response code="200">The code to print.</response>
    /// <response code="409">The code is void: ask for a fresh one.</response>
    /// <example>
    /// POST /api/v1/codes/09506000134352/7Q4MKX2PV9TNA/reprint
    /// {"reason": "Torn label", "fresh": true}
    /// 200
    /// {"gtin": "09506000134352", "serial": "M3XW8RT2KQ6PA", "state": "bound", "unit": {"gtin": "09506000134352", "serial": "7Q4MKX2PV9TNA"}, "reason": null, "digitalLink": "https://id.example.com/01/09506000134352/21/M3XW8RT2KQ6PA"}
    /// </example>
    internal static async Task<Results<Ok<ShowCodes.Item>, ProblemHttpResult>> Api(UnitKey? unit, Input input, ReprintLabel reprint, IProducts products, Links links, CancellationToken ct)
    {
        if (unit is not { } key) return ShowCodes.NotThere;
        var (label, error) = await reprint.Handle(key, input, ct);
        if (label is not null) return TypedResults.Ok(ShowCodes.Item.Of(label, (await products.Unit(label.UnitId!.Value, ct))!.Key, links));
        return error is null ? ShowCodes.NotThere : error.Field == "code" ? Problems.Conflict(error.Message) : Problems.Fields([error]);
    }
}
