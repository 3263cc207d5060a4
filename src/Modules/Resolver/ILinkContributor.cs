using Nameplate.Products;

namespace Nameplate.Resolver;

/// <summary>What a code was asked about: a model, or a unit of it.</summary>
public sealed record LinkSubject(ProductModel Model, ProductUnit? Unit);

/// <summary>Where a code can lead, by a link type of the GS1 Web Vocabulary.</summary>
/// <param name="Type">For example <c>instructions</c>.</param>
/// <param name="Target">An http(s) address, or a path on this server.</param>
/// <param name="IsOfUnit">True of one serial, not of every unit of the model.</param>
/// <param name="MediaType">Where it is known.</param>
public sealed record ProductLink(string Type, string Target, string Title, bool IsOfUnit = false, string? MediaType = null);

/// <summary>Contributes links to the linkset of a model or a unit: only what is really there.</summary>
public interface ILinkContributor
{
    Task<IReadOnlyList<ProductLink>> Of(LinkSubject subject, CancellationToken ct);
}
