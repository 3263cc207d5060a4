using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Nameplate.Platform;
using Nameplate.Platform.Access;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Idempotency;
using Nameplate.Platform.Web;

namespace Nameplate.Owners.Installers;

/// <summary>Registering for the householder, on a visit.</summary>
internal static class InstallersModule
{
    public static IServiceCollection AddInstallers(this IServiceCollection services) => services
        .AddScoped<RegisterVisit>().AddScoped<VisitOnPage>().AddScoped<RecordInstaller>().AddScoped<InstallersConsole>().AddList<InstallerList>().AddScoped<INavigation, InstallersNavigation>()
        .AddGrants<Texts>(new("owners.installers.read", StaffRole.Manager, StaffRole.Support), new("owners.installers.write", StaffRole.Manager));

    public static void MapInstallers(this IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("visit").DisableAntiforgery().ExcludeFromDescription();
        pages.MapGet("{token}", VisitOnPage.Page);
        pages.MapPost("{token}", VisitOnPage.Send).AddEndpointFilter<SameOrigin>();

        var console = app.MapConsole();
        console.MapGet("installers", InstallersConsole.List).Needs("owners.installers.read");
        console.MapGet("installers.csv", InstallersConsole.Csv).Needs("owners.installers.read").Audited();
        console.MapGet("installers/new", InstallersConsole.New).Needs("owners.installers.write");
        console.MapPost("installers/new", InstallersConsole.Add).Needs("owners.installers.write");
        console.MapGet("installers/{id:guid}", InstallersConsole.Open).Needs("owners.installers.write");
        console.MapPost("installers/{id:guid}", InstallersConsole.Change).Needs("owners.installers.write");
        console.MapPost("installers/{id:guid}/link", InstallersConsole.Relink).Needs("owners.installers.write");

        var api = app.MapApi();
        api.MapGet("installers", InstallersApi.List).WithTags("installers").Needs("owners.installers.read");
        api.MapPost("installers", InstallersApi.Add).WithTags("installers").Needs("owners.installers.write");
        api.MapPut("installers/{id:guid}", InstallersApi.Change).WithTags("installers").Needs("owners.installers.write");
        api.MapPost("visits", InstallersApi.Visit).WithTags("installers").Needs("owners.registrations.write").FindsItself();
    }

    sealed class InstallersNavigation(IStringLocalizer<Texts> words) : INavigation
    {
        public IEnumerable<NavigationItem> Items => [new(ConsoleSection.Owners, words["Installers"], "/admin/installers")];
    }
}
