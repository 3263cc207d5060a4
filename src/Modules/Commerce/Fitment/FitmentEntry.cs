using System.Globalization;
using Microsoft.AspNetCore.Http;
using Nameplate.Platform.Web;

namespace Nameplate.Commerce.Fitment;

/// <summary>What stands in the fields of the fitment editor, as it was typed.</summary>
internal sealed record FitmentEntry(string Gtin, string SerialFrom, string SerialTo, string Lot, string ProducedFrom, string ProducedTo, string FirmwareFrom, string FirmwareTo, string Position)
{
    public static FitmentEntry Of(IFormCollection form)
    {
        return new(Field("gtin"), Field("serialFrom"), Field("serialTo"), Field("lot"), Field("producedFrom"), Field("producedTo"), Field("firmwareFrom"), Field("firmwareTo"), Field("position"));
        string Field(string name) => form[name].ToString().Trim();
    }

    public (FitmentRule Rule, IReadOnlyList<FieldError> Errors) Read(string sku, IReadOnlyCollection<string> models)
    {
        List<FieldError> errors = [];
        if (!models.Contains(Gtin)) errors.Add(new("gtin", "Choose a product."));
        var rule = new FitmentRule(sku, Gtin, Text("serialFrom", SerialFrom, 20), Text("serialTo", SerialTo, 20), Text("lot", Lot, 20), Day("producedFrom", ProducedFrom), Day("producedTo", ProducedTo), Text("firmwareFrom", FirmwareFrom, 60), Text("firmwareTo", FirmwareTo, 60), Text("position", Position, 20));
        foreach (var (column, _) in ImportFitment.Contradictions(rule)) errors.Add(new(column[..column.IndexOf('_', StringComparison.Ordinal)] + "To", "The end comes before the start."));
        return (rule, errors);

        string? Text(string field, string value, int longest)
        {
            if (value.Length > longest) errors.Add(new(field, string.Create(CultureInfo.InvariantCulture, $"Use at most {longest} characters.")));
            return value.Length == 0 ? null : value;
        }
        DateOnly? Day(string field, string value)
        {
            if (value.Length == 0) return null;
            if (DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
            errors.Add(new(field, "Give a date, such as 2026-03-01."));
            return null;
        }
    }
}
