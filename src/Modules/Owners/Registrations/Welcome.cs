using Microsoft.Extensions.Localization;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Owners.Registrations;

/// <summary>What modules say to somebody who has just registered, in order.</summary>
internal sealed class Welcome(IEnumerable<IWelcome> contributions)
{
    public async Task<IReadOnlyList<WelcomeLine>> Lines(ProductModel model, ProductUnit unit, Frame frame, CancellationToken ct)
    {
        List<WelcomeLine> lines = [];
        foreach (var contribution in contributions) lines.AddRange((await contribution.For(model, unit, frame, ct)).Take(3));
        return [.. lines.OrderBy(l => l.Order)];
    }
}

/// <summary>Set-up guide and manual, where the model carries their links.</summary>
internal sealed class WelcomeGuides(IStringLocalizer<Texts> words) : IWelcome
{
    public Task<IReadOnlyList<WelcomeLine>> For(ProductModel model, ProductUnit unit, Frame frame, CancellationToken ct)
    {
        List<WelcomeLine> lines = [];
        if (model.SetupUrl is { Length: > 0 } setup) lines.Add(new(30, words["Guide.Setup"], words["Guide.SetupText", model.Name], setup));
        if (model.ManualUrl is { Length: > 0 } manual) lines.Add(new(40, words["Guide.Manual"], words["Guide.ManualText", model.Name], manual));
        return Task.FromResult<IReadOnlyList<WelcomeLine>>(lines);
    }
}
