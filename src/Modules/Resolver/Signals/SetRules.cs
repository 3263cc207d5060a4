using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Resolver.Signals;

/// <summary>From where on the brand calls something odd, and whom it tells: in the console and over the API. It counts for scans from now on.</summary>
internal sealed class SetRules(AppDb db, CurrentBrand brand, ConsoleFrames frames, IStringLocalizer<Texts> words)
{
    /// <summary>From where on something is called odd.</summary>
    /// <param name="AlarmScore">A unit's score from which on its signals are open and staff are told: 10 to 100.</param>
    /// <param name="ScansPerHour">More scans of one unit within an hour are odd: 2 to 39.</param>
    /// <param name="ScansPerDay">More within a day: 2 to 39.</param>
    /// <param name="TravelKmh">Faster than this nothing travels: 100 to 5,000.</param>
    /// <param name="ShipmentGraceHours">So long before the recorded time of shipment a scan is nothing: 0 to 720.</param>
    /// <param name="GreyDays">On so many days a unit must be seen outside its market, and never in it, before that counts in full: 1 to 30.</param>
    /// <param name="FreeInEea">The European Economic Area is one market.</param>
    /// <param name="Alerts">Mails to staff who may decide: <c>never</c>, <c>at_once</c> or <c>daily</c>.</param>
    internal sealed record Input(int AlarmScore, int ScansPerHour, int ScansPerDay, int TravelKmh, int ShipmentGraceHours, int GreyDays, bool FreeInEea, AlertPace Alerts)
    {
        public static Input Of(SignalRules r) => new(r.AlarmScore, r.ScansPerHour, r.ScansPerDay, r.TravelKmh, r.ShipmentGraceHours, r.GreyDays, r.FreeInEea, r.Alerts);
    }

    internal static readonly (string Field, int Least, int Most, Func<Input, int> Value)[] Numbers =
    [
        ("alarmScore", 10, 100, i => i.AlarmScore), ("scansPerHour", 2, 39, i => i.ScansPerHour), ("scansPerDay", 2, 39, i => i.ScansPerDay),
        ("travelKmh", 100, 5000, i => i.TravelKmh), ("shipmentGraceHours", 0, 720, i => i.ShipmentGraceHours), ("greyDays", 1, 30, i => i.GreyDays),
    ];

    async Task<IReadOnlyList<FieldError>> Handle(Input input, CancellationToken ct)
    {
        var errors = Numbers.Where(n => n.Value(input) < n.Least || n.Value(input) > n.Most).Select(n => new FieldError(n.Field, words["Rules.Between", n.Least, n.Most])).ToList();
        if (errors.Count > 0) return errors;
        var rules = await db.Set<SignalRules>().SingleOrDefaultAsync(ct);
        if (rules is null) db.Add(rules = new() { BrandId = brand.Id });
        (rules.AlarmScore, rules.ScansPerHour, rules.ScansPerDay, rules.TravelKmh) = (input.AlarmScore, input.ScansPerHour, input.ScansPerDay, input.TravelKmh);
        (rules.ShipmentGraceHours, rules.GreyDays, rules.FreeInEea, rules.Alerts) = (input.ShipmentGraceHours, input.GreyDays, input.FreeInEea, input.Alerts);
        await db.SaveChangesAsync(ct);
        return [];
    }

    internal static Task<IResult> Page(HttpContext http, SetRules set, CancellationToken ct) => set.Open(http, ct);
    internal static Task<IResult> Save(HttpContext http, IFormCollection posted, SetRules set, CancellationToken ct) => set.Save(http, posted, ct);

    async Task<IResult> Open(HttpContext http, CancellationToken ct) => await Show(http, Filled(Input.Of(await SignalRules.Of(db, ct))), StatusCodes.Status200OK);

    async Task<IResult> Save(HttpContext http, IFormCollection posted, CancellationToken ct)
    {
        var form = frames.Read(posted);
        var n = Numbers.ToDictionary(x => x.Field, x => form.Whole(x.Field) ?? -1);
        if (form.Choice<AlertPace>("alerts") is not { } alerts) form.Refuse("alerts", words["Rules.WrongAlerts"]);
        else if (form.IsRight) form.Refuse(await Handle(new(n["alarmScore"], n["scansPerHour"], n["scansPerDay"], n["travelKmh"], n["shipmentGraceHours"], n["greyDays"], form.Ticked("freeInEea"), alerts), ct));
        return form.IsRight ? TypedResults.LocalRedirect("/admin/signals/rules?done=rules") : await Show(http, form, StatusCodes.Status422UnprocessableEntity);
    }

    async Task<IResult> Show(HttpContext http, ConsoleForm form, int status) => Pages.Console<RulesPage>(new RulesPage.Shown(await frames.For(http, words["Rules"], words), words, form), status);

    ConsoleForm Filled(Input now)
    {
        var form = frames.NewForm();
        foreach (var (field, _, _, value) in Numbers) form[field] = value(now).ToString(CultureInfo.InvariantCulture);
        (form["freeInEea"], form["alerts"]) = (now.FreeInEea ? "true" : null, Snake.Case(now.Alerts.ToString()));
        return form;
    }

    /// <summary>Shows from where on something is called odd.</summary>
    /// <example>
    /// GET /api/v1/signals/rules
    /// 200
    /// {"alarmScore": 50, "scansPerHour": 12, "scansPerDay": 30, "travelKmh": 900, "shipmentGraceHours": 24, "greyDays": 2, "freeInEea": true, "alerts": "daily"}
    /// </example>
    internal static async Task<Ok<Input>> Read(AppDb db, CancellationToken ct) => TypedResults.Ok(Input.Of(await SignalRules.Of(db, ct)));

    /// <summary>Sets from where on something is called odd.</summary>
    /// <remarks>It counts for scans from now on; <c>nameplate db rebuild resolver.signals</c> looks at the earlier ones again.</remarks>
    /// <response code="200">As it is now.</response>
    /// <response code="422">Names the field that is not right, and the remedy.</response>
    /// <example>
    /// PUT /api/v1/signals/rules
    /// {"alarmScore": 50, "scansPerHour": 20, "scansPerDay": 30, "travelKmh": 900, "shipmentGraceHours": 48, "greyDays": 2, "freeInEea": true, "alerts": "at_once"}
    /// 200
    /// {"alarmScore": 50, "scansPerHour": 20, "scansPerDay": 30, "travelKmh": 900, "shipmentGraceHours": 48, "greyDays": 2, "freeInEea": true, "alerts": "at_once"}
    /// </example>
    internal static async Task<Results<Ok<Input>, ProblemHttpResult>> Api(Input input, SetRules set, CancellationToken ct) =>
        await set.Handle(input, ct) is { Count: > 0 } errors ? Problems.Fields(errors) : TypedResults.Ok(input);
}
