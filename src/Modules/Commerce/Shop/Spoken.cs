using System.Globalization;
using Microsoft.Extensions.Localization;
using Nameplate.Commerce.Fitment;
using Nameplate.Platform.Web;

namespace Nameplate.Commerce.Shop;

/// <summary>Sentences that several pages say.</summary>
internal static class Spoken
{
    public static string Days(this IStringLocalizer<Texts> words, int days) => days == 1 ? words["Days.One"] : words["Days.Many", days];

    /// <summary>Whether it can be had, and how soon.</summary>
    public static string Availability(this IStringLocalizer<Texts> words, FittingPart fit, DateOnly today, int moreDays) =>
        !fit.Part.IsSoldOn(today) ? words["Stock.NoLongerSold", fit.Part.AvailableUntil!.Value.Short()]
        : fit.Available == 0 ? words["Stock.SoldOut"]
        : fit.Available <= 5 ? words["Stock.Few", fit.Available, words.Days(fit.Part.DeliveryDays + moreDays)]
        : words["Stock.There", words.Days(fit.Part.DeliveryDays + moreDays)];

    public static string Percent(decimal percent) => percent.ToString("0.##", CultureInfo.CurrentCulture);
}
