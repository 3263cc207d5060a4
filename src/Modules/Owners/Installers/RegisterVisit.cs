using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Owners.Finder;
using Nameplate.Owners.Registrations;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Owners.Installers;

/// <summary>What became of one unit of a visit.</summary>
internal enum VisitState { Registered, AlreadyTheirs, SomebodyElses, Unknown, OnSeveral, NotRight }

/// <summary>Registers the units of a visit to the householder, each by itself: one that is not right holds up no other, and sent again nothing happens twice. Consents are the householder's own to give.</summary>
internal sealed class RegisterVisit(AppDb db, CurrentBrand brand, RegisterUnit register, FindUnit find, IProducts products, IStringLocalizer<Texts> words, TimeProvider clock)
{
    public const int MostUnits = 50;

    /// <param name="Units">As they were typed, scanned or pasted.</param>
    internal sealed record Input(string? Email, string? Name, string? Country, DateOnly? InstalledOn, IReadOnlyList<string> Units, string Language);

    /// <param name="Typed">As it was given.</param>
    /// <param name="Near">A number that looks like it, where only one does.</param>
    /// <param name="Deadline">Until when a registration brings the maker’s longer guarantee.</param>
    internal sealed record Row(string Typed, VisitState State, ProductUnit? Unit, ProductModel? Model, string? Message, ProductUnit? Near, DateOnly? Deadline, Registration? Registration);

    /// <returns>What is wrong with the visit itself, or its rows.</returns>
    internal async Task<(IReadOnlyList<FieldError> Errors, IReadOnlyList<Row> Rows)> Handle(Installer? installer, Input input, CancellationToken ct)
    {
        List<FieldError> errors = [];
        var today = clock.GetUtcNow().Day();
        if (!EmailForm.IsRight(input.Email?.Trim())) errors.Add(new("email", words["Wrong.Email"]));
        if (input.Name?.Length > 200) errors.Add(new("name", words["Wrong.NameTooLong"]));
        if (input.Country is { Length: > 0 } country && !Countries.IsRight(country)) errors.Add(new("country", words["Visit.WrongCountry"]));
        if (input.InstalledOn is not { } day) errors.Add(new("installedOn", words["Wrong.Date"]));
        else if (day > today) errors.Add(new("installedOn", words["Wrong.DateInFuture"]));
        else if (day < today.AddYears(-5)) errors.Add(new("installedOn", words["Visit.TooLongAgo"]));
        var typed = input.Units.Select(u => u.Trim()).Where(u => u.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (typed.Count == 0) errors.Add(new("units", words["Visit.NoUnits"]));
        else if (typed.Count > MostUnits) errors.Add(new("units", words["Visit.TooMany", MostUnits]));
        if (errors.Count > 0) return (errors, []);
        List<Row> rows = [];
        foreach (var one in typed) rows.Add(await One(one, input, installer, input.InstalledOn!.Value, ct));
        return ([], rows);
    }

    async Task<Row> One(string typed, Input input, Installer? installer, DateOnly day, CancellationToken ct)
    {
        var found = typed.Length > 300 ? new(null) : await find.OfAny(typed, ct);
        if (found.Unit is not { } unit)
            return found.IsOnSeveral ? new(typed, VisitState.OnSeveral, null, null, words["Visit.OnSeveral"], null, null, null)
                : new(typed, VisitState.Unknown, null, null, found.Near is { } near ? words["Visit.Near", near.Code.Spaced] : words["Visit.Unknown"], found.Near, null, null);
        var model = (await products.Model(unit.Gtin, ct))!;
        var deadline = (await ModelHelp.Of(db, unit.Gtin, ct))?.Deadline(day);
        var result = await register.Handle(model, unit, new(input.Email, day.ToString("O", CultureInfo.InvariantCulture), RegistrationChannel.Installer, input.Language, null, string.IsNullOrWhiteSpace(input.Name) ? null : input.Name.Trim(), string.IsNullOrEmpty(input.Country) ? null : input.Country), ct);
        if (result.Became == RegisterUnit.Became.NotRight) return new(typed, VisitState.NotRight, unit, model, result.Errors[0].Message, null, deadline, null);
        if (result.Became == RegisterUnit.Became.SomebodyElses) return new(typed, VisitState.SomebodyElses, unit, model, words["Visit.SomebodyElses"], null, deadline, null);
        if (result.Became == RegisterUnit.Became.Registered && installer is not null)
        {
            db.Add(new Installation { BrandId = brand.Id, RegistrationId = result.Registration!.Id, UnitId = unit.Id, InstallerId = installer.Id, InstalledOn = day, At = clock.GetUtcNow() });
            await db.SaveChangesAsync(ct);
        }
        return new(typed, result.Became == RegisterUnit.Became.Registered ? VisitState.Registered : VisitState.AlreadyTheirs, unit, model, null, null, deadline, result.Registration);
    }
}
