using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Owners.Companies;

/// <summary>Records a company, or puts one right.</summary>
internal sealed class SaveCompany(AppDb db, CurrentBrand brand, IStringLocalizer<Texts> words, TimeProvider clock)
{
    /// <param name="Country">Two capital letters, such as DE.</param>
    /// <param name="VatId">With the two letters of its country in front.</param>
    /// <param name="CustomerNumber">Your own number for it; no other company has the same.</param>
    internal sealed record Input(string? Name, string? Country = null, string? VatId = null, string? CustomerNumber = null, string? Note = null);

    public Task<(Company? Company, IReadOnlyList<FieldError> Errors)> Add(Input input, CancellationToken ct)
    {
        var name = input.Name?.Trim() ?? "";
        var company = new Company { BrandId = brand.Id, Name = name, NameKey = Company.KeyOf(name), CreatedAt = clock.GetUtcNow() };
        return Save(company, input, () => db.Add(company), CompanyStep.Added, ct);
    }

    public Task<(Company? Company, IReadOnlyList<FieldError> Errors)> Change(Company company, Input input, CancellationToken ct) => Save(company, input, () => { }, CompanyStep.Changed, ct);

    async Task<(Company?, IReadOnlyList<FieldError>)> Save(Company company, Input input, Action add, CompanyStep step, CancellationToken ct)
    {
        var (name, vat, number, note) = (Given(input.Name), Given(input.VatId) is { } v ? Company.VatOf(v) : null, Given(input.CustomerNumber), Given(input.Note));
        List<FieldError> errors = [];
        if (name is null || name.Length > Company.LongestName) errors.Add(new("name", words["Company.Wrong.Name"]));
        if (Given(input.Country) is { } country && !Countries.IsRight(country)) errors.Add(new("country", words["Company.Wrong.Country"]));
        if (vat is not null && !Company.IsVat(vat)) errors.Add(new("vatId", words["Company.Wrong.Vat"]));
        if (number?.Length > Company.LongestNumber) errors.Add(new("customerNumber", words["Company.Wrong.NumberLong"]));
        if (note?.Length > Company.LongestNote) errors.Add(new("note", words["Company.Wrong.Note"]));
        if (number is not null && await db.Set<Company>().AnyAsync(c => c.CustomerNumber == number && c.Id != company.Id, ct)) errors.Add(new("customerNumber", words["Company.Wrong.NumberTaken"]));
        if (errors.Count > 0) return (null, errors);

        add();
        (company.Name, company.NameKey, company.Country, company.VatId, company.CustomerNumber, company.Note) = (name!, Company.KeyOf(name!), Given(input.Country), vat, number, note);
        db.Announce(new CompanyChanged(company.Id, step), clock.GetUtcNow());
        try { await db.SaveChangesAsync(ct); }
        catch (DbUpdateException e) when (db.Dialect.IsDuplicateKey(e))
        {
            db.Forget();
            return (null, [new("customerNumber", words["Company.Wrong.NumberTaken"])]);
        }
        return (company, []);
    }

    internal static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
