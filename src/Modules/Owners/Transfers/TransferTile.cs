using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Owners.People;
using Nameplate.Owners.Registrations;
using Nameplate.Platform.Storage;
using Nameplate.Resolver;

namespace Nameplate.Owners.Transfers;

/// <summary>On the page of a unit that is somebody's: where it passes on. The same place for both, and nothing of who they are.</summary>
internal sealed class TransferTile(AppDb db, Sessions sessions, IStringLocalizer<Texts> words) : IProductTile
{
    const string Hands = "M4 9h13l-3.5-3.5M20 15H7l3.5 3.5";

    public async Task<IReadOnlyList<ProductTile>> Of(ProductView view, CancellationToken ct)
    {
        if (await db.Set<Registration>().Where(r => r.UnitId == view.Unit.Id && r.EndedAt == null).Select(r => (Guid?)r.PersonId).SingleOrDefaultAsync(ct) is not { } owner) return [];
        var isOwners = await sessions.Person(view.Http, ct) is { } visitor && visitor.Id == owner;
        return [new(82, Hands, words[isOwners ? "Transfers.TileSeller" : "Transfers.TileBuyer"], words[isOwners ? "Transfers.TileSellerText" : "Transfers.TileBuyerText"], view.Unit.Code.Page + "/transfer")];
    }
}
