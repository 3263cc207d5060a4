using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Access.Sessions;

/// <summary>What is known of the member of staff who makes this request.</summary>
/// <param name="Brands">All the person works for.</param>
internal sealed record StaffVisit(Guid SessionId, Guid StaffId, Guid BrandId, bool ByLink, DateTimeOffset SignedInAt, DateTimeOffset ProvedAt, string Person, string? Language, bool TwoSteps, IReadOnlyList<Guid> Brands)
{
    /// <summary>The person signed in, or gave the password again, a few minutes ago.</summary>
    public bool IsProved(DateTimeOffset now) => now - ProvedAt < StaffSession.Proved;

    /// <summary>A mailed link opens the brand that mailed it, no other.</summary>
    public bool MaySwitch => !ByLink && Brands.Count > 1;

    public static StaffVisit Of(HttpContext http) => http.Features.Get<StaffVisit>() ?? throw new InvalidOperationException("nobody is signed in");
}

public static class StaffVisits
{
    /// <summary>Speaks the person's language, leads to the second step where the brand wants one, and answers a form that is too old. Stands behind authorization and antiforgery.</summary>
    public static void UseStaffVisits(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (http.Features.Get<StaffVisit>() is not { } visit) { await next(http); return; }
        if (visit.Language is { } language && !http.Request.Query.ContainsKey(Languages.Key))
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            http.Response.Headers.ContentLanguage = language;
        }
        if (!visit.TwoSteps && !IsOpen(http.Request.Path) && (await http.RequestServices.GetRequiredService<BrandBook>().Get(visit.BrandId, http.RequestAborted)).TwoStepsNeeded)
        {
            http.Response.Redirect("/admin/account/two-steps");
            return;
        }
        if (http.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false } && http.Request.Path.StartsWithSegments("/admin", StringComparison.Ordinal))
        {
            http.RequestServices.GetRequiredService<CurrentBrand>().Become(visit.BrandId);
            http.RequestServices.GetRequiredService<SecurityLog>().Note(http, SecurityKinds.Form, "no_token", isRefused: true, visit.StaffId.ToString(), new(CallerKind.Staff, visit.StaffId.ToString()), visit.BrandId);
            await (await http.RequestServices.GetRequiredService<ConsoleFrames>().TooOld(http)).ExecuteAsync(http);
            return;
        }
        await next(http);
    });

    /// <summary>What a person without a second step still reaches where one is needed: setting it up, another brand, the way out.</summary>
    static bool IsOpen(PathString path) => Array.Exists(["/admin/account", "/admin/brand", "/admin/sign-out", "/admin/sign-in", "/admin/invitation"], open => path.StartsWithSegments(open, StringComparison.Ordinal));
}

/// <summary>A form of the console belongs to the brand for which its page was opened: sent after a change of brand it is refused.</summary>
internal sealed class BrandOfForm : IAntiforgeryAdditionalDataProvider
{
    public string GetAdditionalData(HttpContext context) => context.Features.Get<StaffVisit>()?.BrandId.ToString() ?? "";
    public bool ValidateAdditionalData(HttpContext context, string additionalData) => additionalData == GetAdditionalData(context);
}
