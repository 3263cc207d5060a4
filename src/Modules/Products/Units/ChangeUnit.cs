using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Products.Units;

/// <summary>Changes what is on record of a unit, and tells those who follow.</summary>
internal sealed class ChangeUnit(AppDb db, TimeProvider clock, IStringLocalizer<Texts> words)
{
    /// <summary>What can be changed of a unit.</summary>
    /// <param name="Lot">1 to 20 characters.</param>
    /// <param name="Market">Country the unit is meant for, such as DE.</param>
    internal sealed record Input(string? Lot, DateOnly? ProducedOn, DateOnly? ShippedOn, string? Market, string? Firmware, UnitStatus Status)
    {
        public static Input Of(ProductUnit u) => new(u.Lot, u.ProducedOn, u.ShippedOn?.Day(), u.Market, u.Firmware, u.Status);
    }

    /// <returns>The unit as it is now; null with what is wrong; null without errors when there is no such unit.</returns>
    internal async Task<(ProductUnit? Unit, IReadOnlyList<FieldError> Errors)> Handle(UnitKey key, Input input, CancellationToken ct)
    {
        List<FieldError> errors = [];
        if (input.Lot is not null && !Gs1.Serial.IsValid(input.Lot)) errors.Add(new("lot", words["Wrong.Lot"]));
        if (input.Market is not null && !Countries.IsRight(input.Market)) errors.Add(new("market", words["Wrong.Country"]));
        if (input.Firmware is { Length: > 60 }) errors.Add(new("firmware", words["Wrong.Long", 60]));
        if (errors.Count > 0 || await db.Set<Unit>().SingleOrDefaultAsync(u => u.Gtin == key.Gtin && u.Serial == key.Serial, ct) is not { } unit) return (null, errors);

        var (before, now) = (unit.Recorded, clock.GetUtcNow());
        (unit.Lot, unit.ProducedOn, unit.Market, unit.Firmware, unit.Status) = (input.Lot, input.ProducedOn, input.Market, input.Firmware, input.Status);
        if (unit.ShippedOn?.Day() != input.ShippedOn) unit.ShippedOn = input.ShippedOn?.Midnight();      // the time of the same day is kept
        if (unit.Recorded != before) db.Announce(new UnitsRecorded([unit.Recorded]), now, unit.Id);
        if (UnitStep.Between(unit, before.Status, now) is { } step) db.Add(step);
        await db.SaveChangesAsync(ct);
        return (unit.Shown, []);
    }

    /// <summary>Changes a unit.</summary>
    /// <remarks>A merge patch: fields that are not named stay as they are, null clears one. Fields: <c>lot</c>, <c>producedOn</c>, <c>shippedOn</c>, <c>market</c>, <c>firmware</c>, <c>status</c>.</remarks>
    /// <response code="200">The unit as it is now.</response>
    /// <response code="422">Names the field that is not right, and the remedy.</response>
    /// <example>
    /// PATCH /api/v1/units/09506000134352/7Q4MKX2PV9TNA
    /// {"status": "in_service", "market": "DE"}
    /// 200
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "gtin": "09506000134352", "serial": "7Q4MKX2PV9TNA", "lot": "2026-31", "producedOn": "2026-06-01", "shippedOn": null, "market": "DE", "firmware": null, "status": "in_service", "digitalLink": "https://id.example.com/01/09506000134352/21/7Q4MKX2PV9TNA", "page": "https://id.example.com/p/09506000134352/7Q4MKX2PV9TNA"}
    /// </example>
    internal static async Task<Results<Ok<ShowUnit.Item>, ProblemHttpResult>> Api(UnitKey? unit, JsonObject patch, IfMatch ifMatch, AppDb db, ChangeUnit change, IProducts products, Links links, IOptions<JsonOptions> json, CancellationToken ct)
    {
        if (unit is not { } asked || (await products.Unit(asked.Gtin, asked.Serial, ct))?.Key is not { } key) return NotThere;
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        await db.Set<Unit>().Where(u => u.Gtin == key.Gtin && u.Serial == key.Serial).ExecuteUpdateAsync(s => s.SetProperty(u => u.Lot, u => u.Lot), ct);      // locks the row: what is read now stands until the change
        if (await products.Unit(key.Gtin, key.Serial, ct) is not { } now) return NotThere;
        if (!ifMatch.Allows(ShowUnit.Item.Of(now, links))) return IfMatch.Stale;
        var (input, wrong) = Merge(now, patch, json.Value.SerializerOptions);
        if (input is null) return Problems.Fields([wrong!]);
        var (changed, errors) = await change.Handle(key, input, ct);
        if (changed is null) return Problems.Fields(errors);
        await tx.CommitAsync(ct);
        return TypedResults.Ok(ShowUnit.Item.Of(changed, links));
    }

    static ProblemHttpResult NotThere => Problems.NotFound("There is no such unit. Check GTIN and serial.");

    static (Input? Input, FieldError? Wrong) Merge(ProductUnit now, JsonObject patch, JsonSerializerOptions json)
    {
        var merged = JsonSerializer.SerializeToNode(Input.Of(now), json)!.AsObject();
        foreach (var (field, value) in patch)
        {
            if (!merged.ContainsKey(field)) return (null, new(field, $"“{field}” cannot be changed. Use one of {string.Join(", ", merged.Select(f => f.Key))}."));
            merged[field] = value?.DeepClone();
        }
        try { return (merged.Deserialize<Input>(json)!, null); }
        catch (JsonException error) { return (null, new(error.Path?.TrimStart('$', '.') ?? "", "This value is not of the right form: dates are 2026-07-28, a status is one of " + string.Join(", ", Snake.All<UnitStatus>()) + ".")); }
    }
}
