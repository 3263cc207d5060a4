using Microsoft.Extensions.Localization;
using Nameplate.Platform.Imports;

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
}
