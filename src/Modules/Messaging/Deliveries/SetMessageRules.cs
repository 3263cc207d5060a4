using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Messaging.Deliveries;

/// <summary>The brand's quiet hours, and how much marketing one address gets.</summary>
internal sealed class SetMessageRules(AppDb db, CurrentBrand brand, ConsoleFrames frames, IStringLocalizer<Texts> words)
{
    internal static readonly (string Field, int Least, int Most)[] Numbers = [("quietFrom", 0, 23), ("quietUntil", 0, 23), ("marketingMost", 0, 100), ("marketingDays", 1, 365)];

    internal static Task<IResult> Page(HttpContext http, SetMessageRules set, CancellationToken ct) => set.Open(http, ct);
    internal static Task<IResult> Save(HttpContext http, IFormCollection posted, SetMessageRules set, CancellationToken ct) => set.Change(http, posted, ct);

    async Task<IResult> Open(HttpContext http, CancellationToken ct)
    {
        var (form, now) = (frames.NewForm(), await db.Set<MessageRules>().AsNoTracking().SingleOrDefaultAsync(ct) ?? new());
        int[] values = [now.QuietFrom, now.QuietUntil, now.MarketingMost, now.MarketingDays];
        foreach (var ((field, _, _), value) in Numbers.Zip(values)) form[field] = value.ToString(CultureInfo.InvariantCulture);
        form["timeZone"] = now.TimeZone;
        return await Show(http, form, StatusCodes.Status200OK);
    }

    async Task<IResult> Change(HttpContext http, IFormCollection posted, CancellationToken ct)
    {
        var form = frames.Read(posted);
        var n = Numbers.ToDictionary(x => x.Field, x => form.Whole(x.Field) ?? -1);
        form.Refuse(Numbers.Where(x => n[x.Field] < x.Least || n[x.Field] > x.Most).Select(x => new FieldError(x.Field, words["Rules.Between", x.Least, x.Most])));
        var zone = form.Text("timeZone");
        if (zone is not null && (zone.Length > 60 || QuietHours.Find(zone) is null)) form.Refuse("timeZone", words["Rules.WrongZone"]);
        if (!form.IsRight) return await Show(http, form, StatusCodes.Status422UnprocessableEntity);
        var rules = await db.Set<MessageRules>().SingleOrDefaultAsync(ct);
        if (rules is null) db.Add(rules = new() { BrandId = brand.Id });
        (rules.QuietFrom, rules.QuietUntil, rules.MarketingMost, rules.MarketingDays, rules.TimeZone) = (n["quietFrom"], n["quietUntil"], n["marketingMost"], n["marketingDays"], zone);
        await db.SaveChangesAsync(ct);
        return TypedResults.LocalRedirect("/admin/message-rules?done=rules");
    }

    async Task<IResult> Show(HttpContext http, ConsoleForm form, int status) => Pages.Console<RulesPage>(new RulesPage.Shown(await frames.For(http, words["Rules"], words), words, form), status);
}
