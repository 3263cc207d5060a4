using System.Globalization;
using Microsoft.AspNetCore.Http;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Commerce.Parts;

/// <summary>What stands in the fields of the part form, as it was typed.</summary>
internal sealed record PartEntry(string Sku, string Name, string Kind, string Price, string Currency, string Stock, string WeightG, string ReplaceEveryDays, string AvailableUntil, string MaxDeliveryDays, string ImageUrl)
{
    public static PartEntry Of(Part? p, int onHand) => p is null
        ? new("", "", "part", "", "", "0", "", "", "", "", "")
        : new(p.Sku, p.Name, Snake.Case(p.Kind.ToString()), p.Price.ToString("0.00##", CultureInfo.InvariantCulture), p.Currency, Text(onHand), Text(p.WeightG), Text(p.ReplaceEveryDays),
            p.AvailableUntil?.ToString("O", CultureInfo.InvariantCulture) ?? "", Text(p.MaxDeliveryDays), p.ImageUrl ?? "");

    /// <summary>The fields of a form that was not sent yet.</summary>
    public ConsoleForm In(ConsoleForm form)
    {
        (form["sku"], form["name"], form["kind"], form["price"], form["currency"], form["stock"]) = (Sku, Name, Kind, Price, Currency, Stock);
        (form["weightG"], form["replaceEveryDays"], form["availableUntil"], form["maxDeliveryDays"], form["imageUrl"]) = (WeightG, ReplaceEveryDays, AvailableUntil, MaxDeliveryDays, ImageUrl);
        return form;
    }

    public static PartEntry Of(IFormCollection form)
    {
        return new(Field("sku"), Field("name"), Field("kind"), Field("price"), Field("currency"), Field("stock"), Field("weightG"), Field("replaceEveryDays"), Field("availableUntil"), Field("maxDeliveryDays"), Field("imageUrl"));
        string Field(string name) => form[name].ToString().Trim();
    }

    static string Text(int? n) => n?.ToString(CultureInfo.InvariantCulture) ?? "";

    /// <returns>The input, and the fields that could not be read at all.</returns>
    public (RecordPart.Input Input, IReadOnlyList<FieldError> Unread) Read()
    {
        List<FieldError> unread = [];
        var input = new RecordPart.Input(Sku, Name, Snake.TryEnum<LineKind>(Kind, out var kind) ? kind : null, Amount("price", Price), Currency, Whole("stock", Stock), Whole("weightG", WeightG), Whole("replaceEveryDays", ReplaceEveryDays),
            Day("availableUntil", AvailableUntil), Whole("maxDeliveryDays", MaxDeliveryDays), ImageUrl.Length == 0 ? null : ImageUrl);
        return (input, unread);

        int? Whole(string field, string text)
        {
            if (text.Length == 0) return null;
            if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n)) return n;
            unread.Add(new(field, "Give a whole number."));
            return null;
        }
        decimal? Amount(string field, string text)
        {
            if (decimal.TryParse(text.Replace(',', '.'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount)) return amount;
            unread.Add(new(field, "Give a price, such as 24.50."));
            return null;
        }
        DateOnly? Day(string field, string text)
        {
            if (text.Length == 0) return null;
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
            unread.Add(new(field, "Give a date, such as 2030-12-31."));
            return null;
        }
    }
}
