using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Owners.Safeguards;

/// <summary>How a brand guards who owns what: in the console and over the API.</summary>
internal sealed class SetOwnershipRules(AppDb db, CurrentBrand brand, ConsoleFrames frames, IStringLocalizer<Texts> words)
{
    /// <summary>Periods and limits of owning.</summary>
    /// <param name="CodeDays">How long a seller’s code is good: 1 to 90.</param>
    /// <param name="AnswerDays">How long an owner who was asked may answer before staff decide: 3 to 60.</param>
    /// <param name="ClaimAsk">When the code from the box is asked for: <c>never</c>, <c>printed</c>: where one was made for the box, or <c>guessable</c>: wherever the serial can be guessed.</param>
    /// <param name="PerAddressHour">So many units may be registered from one network within an hour: 1 to 1,000.</param>
    /// <param name="PerEmailDay">So many by one e-mail address within a day, before each needs a proof: 1 to 1,000.</param>
    /// <param name="ProofDays">How long the file of a proof is kept once it was looked at: 1 to 3,650.</param>
    internal sealed record Input(int CodeDays, int AnswerDays, ClaimAsk ClaimAsk, int PerAddressHour, int PerEmailDay, int ProofDays)
    {
        public static Input Of(OwnershipRules r) => new(r.CodeDays, r.AnswerDays, r.ClaimAsk, r.PerAddressHour, r.PerEmailDay, r.ProofDays);
    }

    internal static readonly (string Field, int Least, int Most, Func<Input, int> Value)[] Numbers =
        [("codeDays", 1, 90, i => i.CodeDays), ("answerDays", 3, 60, i => i.AnswerDays), ("perAddressHour", 1, 1000, i => i.PerAddressHour), ("perEmailDay", 1, 1000, i => i.PerEmailDay), ("proofDays", 1, 3650, i => i.ProofDays)];

    async Task<IReadOnlyList<FieldError>> Handle(Input input, CancellationToken ct)
    {
        var errors = Numbers.Where(n => n.Value(input) < n.Least || n.Value(input) > n.Most).Select(n => new FieldError(n.Field, words["Ownership.Between", n.Least, n.Most])).ToList();
        if (errors.Count > 0) return errors;
        var rules = await db.Set<OwnershipRules>().SingleOrDefaultAsync(ct);
        if (rules is null) db.Add(rules = new() { BrandId = brand.Id });
        (rules.CodeDays, rules.AnswerDays, rules.ClaimAsk, rules.PerAddressHour, rules.PerEmailDay, rules.ProofDays) = (input.CodeDays, input.AnswerDays, input.ClaimAsk, input.PerAddressHour, input.PerEmailDay, input.ProofDays);
        await db.SaveChangesAsync(ct);
        return [];
    }

    internal static Task<IResult> Page(HttpContext http, SetOwnershipRules set, CancellationToken ct) => set.Open(http, ct);
    internal static Task<IResult> Save(HttpContext http, IFormCollection posted, SetOwnershipRules set, CancellationToken ct) => set.Save(http, posted, ct);

    async Task<IResult> Open(HttpContext http, CancellationToken ct)
    {
        var (form, now) = (frames.NewForm(), Input.Of(await OwnershipRules.Of(db, ct)));
        foreach (var (field, _, _, value) in Numbers) form[field] = value(now).ToString(CultureInfo.InvariantCulture);
        form["claimAsk"] = Snake.Case(now.ClaimAsk.ToString());
        return await Show(http, form, StatusCodes.Status200OK);
    }

    async Task<IResult> Save(HttpContext http, IFormCollection posted, CancellationToken ct)
    {
        var form = frames.Read(posted);
        var n = Numbers.ToDictionary(x => x.Field, x => form.Whole(x.Field) ?? -1);
        if (form.Choice<ClaimAsk>("claimAsk") is not { } ask) form.Refuse("claimAsk", words["Ownership.WrongAsk"]);
        else if (form.IsRight) form.Refuse(await Handle(new(n["codeDays"], n["answerDays"], ask, n["perAddressHour"], n["perEmailDay"], n["proofDays"]), ct));
        return form.IsRight ? TypedResults.LocalRedirect("/admin/ownership-rules?done=ownership-rules") : await Show(http, form, StatusCodes.Status422UnprocessableEntity);
    }

    async Task<IResult> Show(HttpContext http, ConsoleForm form, int status) => Pages.Console<OwnershipRulesPage>(new OwnershipRulesPage.Shown(await frames.For(http, words["Rules.Ownership"], words), words, form), status);

    /// <summary>Shows the periods and limits of owning.</summary>
    /// <example>
    /// GET /api/v1/ownership-rules
    /// 200
    /// {"codeDays": 14, "answerDays": 14, "claimAsk": "printed", "perAddressHour": 20, "perEmailDay": 20, "proofDays": 90}
    /// </example>
    internal static async Task<Ok<Input>> Read(AppDb db, CancellationToken ct) => TypedResults.Ok(Input.Of(await OwnershipRules.Of(db, ct)));

    /// <summary>Sets the periods and limits of owning.</summary>
    /// <response code="200">As they are now.</response>
    /// <response code="422">Names the field that is not right, and the remedy.</response>
    /// <example>
    /// PUT /api/v1/ownership-rules
    /// {"codeDays": 14, "answerDays": 21, "claimAsk": "printed", "perAddressHour": 20, "perEmailDay": 20, "proofDays": 90}
    /// 200
    /// {"codeDays": 14, "answerDays": 21, "claimAsk": "printed", "perAddressHour": 20, "perEmailDay": 20, "proofDays": 90}
    /// </example>
    internal static async Task<Results<Ok<Input>, ProblemHttpResult>> Api(Input input, SetOwnershipRules set, CancellationToken ct) =>
        await set.Handle(input, ct) is { Count: > 0 } errors ? Problems.Fields(errors) : TypedResults.Ok(input);
}
