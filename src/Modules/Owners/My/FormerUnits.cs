using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Owners.Registrations;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Owners.My;

/// <summary>At /my: what somebody had and passed on, with the days it was theirs. Nothing of who has it now.</summary>
internal sealed class FormerUnits(AppDb db, IProducts products, IStringLocalizer<Texts> words) : IMyCard
{
    const int Most = 20;

    public async Task<MyCard?> For(OwnerPerson person, Frame frame, CancellationToken ct)
    {
        var ended = await db.Set<Registration>().AsNoTracking().Where(r => r.PersonId == person.Id && r.EndedAt != null).OrderByDescending(r => r.EndedAt).Take(Most).ToListAsync(ct);
        if (ended.Count == 0) return null;
        var units = await products.Units([.. ended.Select(r => r.UnitId)], ct);
        var models = (await products.Models(ct)).ToDictionary(m => m.Gtin, m => m.Name);
        var view = new FormerCard.Shown(words, [.. ended.Where(r => units.ContainsKey(r.UnitId)).Select(r => (models.GetValueOrDefault(units[r.UnitId].Gtin, ""), units[r.UnitId].Key.Spaced, r.RegisteredAt, r.EndedAt!.Value))]);
        return new(60, builder =>
        {
            builder.OpenComponent<FormerCard>(0);
            builder.AddComponentParameter(1, "View", view);
            builder.CloseComponent();
        });
    }
}
