using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Products.Models;

/// <summary>Adds a model, or changes the one that has its GTIN.</summary>
internal sealed class RecordModel(AppDb db, CurrentBrand brand, TimeProvider clock, IStringLocalizer<Texts> words)
{
    /// <summary>A product model.</summary>
    /// <param name="Gtin">8, 12, 13 or 14 digits with the right check digit.</param>
    /// <param name="Name">What customers call it.</param>
    /// <param name="Model">The maker's model or article number.</param>
    /// <param name="ImageUrl">A path on this server, such as an uploaded file; consumers' pages fetch nothing from elsewhere.</param>
    /// <param name="ListPrice">In <c>currency</c>, 0 or more.</param>
    /// <param name="WarrantyMonths">The maker's own warranty in calendar months.</param>
    /// <param name="StatutoryMonths">Only where it differs from the country's.</param>
    internal sealed record Input(string? Gtin, string? Name, string? Model, string? Category, string? Brand = null, string? Description = null, string? ImageUrl = null, decimal? ListPrice = null,
        string? Currency = null, int? WarrantyMonths = null, int? StatutoryMonths = null, string? ConsumableNote = null, string? ManualUrl = null, string? SetupUrl = null);

    internal Task<(Model? Model, bool Added, IReadOnlyList<FieldError> Errors)> Handle(Input input, CancellationToken ct) => Handle(input, _ => true, ct);

    /// <param name="input">The model.</param>
    /// <param name="allows">Whether what is on record, null for nothing, may be changed; asked while its row is locked.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>Neither a model nor errors where it may not.</returns>
    async Task<(Model? Model, bool Added, IReadOnlyList<FieldError> Errors)> Handle(Input input, Func<Model?, bool> allows, CancellationToken ct)
    {
        var errors = await Wrong(input, ct);
        if (errors.Count > 0 || !Gs1.Gtin.TryParse(input.Gtin, out var gtin)) return (null, false, errors);
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        await db.Set<Model>().Where(m => m.Gtin == gtin.Value).ExecuteUpdateAsync(u => u.SetProperty(m => m.Name, m => m.Name), ct);      // locks the row: what is read now stands until the change
        var model = await db.Set<Model>().SingleOrDefaultAsync(m => m.Gtin == gtin.Value, ct);
        if (!allows(model)) return (null, false, []);
        var added = model is null;
        if (model is null)
        {
            db.Add(new GtinOwner { Gtin = gtin.Value, BrandId = brand.Id });
            db.Add(model = new Model { BrandId = brand.Id, Gtin = gtin.Value, Name = "", ModelNumber = "", Category = "", CreatedAt = clock.GetUtcNow() });
        }
        (model.Name, model.ModelNumber, model.Category, model.BrandLabel, model.Description) = (input.Name!.Trim(), input.Model!.Trim(), input.Category!.Trim(), input.Brand, input.Description);
        (model.ImageUrl, model.ListPrice, model.Currency, model.WarrantyMonths, model.StatutoryMonths) = (input.ImageUrl, input.ListPrice, input.Currency, input.WarrantyMonths, input.StatutoryMonths);
        (model.ConsumableNote, model.ManualUrl, model.SetupUrl) = (input.ConsumableNote, input.ManualUrl, input.SetupUrl);
        if (added || db.Entry(model).State == EntityState.Modified) db.Announce(new ModelsRecorded([model.Recorded]), clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        await tx.CommitAsync(ct);
        return (model, added, []);
    }

    /// <summary>What is not right in the input, each with the remedy.</summary>
    internal async Task<IReadOnlyList<FieldError>> Wrong(Input input, CancellationToken ct)
    {
        List<FieldError> errors = [];
        if (!Gs1.Gtin.TryParse(input.Gtin, out var gtin)) errors.Add(new("gtin", words["Wrong.Gtin"]));
        else if (await db.Set<GtinOwner>().AsNoTracking().SingleOrDefaultAsync(g => g.Gtin == gtin.Value, ct) is { } owner && owner.BrandId != brand.Id) errors.Add(new("gtin", words["Wrong.GtinOfOther"]));
        foreach (var (field, value) in new[] { ("name", input.Name), ("model", input.Model), ("category", input.Category) })
            if (string.IsNullOrWhiteSpace(value)) errors.Add(new(field, words["Wrong.Missing." + field]));
            else if (value.Length > 200) errors.Add(new(field, words["Wrong.Long", 200]));
        foreach (var (field, value, longest) in new[] { ("brand", input.Brand, 200), ("description", input.Description, 4000), ("consumableNote", input.ConsumableNote, 1000) })
            if (value?.Length > longest) errors.Add(new(field, words["Wrong.Long", longest]));
        if (input.ListPrice is < 0 or > 99_999_999 || (input.ListPrice is { } price && decimal.Round(price, 4) != price)) errors.Add(new("listPrice", words["Wrong.Price"]));
        if (input is { ListPrice: not null } or { Currency.Length: > 0 } && !Currencies.IsRight(input.Currency)) errors.Add(new("currency", words["Wrong.Currency"]));
        if (input.WarrantyMonths is < 0 or > 600) errors.Add(new("warrantyMonths", words["Wrong.Months"]));
        if (input.StatutoryMonths is < 0 or > 600) errors.Add(new("statutoryMonths", words["Wrong.Months"]));
        foreach (var (field, url) in new[] { ("imageUrl", input.ImageUrl), ("manualUrl", input.ManualUrl), ("setupUrl", input.SetupUrl) })
            if (url is { Length: > 0 } && !WebAddress.IsRight(url)) errors.Add(new(field, words["Wrong.Url"]));
        return errors;
    }

    /// <summary>Adds a model, or changes the one that has its GTIN.</summary>
    /// <response code="201">The model was added.</response>
    /// <response code="200">The model was on record and is changed.</response>
    /// <response code="412">With <c>If-Match</c>: the model was changed since it was read, or is not on record.</response>
    /// <response code="422">Names each field that is not right, and the remedy.</response>
    /// <example>
    /// POST /api/v1/products
    /// {"gtin": "09506000134352", "name": "Brew One", "model": "B-1", "category": "espresso", "listPrice": 499.5, "currency": "EUR", "warrantyMonths": 24}
    /// 200
    /// {"gtin": "09506000134352", "name": "Brew One", "model": "B-1", "category": "espresso", "description": null, "imageUrl": null, "listPrice": 499.5, "currency": "EUR", "warrantyMonths": 24, "statutoryMonths": null, "consumableNote": null, "manualUrl": null, "setupUrl": null}
    /// </example>
    internal static async Task<Results<Created<ProductModel>, Ok<ProductModel>, ProblemHttpResult>> Api(Input input, IfMatch ifMatch, RecordModel record, CancellationToken ct)
    {
        var (model, added, errors) = await record.Handle(input, known => ifMatch.Allows(known?.Shown), ct);
        if (model is null) return errors.Count > 0 ? Problems.Fields(errors) : IfMatch.Stale;
        return added ? TypedResults.Created($"/api/v1/products/{model.Gtin}", model.Shown) : TypedResults.Ok(model.Shown);
    }
}
