using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Commerce.Shop;
using Nameplate.Platform.Access;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Commerce.Orders;

/// <summary>An order's own page, for whoever holds its address: how to pay, how far it is, how to withdraw.</summary>
internal sealed class TrackOrder(AppDb db, CurrentBrand brand, IProducts products, AdvanceOrder advance, Frames frames, TimeProvider clock, IStringLocalizer<Texts> words)
{
    readonly AppDb db = db;
    readonly IProducts products = products;
    readonly AdvanceOrder advance = advance;
    readonly Frames frames = frames;
    readonly TimeProvider clock = clock;
    readonly IStringLocalizer<Texts> words = words;

    internal static async Task<IResult> Page(string token, TrackOrder track, HttpContext http, CancellationToken ct)
    {
        if (await track.Find(token, ct) is not { } order) return track.Unknown(http);
        var unitId = order.Lines.Select(l => l.UnitId).FirstOrDefault(u => u is not null);
        var unit = unitId is null ? null : await track.products.Unit(unitId.Value, ct);
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        http.Response.Headers["X-Robots-Tag"] = "noindex";
        var frame = await track.frames.For(http, track.words["Track.Title", order.OrderRef], unit?.Code.Page);
        return Pages.Consumer<TrackPage>(new TrackPage.Shown(frame, order, unit, order.CanBeWithdrawn(track.clock.GetUtcNow()), track.words), frame);
    }

    internal static async Task<IResult> AskWithdrawal(string token, TrackOrder track, HttpContext http, CancellationToken ct)
    {
        if (await track.Find(token, ct) is not { } order) return track.Unknown(http);
        var frame = await track.frames.For(http, track.words["Withdrawal.Title"], "/track/" + token);
        return order.CanBeWithdrawn(track.clock.GetUtcNow()) ? Pages.Consumer<WithdrawPage>(new WithdrawPage.Shown(frame, order, track.words), frame) : TypedResults.LocalRedirect(frame.To("/track/" + token));
    }

    internal static async Task<IResult> Withdraw(string token, TrackOrder track, HttpContext http, CancellationToken ct)
    {
        if (await track.Find(token, ct) is not { } order) return track.Unknown(http);
        track.db.ChangeTracker.Clear();
        await track.advance.Withdraw(order.OrderRef, ct);
        return TypedResults.LocalRedirect((await track.frames.For(http, "")).To("/track/" + token));
    }

    async Task<Order?> Find(string token, CancellationToken ct)
    {
        var hash = Token.Hash(token);
        if (await db.Set<OrderTrack>().AsNoTracking().SingleOrDefaultAsync(t => t.TokenHash == hash, ct) is not { } track) return null;
        brand.Become(track.BrandId);
        return await db.Set<Order>().AsNoTracking().Include(o => o.Lines.OrderBy(l => l.Line)).SingleOrDefaultAsync(o => o.Id == track.OrderId, ct);
    }

    IResult Unknown(HttpContext http)
    {
        var frame = frames.Neutral(http, words["Track.Unknown"]);
        return Pages.Consumer<NoSuchPage>(new NoSuchPage.Shown(frame, words["Track.Unknown"], words["Track.Unknown.Text"]), frame, StatusCodes.Status404NotFound);
    }
}
