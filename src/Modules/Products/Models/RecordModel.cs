using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Products.Models;

/// <summary>Adds a model, or changes the one that has its GTIN.</summary>
internal sealed class RecordModel(AppDb db, CurrentBrand brand, TimeProvider clock)
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

    internal async Task<(Model? Model, bool Added, IReadOnlyList<FieldError> Errors)> Handle(Input input, CancellationToken ct)
    {
        List<FieldError> errors = [];
        if (!Gs1.Gtin.TryParse(input.Gtin, out var gtin)) errors.Add(new("gtin", Gs1.Gtin.Explain(input.Gtin) ?? "Give a GTIN."));
        foreach (var (field, value) in new[] { ("name", input.Name), ("model", input.Model), ("category", input.Category) })
            if (string.IsNullOrWhiteSpace(value)) errors.Add(new(field, $"Give a {field}."));
            else if (value.Length > 200) errors.Add(new(field, "Use at most 200 characters."));
        if (input.ListPrice < 0) errors.Add(new("listPrice", "Give a price of 0 or more."));
        if (input.ListPrice is not null && input.Currency is not { Length: 3 }) errors.Add(new("currency", "A price needs its currency, such as EUR."));
        if (input.WarrantyMonths is < 0 or > 600) errors.Add(new("warrantyMonths", "Give 0 to 600 months."));
        if (input.StatutoryMonths is < 0 or > 600) errors.Add(new("statutoryMonths", "Give 0 to 600 months."));
        foreach (var (field, url) in new[] { ("imageUrl", input.ImageUrl), ("manualUrl", input.ManualUrl), ("setupUrl", input.SetupUrl) })
            if (url is { Length: > 0 } && !IsWebAddress(url)) errors.Add(new(field, "Give an address that begins with https://, http:// or /."));
        if (errors.Count > 0) return (null, false, errors);

        if (await db.Set<GtinOwner>().AsNoTracking().SingleOrDefaultAsync(g => g.Gtin == gtin.Value, ct) is { } owner && owner.BrandId != brand.Id)
            return (null, false, [new("gtin", $"{gtin} is recorded by another brand on this server.")]);
        var model = await db.Set<Model>().SingleOrDefaultAsync(m => m.Gtin == gtin.Value, ct);
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
        return (model, added, []);
    }

    internal static bool IsWebAddress(string url) => (url.StartsWith('/') && !url.StartsWith("//", StringComparison.Ordinal)) || (Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http");

    /// <summary>Adds a model, or changes the one that has its GTIN.</summary>
    /// <response code="201">The model was added.</response>
    /// <response code="200">The model was on record and is changed.</response>
    /// <response code="422">Names each field that is not right, and the remedy.</response>
    internal static async Task<Results<Created<ProductModel>, Ok<ProductModel>, ProblemHttpResult>> Api(Input input, RecordModel record, CancellationToken ct)
    {
        var (model, added, errors) = await record.Handle(input, ct);
        if (model is null) return Problems.Fields(errors);
        return added ? TypedResults.Created($"/api/v1/products/{model.Gtin}", model.Shown) : TypedResults.Ok(model.Shown);
    }
}
