using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Commerce.Rates;

/// <summary>Tax and delivery of each country, in the console.</summary>
internal sealed class ManageRates(AppDb db, CurrentBrand brand, RateBook rates, ConsoleFrames frames, IStringLocalizer<Texts> words)
{
    readonly AppDb db = db;
    readonly CurrentBrand brand = brand;
    readonly RateBook rates = rates;
    readonly ConsoleFrames frames = frames;
    readonly IStringLocalizer<Texts> words = words;

    /// <summary>One country's form as it was sent, and which of its fields are not right.</summary>
    internal sealed record Refused(string Country, IFormCollection Typed, IReadOnlyList<string> Fields);

    internal static async Task<IResult> Page(ManageRates manage, HttpContext http, CancellationToken ct, string? done = null)
    {
        var frame = await manage.frames.For(http, manage.words["Nav.Rates"], done == "saved" ? manage.words["Done.saved"].Value : null);
        return await manage.Show(frame, null, ct);
    }

    async Task<IResult> Show(ConsoleFrame frame, Refused? wrong, CancellationToken ct) =>
        Pages.Console<RatesPage>(new RatesPage.Shown(frame, [.. (await rates.Load(ct)).Values], wrong, words), wrong is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    /// <summary>Sets one country: its tax, the days more it takes, and a price for each weight the country has, or the usual three.</summary>
    internal static async Task<IResult> Save(string country, ManageRates manage, HttpContext http, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        if (!(await manage.rates.Load(ct)).TryGetValue(country, out var rate)) return TypedResults.LocalRedirect("/admin/rates");
        var (percent, days) = (Amount(form["percent"], 100), Amount(form["days"], 90));
        var prices = rate.Parcels.Select(p => (Field: "price" + p.UpToGrams.ToString(CultureInfo.InvariantCulture), p.UpToGrams)).Select(p => (p.Field, p.UpToGrams, Price: Amount(form[p.Field], 10_000))).ToList();
        List<string> wrong = [.. prices.Where(p => p.Price is null).Select(p => p.Field)];
        if (percent is null) wrong.Add("percent");
        if (days is null || days != decimal.Truncate(days.Value)) wrong.Add("days");
        if (wrong.Count > 0) return await manage.Show(await manage.frames.For(http, manage.words["Nav.Rates"]), new(country, form, wrong), ct);

        var tax = await manage.db.Set<TaxRate>().SingleOrDefaultAsync(t => t.Country == country, ct);
        if (tax is null) manage.db.Add(tax = new TaxRate { BrandId = manage.brand.Id, Country = country });
        tax.Percent = percent!.Value;
        var known = await manage.db.Set<DeliveryRate>().Where(d => d.Country == country).ToDictionaryAsync(d => d.UpToGrams, ct);
        foreach (var (_, grams, price) in prices)
        {
            if (!known.TryGetValue(grams, out var row)) manage.db.Add(row = new DeliveryRate { BrandId = manage.brand.Id, Country = country, UpToGrams = grams });
            (row.Price, row.MoreDays) = (price!.Value, (int)days!.Value);
        }
        await manage.db.SaveChangesAsync(ct);
        return TypedResults.LocalRedirect("/admin/rates?done=saved");
    }

    static decimal? Amount(string? text, decimal most) =>
        decimal.TryParse(text?.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var n) && n <= most && decimal.Round(n, 2) == n ? n : null;
}
