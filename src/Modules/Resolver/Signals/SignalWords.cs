using System.Globalization;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Web;
using Nameplate.Resolver.Scans.Places;

namespace Nameplate.Resolver.Signals;

internal static class SignalWords
{
    /// <summary>What a signal says, as one plain sentence.</summary>
    public static string Why(this IStringLocalizer words, Signal signal)
    {
        var e = Evidence.Of(signal.Evidence);
        var last = e.Sights[^1];
        var n = e.Times.ToString("N0", CultureInfo.CurrentCulture);
        return e.Reason switch
        {
            "never_minted" => e.Times == 1 ? words["Why.never_minted.One", last.At.Long(), Place(last)] : words["Why.never_minted.Many", n, last.At.Long(), Place(last)],
            "before_shipment" => words["Why.before_shipment", e.Sights[0].At.Long(), Place(e.Sights[0]), e.ShippedOn!.Value.Long()],
            "not_shipped" => words["Why.not_shipped", last.At.Long(), Place(last)],
            "grey_market" => e.Times == 1 ? words["Why.grey_market.One", Countries.NameOf(e.Market), Place(last), last.At.Long()] : words["Why.grey_market.Many", Countries.NameOf(e.Market), n, Place(last), last.At.Long()],
            "velocity" => words["Why.velocity", n, Span(e.Minutes ?? 0), last.At.Long()],
            "jump" => words["Why.jump", Place(e.Sights[0]), Span(e.Minutes ?? 0), Place(last), Round(e.Km ?? 0)],
            "scattered" => words["Why.scattered", n, e.Places ?? 0],
            "repeated_tag" => words["Why.repeated_tag", e.Read ?? 0, last.At.Long(), Place(last), e.LastRead ?? 0],
            "copied_tag" => e.Times == 1 ? words["Why.copied_tag.One", last.At.Long(), Place(last)] : words["Why.copied_tag.Many", n, last.At.Long(), Place(last)],
            "moved_tag" => words["Why.moved_tag", last.At.Long(), Place(last)],
            _ => e.Times == 1 ? words["Why.second_claim.One", last.At.Long()] : words["Why.second_claim.Many", n, last.At.Long()],
        };

        string Place(Sight sight) => PlaceText.Of(sight.Country, sight.Region) ?? words["Why.Somewhere"];
        string Span(int minutes) => minutes < 120 ? words["Why.Minutes", Math.Max(1, minutes)] : minutes < 2880 ? words["Why.Hours", minutes / 60] : words["Why.Days", minutes / 1440];
        string Round(int km) => (km < 1000 ? km / 50 * 50 : km / 100 * 100).ToString("N0", CultureInfo.CurrentCulture);
    }

    public static string? Tone(SignalState state) => state switch { SignalState.Open => "busy", SignalState.Confirmed => "bad", SignalState.Dismissed => "good", _ => null };
}
