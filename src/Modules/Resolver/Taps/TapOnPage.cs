using System.Globalization;
using Microsoft.Extensions.Localization;
using Nameplate.Products;

namespace Nameplate.Resolver.Taps;

/// <summary>On the page that the read of a tag led to: whether the tag is confirmed, and what that means. It speaks of the tag, never of the product.</summary>
internal sealed class TapOnPage(TapMark marks, IStringLocalizer<Texts> words) : IProductState, IProductCard
{
    const string Slot = "tap";

    Task<ProductState?> IProductState.Of(ProductView view, CancellationToken ct) => Task.FromResult(Read(view) is not { } read ? null
        : read.Result == TapResult.Genuine ? new ProductState(words["Tap.Confirmed"]) : new ProductState(words["Tap.NotConfirmed"], StateTone.Warn));

    Task<ProductCard?> IProductCard.Of(ProductView view, CancellationToken ct)
    {
        if (Read(view) is not { } read) return Task.FromResult<ProductCard?>(null);
        var (title, text) = read.Result switch
        {
            TapResult.Genuine => (words["Tap.Confirmed"], words["Tap.ConfirmedText", view.Frame.Brand.Name, read.At.ToString("HH:mm", CultureInfo.InvariantCulture)]),
            TapResult.Repeated => (words["Tap.Again"], words["Tap.AgainText"]),
            _ => (words["Tap.NotConfirmed"], words["Tap.NotConfirmedText", view.Frame.Brand.Name]),
        };
        var shown = new TapCard.Shown(title, text);
        return Task.FromResult<ProductCard?>(new(1, Slot, builder =>
        {
            builder.OpenComponent<TapCard>(0);
            builder.AddComponentParameter(1, nameof(TapCard.View), shown);
            builder.CloseComponent();
        }));
    }

    TapMark.Read? Read(ProductView view) => marks.For(view.Unit, view.Http.Request.Query[TapMark.Key]);
}
