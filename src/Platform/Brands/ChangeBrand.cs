using System.Numerics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Brands;

/// <summary>Changes how the current brand presents itself.</summary>
internal sealed class ChangeBrand(AppDb db, CurrentBrand brand, BrandBook book, BrandHosts hosts, HostRule rule, IStringLocalizer<Texts> words)
{
    internal sealed record Input(string? Name, string? Accent, string? LogoUrl, string? LegalAddress, string? SupportEmail, string? SupportPhone, string? Iban, string? Host, bool HostSure);

    internal async Task<IReadOnlyList<FieldError>> Handle(Input input, CancellationToken ct)
    {
        var iban = input.Iban?.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        List<FieldError> errors = [];
        if (input.Name is not { Length: > 0 and <= 100 }) errors.Add(new("name", words["Brand.NameWrong"]));
        if (input.Accent is not { Length: 7 } accent || accent[0] != '#' || !accent.Skip(1).All(char.IsAsciiHexDigit)) errors.Add(new("accent", words["Brand.AccentWrong"]));
        if (input.LegalAddress is { Length: > 500 }) errors.Add(new("legalAddress", words["Form.Long", 500]));
        if (input.SupportEmail is not null && !EmailForm.IsRight(input.SupportEmail)) errors.Add(new("supportEmail", words["Form.Email"]));
        if (input.SupportPhone is { Length: > 40 }) errors.Add(new("supportPhone", words["Form.Long", 40]));
        if (iban is not null && !IsIban(iban)) errors.Add(new("iban", words["Brand.IbanWrong"]));
        var row = await db.Set<Brand>().SingleAsync(b => b.Id == brand.Id, ct);
        var (host, wrong) = await rule.Read(input.Host, ct);
        if (wrong is not null) errors.Add(new("host", wrong));
        else if (host != row.Host && !input.HostSure) errors.Add(new("host", words["Brand.HostUnsure"]));
        if (errors.Count > 0) return errors;

        (row.Name, row.Accent, row.LogoUrl, row.LegalAddress) = (input.Name!, input.Accent!.ToLowerInvariant(), input.LogoUrl, input.LegalAddress);
        (row.SupportEmail, row.SupportPhone, row.Iban, row.Host) = (input.SupportEmail, input.SupportPhone, iban, host);
        await db.SaveChangesAsync(ct);
        book.Forget(brand.Id);
        await hosts.Changed(ct);
        return [];
    }

    /// <summary>ISO 13616: the country and check digits moved to the end, letters as 10 to 35, leave 1 when divided by 97.</summary>
    static bool IsIban(string text) =>
        text.Length is >= 15 and <= 34 && text.All(char.IsAsciiLetterOrDigit) && char.IsAsciiLetter(text[0]) && char.IsAsciiLetter(text[1])
        && BigInteger.Parse(string.Concat((text[4..] + text[..4]).Select(c => char.IsAsciiDigit(c) ? c.ToString() : (c - 'A' + 10).ToString(System.Globalization.CultureInfo.InvariantCulture))), System.Globalization.CultureInfo.InvariantCulture) % 97 == 1;
}
