using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Owners.People;
using Nameplate.Owners.Safety;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Owners.Privacy;

/// <summary>At /my: the ways to one's choices, one's data, and the contacts left for recalls.</summary>
internal sealed class MyData(AppDb db, IProducts products, IStringLocalizer<Texts> words) : IMyCard
{
    public async Task<MyCard?> For(OwnerPerson person, Frame frame, CancellationToken ct)
    {
        var key = Person.KeyOf(person.Email);
        var contacts = await db.Set<SafetyContact>().AsNoTracking().Where(c => c.EmailKey == key).OrderBy(c => c.CreatedAt).Take(20).ToListAsync(ct);
        var units = await products.Units([.. contacts.Select(c => c.UnitId).Distinct()], ct);
        var models = contacts.Count == 0 ? [] : (await products.Models(ct)).ToDictionary(m => m.Gtin, m => m.Name);
        var view = new MyDataCard.Shown(frame, words, [.. contacts.Where(c => units.ContainsKey(c.UnitId)).Select(c => (models.GetValueOrDefault(units[c.UnitId].Gtin, ""), units[c.UnitId].Key.Spaced, "/safety/" + c.Token))]);
        return new(80, builder =>
        {
            builder.OpenComponent<MyDataCard>(0);
            builder.AddAttribute(1, nameof(MyDataCard.View), view);
            builder.CloseComponent();
        });
    }
}
