using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Access;
using Nameplate.Platform.Web;

namespace Nameplate.Owners.Cards;

/// <summary>Paper cards.</summary>
internal static class CardsModule
{
    public static IServiceCollection AddCards(this IServiceCollection services) => services.AddScoped<EnterCards>().AddScoped<INavigation, CardsNavigation>();

    public static void MapCards(this IEndpointRouteBuilder app)
    {
        var console = app.MapConsole();
        console.MapGet("cards", EnterCards.Page).Needs("owners.registrations.write");
        console.MapGet("cards/check", EnterCards.Check).Needs("owners.registrations.write");
        console.MapPost("cards", EnterCards.Save).Needs("owners.registrations.write");
    }

    sealed class CardsNavigation(IStringLocalizer<Texts> words) : INavigation
    {
        public IEnumerable<NavigationItem> Items => [new(ConsoleSection.Owners, words["Cards"], "/admin/cards")];
    }
}
