using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Storage;
using Nameplate.Resolver;

namespace Nameplate.Owners.Registrations;

/// <summary>Whether the unit is somebody's, for who may buy it second-hand. Never whose.</summary>
internal sealed class RegisteredCheck(AppDb db, IStringLocalizer<Texts> words) : ICheck
{
    public async Task<CheckLine?> Of(CheckSubject subject, CancellationToken ct)
    {
        if (subject.Unit is not { } unit) return Line("Check.Unknown", null);
        return await db.Set<Registration>().AnyAsync(r => r.UnitId == unit.Id && r.EndedAt == null, ct) ? Line("Check.Registered", true) with { Advice = words["Check.AskTransfer"], Leads = (words["Transfers.TileBuyer"], unit.Code.Page + "/transfer") } : Line("Check.NotRegistered", false);
    }

    CheckLine Line(string answer, bool? value) => new(30, "registered", words["Check.Owner"], words[answer], value);
}
