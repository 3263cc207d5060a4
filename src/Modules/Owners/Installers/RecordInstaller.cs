using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Owners.Installers;

/// <summary>Adds an installer, changes one, or makes a new link.</summary>
internal sealed class RecordInstaller(AppDb db, CurrentBrand brand, IStringLocalizer<Texts> words, TimeProvider clock)
{
    /// <summary>An installer.</summary>
    /// <param name="Active">False: the link leads nowhere as long as that is so.</param>
    internal sealed record Input(string? Name, string? Company = null, string? Email = null, bool Active = true);

    List<FieldError> Wrong(Input input)
    {
        List<FieldError> errors = [];
        if (input.Name?.Trim().Length is not (> 0 and <= 200)) errors.Add(new("name", words["Installer.WrongName"]));
        if (input.Company?.Length > 200) errors.Add(new("company", words["Wrong.NameTooLong"]));
        if (!string.IsNullOrWhiteSpace(input.Email) && !EmailForm.IsRight(input.Email.Trim())) errors.Add(new("email", words["Wrong.Email"]));
        return errors;
    }

    public async Task<(Installer? Installer, string? Token, IReadOnlyList<FieldError> Errors)> Add(Input input, CancellationToken ct)
    {
        if (Wrong(input) is { Count: > 0 } errors) return (null, null, errors);
        var installer = new Installer { BrandId = brand.Id, Name = "", TokenHash = "", CreatedAt = clock.GetUtcNow() };
        var token = installer.Relink();
        Fill(installer, input);
        db.Add(installer);
        await db.SaveChangesAsync(ct);
        return (installer, token, []);
    }

    public async Task<IReadOnlyList<FieldError>> Change(Installer installer, Input input, CancellationToken ct)
    {
        if (Wrong(input) is { Count: > 0 } errors) return errors;
        Fill(installer, input);
        await db.SaveChangesAsync(ct);
        return [];
    }

    public async Task<string> Relink(Installer installer, CancellationToken ct)
    {
        var token = installer.Relink();
        await db.SaveChangesAsync(ct);
        return token;
    }

    static void Fill(Installer i, Input input) =>
        (i.Name, i.Company, i.Email, i.Active) = (input.Name!.Trim(), string.IsNullOrWhiteSpace(input.Company) ? null : input.Company.Trim(), string.IsNullOrWhiteSpace(input.Email) ? null : input.Email.Trim(), input.Active);
}
