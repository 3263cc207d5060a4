using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Nameplate.Owners.Consents;
using Nameplate.Owners.People;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Owners.My;

/// <summary>What a signed-in person changes: the name, a consent, being signed in.</summary>
internal static class ChangeAccount
{
    internal static async Task<IResult> Name([FromForm] string? name, Sessions sessions, AppDb db, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        if (await sessions.Enter(http, ct) is { } person)
        {
            if (person.Rename(name?.Length > 200 ? name[..200] : name)) db.Announce(new OwnerNamed(person.Id, person.Name is not null), clock.GetUtcNow(), owner: person.Id);
            await db.SaveChangesAsync(ct);
        }
        return Back(http);
    }

    /// <summary>Withdrawing takes as little as giving. Who is signed in has proven the address, so what is given stands at once.</summary>
    internal static async Task<IResult> Consents([FromForm] string? purpose, [FromForm] string? step, Sessions sessions, Ledger ledger, AppDb db, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        if (await sessions.Enter(http, ct) is not { } person || purpose != Consent.Marketing) return Back(http);
        var standing = (await ledger.Standing(person.Id, ct)).GetValueOrDefault(Consent.Marketing)?.Step;
        var now = clock.GetUtcNow();
        if (step == "withdrawn" && standing is ConsentStep.Given or ConsentStep.Confirmed) await ledger.Write(person, purpose, ConsentStep.Withdrawn, "web", ConsentMethod.Account, now, null, ct);
        else if (step == "given" && standing != ConsentStep.Confirmed)
        {
            if (standing != ConsentStep.Given) await ledger.Write(person, purpose, ConsentStep.Given, "web", ConsentMethod.Account, now, null, ct);
            await ledger.Write(person, purpose, ConsentStep.Confirmed, "web", ConsentMethod.Account, now, null, ct);
        }
        await db.SaveChangesAsync(ct);
        return Back(http);
    }

    internal static async Task<IResult> SignOut(Sessions sessions, CurrentBrand brand, AppDb db, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        if (await sessions.Find(http, ct) is { } session)
        {
            brand.Become(session.BrandId);
            session.Revoke(clock.GetUtcNow());
            await db.SaveChangesAsync(ct);
        }
        Sessions.Forget(http);
        return Back(http);
    }

    static IResult Back(HttpContext http) => TypedResults.LocalRedirect(http.Request.Query.ContainsKey(Languages.Key) ? $"/my?{Languages.Key}={Languages.Current}" : "/my");
}
