using Microsoft.AspNetCore.Http;
using Nameplate.Owners.People;
using Nameplate.Platform.Storage;

namespace Nameplate.Owners.Consents;

/// <summary>Global Privacy Control: a browser that says “Sec-GPC: 1” asks not to be profiled or advertised to. Nobody is asked then, and that it was said is written down once.</summary>
internal sealed class PrivacySignal(AppDb db, Ledger ledger, TimeProvider clock)
{
    public static bool IsOn(HttpContext http) => http.Request.Headers["Sec-GPC"] == "1";

    /// <summary>The caller saves. What a person agreed to by name stays: it is shown, and may be withdrawn.</summary>
    public async Task Record(HttpContext http, Person person, CancellationToken ct)
    {
        if (!IsOn(http)) return;
        var standing = await ledger.Standing(person.Id, ct);
        foreach (var purpose in (string[])[Purpose.Marketing, Purpose.Profiling])
            if (!standing.ContainsKey(purpose)) await ledger.Write(person, purpose, ConsentStep.Withdrawn, "web", ConsentMethod.Signal, clock.GetUtcNow(), null, ct);
    }

    /// <summary>The same, saved.</summary>
    public async Task Note(HttpContext http, Person person, CancellationToken ct)
    {
        if (!IsOn(http)) return;
        await Record(http, person, ct);
        await db.SaveChangesAsync(ct);
    }
}
