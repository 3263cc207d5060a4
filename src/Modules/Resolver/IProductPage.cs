using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Resolver;

/// <summary>What the page of a unit is about, as modules see it that contribute to it.</summary>
public sealed record ProductView(HttpContext Http, Frame Frame, ProductModel Model, ProductUnit Unit);

/// <summary>A short statement under the product's name, such as “Warranty until 28 July 2028”.</summary>
public sealed record ProductState(string Text, StateTone Tone = StateTone.Good);
public enum StateTone { Good, Warn, Bad }

/// <summary>A line that leads on: an icon, what it is, what is really there, where it goes.</summary>
/// <param name="Order">Small numbers stand first.</param>
/// <param name="Icon">SVG path data in a 24 × 24 box, drawn as a stroke.</param>
/// <param name="Text">A real thing said: “12 parts, delivered by Thursday”.</param>
public sealed record ProductTile(int Order, string Icon, string Title, string Text, string Href);

/// <summary>A card of a module's own on the page, such as the registration form.</summary>
/// <param name="Slot">Its name; a card shown by <see cref="IProductPage.Show"/> takes the place of the contributed one of the same slot.</param>
public sealed record ProductCard(int Order, string Slot, RenderFragment Content);

/// <summary>Contributes a state to the page of a unit, or nothing.</summary>
public interface IProductState
{
    Task<ProductState?> Of(ProductView view, CancellationToken ct);
}

/// <summary>Contributes tiles to the page of a unit.</summary>
public interface IProductTile
{
    Task<IReadOnlyList<ProductTile>> Of(ProductView view, CancellationToken ct);
}

/// <summary>Contributes a card to the page of a unit, or nothing.</summary>
public interface IProductCard
{
    Task<ProductCard?> Of(ProductView view, CancellationToken ct);
}

/// <summary>The page of a unit, for a module that answers with it: a form that was not right, a confirmation.</summary>
public interface IProductPage
{
    /// <param name="said">Where the card leads already: no tile says it again.</param>
    Task<IResult> Show(HttpContext http, ProductModel model, ProductUnit unit, Func<ProductView, ProductCard>? card = null, int status = StatusCodes.Status200OK, IReadOnlyCollection<string>? said = null);
}
