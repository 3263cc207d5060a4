using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Access;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using static Nameplate.Platform.Access.StaffRole;

namespace Nameplate.Platform.Experiments;

/// <summary>Ways to do one thing, tried beside each other, with a readout that claims no more than it knows. Modules bring the places.</summary>
public static class ExperimentsModule
{
    public static IServiceCollection AddExperiments(this IServiceCollection services) => services
        .AddSingleton<ExperimentBook>().AddSingleton<ExposureWriter>()
        .AddScoped(s => new Trials(s.GetRequiredService<AppDb>(), s.GetRequiredService<CurrentBrand>(), s.GetRequiredService<ExperimentBook>(), s.GetRequiredService<ExposureWriter>(), s.GetRequiredService<TimeProvider>()))
        .AddScoped<PlanExperiment>().AddScoped<RunExperiment>().AddScoped<ReadExperiment>().AddScoped<ExperimentsApi>().AddScoped<ExperimentsConsole>()
        .AddList<ExperimentList>().AddJob<CountLots>(every: TimeSpan.FromHours(1)).AddScoped<INavigation, ExperimentsNavigation>()
        .AddGrants<Texts>(new("platform.experiments.read", Manager, Marketing, Quality, Readonly), new("platform.experiments.write", Manager, Marketing));

    /// <summary>A place where variants can be tried.</summary>
    public static IServiceCollection AddExperimentPlace<T>(this IServiceCollection services) where T : class, IExperimentPlace => services.AddScoped<T>().AddScoped<IExperimentPlace>(s => s.GetRequiredService<T>());

    public static void MapExperiments(this IEndpointRouteBuilder app)
    {
        var console = app.MapConsole();
        console.MapGet("experiments", ExperimentsConsole.List).Needs("platform.experiments.read");
        console.MapGet("experiments.csv", ExperimentsConsole.Csv).Needs("platform.experiments.read").Audited();
        console.MapGet("experiments/new", ExperimentsConsole.New).Needs("platform.experiments.write");
        console.MapPost("experiments/new", ExperimentsConsole.Add).Needs("platform.experiments.write");
        console.MapGet("experiments/{id:guid}", ExperimentsConsole.Open).Needs("platform.experiments.read");
        console.MapGet("experiments/{id:guid}/edit", ExperimentsConsole.Edit).Needs("platform.experiments.write");
        console.MapPost("experiments/{id:guid}/edit", ExperimentsConsole.Change).Needs("platform.experiments.write");
        console.MapPost("experiments/{id:guid}/state", ExperimentsConsole.State).Needs("platform.experiments.write");
        console.MapPost("experiments/{id:guid}/lots", ExperimentsConsole.Lots).Needs("platform.experiments.write");

        var api = app.MapApi().WithTags("experiments");
        api.MapGet("experiments", ExperimentsApi.List).Needs("platform.experiments.read");
        api.MapPost("experiments", ExperimentsApi.Add).Needs("platform.experiments.write");
        api.MapGet("experiments/{id:guid}", ExperimentsApi.Show).Needs("platform.experiments.read");
        api.MapPut("experiments/{id:guid}", ExperimentsApi.Change).Needs("platform.experiments.write");
        api.MapPut("experiments/{id:guid}/state", ExperimentsApi.State).Needs("platform.experiments.write");
        api.MapPut("experiments/{id:guid}/lots", ExperimentsApi.Lots).Needs("platform.experiments.write");
    }

    sealed class ExperimentsNavigation(IStringLocalizer<Texts> words) : INavigation
    {
        public IEnumerable<NavigationItem> Items => [new(ConsoleSection.Figures, words["Experiments"], "/admin/experiments")];
    }
}
