using Microsoft.Extensions.Primitives;

namespace Nameplate.Host;

/// <summary>Endpoints that are made once: routing and whatever else asks for them would have each made anew, which takes a second.</summary>
sealed class KnownRoutes(EndpointDataSource source) : EndpointDataSource
{
    readonly Lazy<IReadOnlyList<Endpoint>> endpoints = new(() => source.Endpoints);

    public override IReadOnlyList<Endpoint> Endpoints => endpoints.Value;
    public override IChangeToken GetChangeToken() => source.GetChangeToken();

    /// <summary>All that are mapped by now.</summary>
    public static void Keep(IEndpointRouteBuilder app)
    {
        KnownRoutes[] known = [.. app.DataSources.Select(s => new KnownRoutes(s))];
        app.DataSources.Clear();
        foreach (var source in known) app.DataSources.Add(source);
    }
}
