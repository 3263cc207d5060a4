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
        if (input.Market is not null && !IsCountry(input.Market)) errors.Add(new("market", words["Wrong.Country"]));
        if (input.Firmware is { Length: > 60 }) errors.Add(new("firmware", words["Wrong.Long", 60]));
        if (errors.Count > 0 || await db.Set<Unit>().SingleOrDefaultAsync(u => u.Gtin == key.Gtin && u.Serial == key.Serial, ct) is not { } unit) return (null, errors);

        var before = unit.Recorded;
        (unit.Lot, unit.ProducedOn, unit.Market, unit.Firmware, unit.Status) = (input.Lot, input.ProducedOn, input.Market, input.Firmware, input.Status);
        if (unit.ShippedOn?.Day() != input.ShippedOn) unit.ShippedOn = input.ShippedOn?.Midnight();      // the time of the same day is kept
        if (unit.Recorded != before) db.Announce(new UnitsRecorded([unit.Recorded]), clock.GetUtcNow(), unit.Id);
        await db.SaveChangesAsync(ct);
        return (unit.Shown, []);
    }

    internal static bool IsCountry(string text) => text.Length == 2 && text.All(char.IsAsciiLetterUpper);

    /// <summary>Changes a unit.</summary>
    /// <remarks>A merge patch: fields that are not named stay as they are, null clears one. Fields: <c>lot</c>, <c>producedOn</c>, <c>shippedOn</c>, <c>market</c>, <c>firmware</c>, <c>status</c>.</remarks>
    /// <response code="200">The unit as it is now.</response>
    /// <response code="422">Names the field that is not right, and the remedy.</response>
    internal static async Task<Results<Ok<ShowUnit.Item>, ProblemHttpResult>> Api(UnitKey? unit, JsonObject patch, ChangeUnit change, IProducts products, Links links, IOptions<JsonOptions> json, CancellationToken ct)
    {
        if (unit is not { } key || await products.Unit(key.Gtin, key.Serial, ct) is not { } now) return Problems.NotFound("There is no such unit. Check GTIN and serial.");
        var merged = JsonSerializer.SerializeToNode(Input.Of(now), json.Value.SerializerOptions)!.AsObject();
        foreach (var (field, value) in patch)
        {
            if (!merged.ContainsKey(field)) return Problems.Field(field, $"“{field}” cannot be changed. Use one of {string.Join(", ", merged.Select(f => f.Key))}.");
            merged[field] = value?.DeepClone();
        }
        Input input;
        try { input = merged.Deserialize<Input>(json.Value.SerializerOptions)!; }
        catch (JsonException error) { return Problems.Field(error.Path?.TrimStart('$', '.') ?? "", "This value is not of the right form: dates are 2026-07-28, a status is one of " + string.Join(", ", Snake.All<UnitStatus>()) + "."); }
        var (changed, errors) = await change.Handle(key, input, ct);
        return changed is null ? Problems.Fields(errors) : TypedResults.Ok(ShowUnit.Item.Of(changed, links));
    }
}
