using Microsoft.AspNetCore.Http;
using Nameplate.Platform.Access.Sessions;

namespace Nameplate.Platform.Access;

internal static class SignOut
{
    internal static async Task<IResult> Post(HttpContext http, StaffSessions sessions, CancellationToken ct)
    {
        var visit = StaffVisit.Of(http);
        await sessions.End(visit.StaffId, visit.SessionId, ct);
        StaffSessions.Forget(http);
        return TypedResults.LocalRedirect("/admin/sign-in");
    }
}
