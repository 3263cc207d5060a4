using Nameplate.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Web;

namespace Nameplate.Owners.Companies;

/// <summary>At /my: the companies this person acts for, and those that ask.</summary>
internal sealed class MyCompanies(AppDb db, Memberships memberships, IStringLocalizer<Texts> words) : IMyCard
{
    public async Task<MyCard?> For(OwnerPerson person, Frame frame, CancellationToken ct)
    {
        if (await memberships.Of(person.Id, ct) is not { Count: > 0 } mine) return null;
        Guid[] ids = [.. mine.Select(m => m.Company.Id)];
        var units = await db.Set<FleetUnit>().Where(f => ids.Contains(f.CompanyId)).GroupBy(f => f.CompanyId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var view = new MyCompaniesCard.Shown(frame, words, mine, units);
        return new(20, builder =>
        {
            builder.OpenComponent<MyCompaniesCard>(0);
            builder.AddAttribute(1, nameof(MyCompaniesCard.View), view);
            builder.CloseComponent();
        });
    }
}
