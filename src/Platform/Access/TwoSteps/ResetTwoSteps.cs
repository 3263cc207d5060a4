using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Access.Account;
using Nameplate.Platform.Access.Sessions;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Access.TwoSteps;

/// <summary>For who lost the phone and the recovery codes: takes the second step away, ends every session, tells the person by mail. The password, or a mailed link, is asked for as ever.</summary>
internal sealed class ResetTwoSteps(AppDb db, Codes codes, SecurityNotice notice, AuditTrail trail, CurrentBrand brand, TimeProvider clock)
{
    /// <summary>Done where nobody looks through a page: at the terminal of the server, for whatever brands the person works for.</summary>
    /// <returns>False where nobody of the brand has that address, or has no second step.</returns>
    public async Task<bool> ByOperator(string email, CancellationToken ct)
    {
        var key = email.Trim().ToUpperInvariant();
        if (await db.Users.FirstOrDefaultAsync(u => u.NormalizedEmail == key && db.Set<Membership>().Any(m => m.BrandId == brand.Id && m.StaffId == u.Id), ct) is not { TwoFactorEnabled: true } member) return false;
        trail.Begin(Caller.CommandLine, "", "nameplate staff reset-codes", OrderedId.Next().ToString("n"));
        await Do(member, ct);
        return true;
    }

    internal async Task Do(StaffMember member, CancellationToken ct)
    {
        using (Languages.Speak(member.Language ?? Languages.Current)) await notice.Write(member.Email!, "TwoStepsReset", ct);
        trail.Note(AuditChange.Changed, "platform.staff-member", member.Id.ToString(), new { twoSteps = true }, new { twoSteps = false });
        var now = clock.GetUtcNow();
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        await codes.TurnOff(member.Id, ct);
        await db.Users.Where(u => u.Id == member.Id).ExecuteUpdateAsync(u => u.SetProperty(x => x.WrongCodes, 0).SetProperty(x => x.CodesRestUntil, (DateTimeOffset?)null), ct);
        await db.Set<StaffSession>().Where(s => s.StaffId == member.Id && s.EndedAt == null).ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, now), ct);
        await db.Set<SecondStep>().Where(s => s.StaffId == member.Id).ExecuteDeleteAsync(ct);
        await tx.CommitAsync(ct);
    }
}

public static class StaffHelp
{
    /// <summary>Takes the second step away from a member of the current brand's staff.</summary>
    public static Task<bool> ResetTwoSteps(this IServiceProvider services, string email, CancellationToken ct) => services.GetRequiredService<ResetTwoSteps>().ByOperator(email, ct);
}
