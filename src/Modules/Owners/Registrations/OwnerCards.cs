using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Owners.Companies;
using Nameplate.Owners.Funnel;
using Nameplate.Owners.People;
using Nameplate.Owners.Safeguards;
using Nameplate.Owners.Sales;
using Nameplate.Platform.Experiments;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;
using Nameplate.Resolver;

namespace Nameplate.Owners.Registrations;

/// <summary>What the page of a unit says about belonging: the form while it is nobody's, else a way in for its owner. Never who that is.</summary>
internal sealed class OwnerCards(AppDb db, Sessions sessions, Trials trials, Openings openings, Guard guard, RegisterFor companies, IStringLocalizer<Texts> words, TimeProvider clock) : IProductCard, IProductTile
{
    public const string Slot = "owner";
    const string Person = "M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8M4.5 20c.8-3.8 3.8-5.5 7.5-5.5s6.7 1.7 7.5 5.5";

    public async Task<ProductCard?> Of(ProductView view, CancellationToken ct)
    {
        if (await PersonOf(view.Unit, ct) is not null) return null;
        var way = WayOf(view.Http.Request.Query["via"]);
        await openings.Notice(view.Http, view.Unit, way, await trials.At(FormPlace.Place, view.Unit.Id, ct));
        return (await Form(view.Http, view.Model, view.Unit, ct, way: way))(view);
    }

    /// <summary>How somebody came to the form: by the code, or by the finder.</summary>
    public static RegistrationChannel WayOf(string? via) => via == "web" ? RegistrationChannel.Web : RegistrationChannel.Qr;

    async Task<IReadOnlyList<ProductTile>> IProductTile.Of(ProductView view, CancellationToken ct)
    {
        if (await PersonOf(view.Unit, ct) is not { } owner) return [];
        return await sessions.Person(view.Http, ct) is { } visitor && visitor.Id == owner
            ? [new(5, Person, words["Yours"], words["Yours.Text"], "/my")]
            : [new(80, Person, words["IsItYours"], words["IsItYours.Text"], "/my/" + view.Frame.Brand.Slug)];
    }

    /// <summary>The registration form, empty or with what was typed and what is wrong with it.</summary>
    public async Task<Func<ProductView, ProductCard>> Form(HttpContext http, ProductModel model, ProductUnit unit, CancellationToken ct, string? email = null, string? purchasedOn = null, IReadOnlyList<FieldError>? errors = null, string? name = null, RegistrationChannel way = RegistrationChannel.Qr, string? boxCode = null, string? chosen = null)
    {
        var now = clock.GetUtcNow();
        var soldOn = await db.Set<Sale>().Where(s => s.UnitId == unit.Id && s.SoldOn <= now).Select(s => (DateTimeOffset?)s.SoldOn).SingleOrDefaultAsync(ct);
        var asks = await guard.AsksForCode(unit, ct);
        var choice = await companies.Offer(http, ct, chosen);
        var look = FormLook.Of(await trials.At(FormPlace.Place, unit.Id, ct));
        return view => Card<RegisterCard>(new RegisterCard.Shown(view.Frame, words, unit, model.Name, now.Day(), soldOn?.Day(), email, purchasedOn, errors ?? [], look, name, way) { AsksForCode = asks, BoxCode = boxCode, For = choice });
    }

    public Func<ProductView, ProductCard> Refusal() => view => Card<RefusalCard>(new RefusalCard.Shown(view.Frame, words, view.Unit.Code.Page));

    public Func<ProductView, ProductCard> Held(Verdict verdict) => view => Card<BlockCard>(new BlockCard.Shown(view.Frame, words, view.Unit.Code.Page, verdict));

    public string Say(Verdict verdict) => words["Blocks." + verdict];

    public static ProductCard Card<T>(object shown) where T : IComponent => new(10, Slot, builder =>
    {
        builder.OpenComponent(0, typeof(T));
        builder.AddComponentParameter(1, "View", shown);
        builder.CloseComponent();
    });

    Task<Guid?> PersonOf(ProductUnit unit, CancellationToken ct) => db.Set<Registration>().Where(r => r.UnitId == unit.Id && r.EndedAt == null).Select(r => (Guid?)r.PersonId).SingleOrDefaultAsync(ct);
}
