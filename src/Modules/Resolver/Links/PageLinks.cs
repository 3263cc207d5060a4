using Microsoft.Extensions.Localization;
using Nameplate.Products;

namespace Nameplate.Resolver.Links;

/// <summary>The links to this module's own pages, and to what the model's record names.</summary>
internal sealed class PageLinks(IStringLocalizer<Texts> words) : ILinkContributor
{
    const string Html = "text/html";

    public Task<IReadOnlyList<ProductLink>> Of(LinkSubject subject, CancellationToken ct)
    {
        var model = subject.Model;
        List<ProductLink> links = [new("pip", $"/p/{model.Gtin}", model.Name, MediaType: Html)];
        if (subject.Unit is { } unit)
        {
            links.Add(new("pip", unit.Code.Page, words["Link.Unit", model.Name, unit.Key.Spaced], IsOfUnit: true, Html));
            links.Add(new("verificationService", unit.Code.Page + "/check", words["Check.Title"], IsOfUnit: true, Html));
        }
        if (model.SetupUrl is { } setup) links.Add(new("quickStartGuide", setup, words["Setup"]));
        if (model.ManualUrl is { } manual) links.Add(new("instructions", manual, words["Manual"]));
        return Task.FromResult<IReadOnlyList<ProductLink>>(links);
    }
}
