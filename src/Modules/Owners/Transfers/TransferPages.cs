using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Owners.People;
using Nameplate.Owners.Registrations;
using Nameplate.Owners.Safeguards;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Owners.Transfers;

/// <summary>The page on which a unit passes on: its owner makes a code there, who bought it gives the code or asks. It says nothing of who the other is.</summary>
internal sealed class TransferPages(AppDb db, Sessions sessions, IProducts products, TransferCodes codes, Frames frames, IStringLocalizer<Texts> words, TimeProvider clock)
{
    internal sealed record Subject(ProductModel Model, ProductUnit Unit, Registration? Standing, Person? Owner)
    {
        public string Path => Unit.Code.Page + "/transfer";
    }

    /// <returns>What the page is about, and its owner where that is who looks; null when the unit is not on record.</returns>
    public async Task<Subject?> Find(UnitKey? unit, HttpContext http, CancellationToken ct)
    {
        if (unit is not { } key || await products.Unit(key.Gtin, key.Serial, ct) is not { } found || await products.Model(found.Gtin, ct) is not { } model) return null;
        var standing = await db.Set<Registration>().AsNoTracking().SingleOrDefaultAsync(r => r.UnitId == found.Id && r.EndedAt == null, ct);
        return new(model, found, standing, standing is not null && await sessions.Person(http, ct) is { } visitor && visitor.Id == standing.PersonId ? visitor : null);
    }

    /// <summary>The code that waits to be used, if it is still good.</summary>
    public async Task<Transfer?> Standing(Guid unit, CancellationToken ct) =>
        await db.Set<Transfer>().SingleOrDefaultAsync(t => t.UnitId == unit && t.State == TransferState.Offered, ct) is { } offer && offer.IsGood(clock.GetUtcNow()) ? offer : null;

    internal static async Task<IResult> Page(UnitKey? unit, TransferPages pages, HttpContext http, CancellationToken ct, string? code = null)
    {
        if (await pages.Find(unit, http, ct) is not { } subject) return TypedResults.LocalRedirect(unit?.Page ?? "/");
        return subject.Standing is null ? TypedResults.LocalRedirect(subject.Unit.Code.Page + http.Request.QueryString)
            : subject.Owner is null ? await pages.Buyer(subject, http, ct, code: code) : await pages.Seller(subject, http, ct);
    }

    /// <summary>Where a page that says what was wrong is opened anew, for example in another language.</summary>
    internal static IResult Back(UnitKey? unit, HttpContext http) => TypedResults.LocalRedirect(unit is null ? "/" : unit.Value.Page + "/transfer" + http.Request.QueryString);

    public async Task<IResult> Seller(Subject subject, HttpContext http, CancellationToken ct)
    {
        var frame = await frames.For(http, words["Transfers.Title"], subject.Unit.Code.Page);
        var offer = await Standing(subject.Unit.Id, ct);
        var asked = await db.Set<Transfer>().AnyAsync(t => t.UnitId == subject.Unit.Id && t.State == TransferState.Asked, ct);
        return Pages.Consumer<SellerPage>(new SellerPage.Shown(frame, words, subject, offer is null ? null : (codes.Read(offer.SealedCode!), offer.Until), asked), frame);
    }

    public async Task<IResult> Buyer(Subject subject, HttpContext http, CancellationToken ct, string? code = null, string? email = null, string? note = null, IReadOnlyList<FieldError>? errors = null, bool asks = false, bool isSent = false)
    {
        var frame = await frames.For(http, words["Transfers.Title"], subject.Unit.Code.Page);
        return Pages.Consumer<BuyerPage>(new BuyerPage.Shown(frame, words, subject, code, email, note, errors ?? [], asks, isSent), frame, errors is { Count: > 0 } ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    public static IResult To(Subject subject, HttpContext http, string? more = null) =>
        TypedResults.LocalRedirect(subject.Path + more + (http.Request.Query.ContainsKey(Languages.Key) ? $"{(more is null ? '?' : '&')}{Languages.Key}={Languages.Current}" : ""));
}
