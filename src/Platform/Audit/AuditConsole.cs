using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;

namespace Nameplate.Platform.Audit;

/// <summary>The audit in the console, and the same as a file.</summary>
internal static class AuditConsole
{
    internal static async Task<IResult> Page(HttpContext http, ListReader lists, AuditList audit, IStringLocalizer<Texts> words, CancellationToken ct) =>
        Pages.Console<ListPage<AuditEntry>>(new ListPage<AuditEntry>.Shown(await lists.Read(http, audit, words["Audit"], words, ct), words["Audit.EmptyTitle"], words["Audit.Empty"]) { About = words["Audit.About"] });

    internal static IResult Csv(HttpContext http, ListReader lists, AuditList audit, CancellationToken ct) => lists.Csv(http, audit, ct);
}
