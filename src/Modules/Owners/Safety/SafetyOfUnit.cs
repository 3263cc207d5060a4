using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Access;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web.Lists;

namespace Nameplate.Owners.Safety;

/// <summary>How many addresses were left for recalls of a unit, in its panel: a number, never whose.</summary>
internal sealed class SafetyOfUnit(AppDb db, Rights rights, IStringLocalizer<Texts> words) : IGlance
{
    public string List => "units";

    public async Task Add(Glance glance, string key, CancellationToken ct)
    {
        if (!rights.May("owners.registrations.read") || !Guid.TryParse(key, out var unit) || await db.Set<SafetyContact>().CountAsync(c => c.UnitId == unit, ct) is not (> 0 and var left)) return;
        glance.Facts.Add(new(words["Safety.Contacts"], left.Counted()));
    }
}
