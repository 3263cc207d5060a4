using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Resolver.ProductPage;

/// <summary>For who is about to buy the unit second-hand: what its number says, and what to ask the seller for. A number that is not on record gets the same kind of answer.</summary>
internal sealed class CheckUnit(IProducts products, IEnumerable<ICheck> checks, CurrentBrand current, BrandBook brands, IStringLocalizer<Texts> words)
{
    /// <returns>Null for a model that is not on record.</returns>
    async Task<(CheckSubject Subject, IReadOnlyList<CheckLine> Lines)?> Look(UnitKey? asked, CancellationToken ct)
    {
        if (asked is not { Serial.Length: > 0 and <= 100 } key || await products.Model(key.Gtin, ct) is not { } model) return null;
        var subject = new CheckSubject(model, key, await products.Unit(key.Gtin, key.Serial, ct));
        List<CheckLine> lines = [await OnRecord(subject, ct)];
        foreach (var check in checks)
            if (await check.Of(subject, ct) is { } line) lines.Add(line);
        return (subject, [.. lines.OrderBy(l => l.Order)]);
    }

    async Task<CheckLine> OnRecord(CheckSubject subject, CancellationToken ct)
    {
        var brand = (await brands.Get(current.Id, ct)).Name;
        return subject.Unit is null
            ? new(0, "onRecord", words["Check.OnRecord"], words["No"], false) { Tone = StateTone.Bad, Advice = words["Check.NotOnRecord", brand] }
            : new(0, "onRecord", words["Check.OnRecord"], words["Yes"], true) { Tone = StateTone.Good };
    }

    internal static async Task<IResult> Page(HttpContext http, UnitKey? unit, CheckUnit check, Frames frames, IStringLocalizer<Texts> words, CancellationToken ct)
    {
        if (await check.Look(unit, ct) is not var (subject, lines)) return UnitPages.NotOnRecord(http);
        var frame = await frames.For(http, words["Check.Title"], subject.Unit is null ? $"/p/{subject.Key.Gtin}" : subject.Key.Page);
        return Pages.Consumer<CheckPage>(new CheckPage.Shown(frame, subject, lines, words), frame);
    }

    /// <summary>Checks a number before somebody buys the unit second-hand.</summary>
    /// <remarks>Nothing in the answer names a person. A serial that is not on record gets the same members: <c>onRecord</c> is false, and what nobody can know is null. Modules may add members, such as <c>recalled</c>.</remarks>
    /// <response code="200">What is known of the number.</response>
    /// <response code="404">No product has this GTIN.</response>
    /// <example>
    /// GET /api/v1/units/09506000134352/7Q4MKX2PV9TNA/check
    /// 200
    /// {"gtin": "09506000134352", "serial": "7Q4MKX2PV9TNA", "onRecord": true, "warranty": {"status": "active", "until": "2028-07-28"}, "registered": true, "suspicious": false}
    /// </example>
    internal static async Task<Results<Ok<Dictionary<string, object?>>, ProblemHttpResult>> Api(UnitKey? unit, CheckUnit check, CancellationToken ct)
    {
        if (await check.Look(unit, ct) is not var (subject, lines)) return Problems.NotFound("No product has this GTIN. Check the number.");
        var answer = new Dictionary<string, object?> { ["gtin"] = subject.Key.Gtin, ["serial"] = subject.Key.Serial };
        foreach (var line in lines) answer[line.Key] = line.Value;
        return TypedResults.Ok(answer);
    }
}

/// <summary>What the maker's own record says that a buyer should know.</summary>
internal sealed class StatusCheck(IStringLocalizer<Texts> words) : ICheck
{
    public Task<CheckLine?> Of(CheckSubject subject, CancellationToken ct) => Task.FromResult(subject.Unit?.Status is { } status && words["Status." + status] is { ResourceNotFound: false } text
        ? new CheckLine(40, "state", words["Check.State"], text, status) { Tone = status is UnitStatus.Refurbished or UnitStatus.InRepair ? null : StateTone.Warn } : null);
}
