using Microsoft.Extensions.Localization;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Owners.Registrations;

/// <summary>The date an owner gives: no later than now, no earlier than anybody means.</summary>
internal static class PurchaseDate
{
    static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <returns>The date, null when none was given, or what is wrong with it.</returns>
    public static (DateTimeOffset? Date, string? Wrong) Read(string? text, DateTimeOffset now, IStringLocalizer<Texts> words)
    {
        if (string.IsNullOrWhiteSpace(text)) return (null, null);
        if (!ImportRow.TryTime(text.Trim(), out var date)) return (null, words["Wrong.Date"]);
        return date > now ? (null, words["Wrong.DateInFuture"]) : date < Earliest ? (null, words["Wrong.DateTooEarly"]) : (date, null);
    }

    /// <summary>Nobody bought it before it was made; a day is left for clocks.</summary>
    /// <returns>What is wrong with the date.</returns>
    public static string? BeforeMade(DateTimeOffset? bought, ProductUnit unit, IStringLocalizer<Texts> words) =>
        bought is { } at && unit.ProducedOn is { } made && at.Day() < made.AddDays(-1) ? words["Ways.BeforeMade", made.Long()].Value : null;
}
